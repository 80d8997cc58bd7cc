create type mood as enum ('sad', 'it''s ok', 'happy \ "x"');
comment on type mood is 'how one feels';
alter type mood owner to alice;
revoke usage on type mood from public;
grant usage on type mood to bob;
create type "Empty Enum" as enum ();
create table t (m mood default 'sad', ms mood[] default '{sad}');
