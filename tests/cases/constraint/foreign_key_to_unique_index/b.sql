create table p (id int, code text);
create unique index p_code_2 on p (code);
create table t (code text references p (code));
