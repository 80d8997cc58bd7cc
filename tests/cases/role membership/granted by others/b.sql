-- who granted it stands between manager and worker: made after the right to grant, revoked before it
create role staff;
create role manager;
create role worker;
create role clerk;
grant staff to manager with admin option;
grant staff to worker with admin option granted by manager;
grant staff to clerk granted by worker;
