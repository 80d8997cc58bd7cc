create role staff;
create role manager;
create role worker noinherit;
create role clerk noinherit;
create role guard;
grant staff to manager;
grant staff to worker;
grant staff to clerk with inherit true, set false;
