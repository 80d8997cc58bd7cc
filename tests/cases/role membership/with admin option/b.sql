create role staff;
create role manager;
create role worker;
create role "Other One";
grant staff to manager with admin option;
grant staff to worker;
grant manager to "Other One";
