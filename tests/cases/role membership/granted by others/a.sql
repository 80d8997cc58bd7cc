create role staff;
create role manager;
create role worker;
grant staff to manager with admin option;
grant staff to worker;
