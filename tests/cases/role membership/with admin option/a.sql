create role staff;
create role manager;
create role worker;
create role temp;
grant staff to manager;
grant staff to worker with admin option;
grant pg_monitor to worker;
grant staff to temp;
