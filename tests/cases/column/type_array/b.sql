create table t (id int, a bigint[] default '{1}', b varchar(5)[]);
