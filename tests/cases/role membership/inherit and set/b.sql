create role staff;
create role manager;
create role worker inherit;
create role clerk noinherit;
create role guard;
grant staff to manager with inherit false, set false;
grant staff to worker with admin true;
grant staff to clerk;
grant staff to guard with inherit false, admin true;
