-- exposes: public, pgmq_public
reset role;
create schema pgmq;
create table pgmq.q_mail (id int);
alter table pgmq.q_mail enable row level security;
