create table r (id int4range, valid daterange, constraint r_pkey primary key (id, valid without overlaps));
create table s (id int4range, r int4range, valid daterange not null);
