create table t (id int, a int[] default '{1}', b text[]);
insert into t values (1, '{1,2}', '{x}');
