-- exposes: public, pgmq_public
-- finds: table pgmq.q_mail
reset role;
create schema pgmq;
create table pgmq.q_mail (id int);
create table pgmq.meta (id int);
