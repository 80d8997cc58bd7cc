create table r (id int4range, valid daterange, other daterange, constraint r_pkey primary key (id, valid without overlaps), constraint r_u unique (id, other without overlaps));
create table s (id int4range, r int4range, valid daterange not null, constraint s_r foreign key (r, period valid) references r (id, period valid));
