create table r (id int4range, valid daterange, other daterange, constraint r_pkey primary key (id, valid without overlaps));
create table s (r int4range, valid daterange not null, constraint s_r foreign key (r, period valid) references r (id, period valid));
comment on constraint r_pkey on r is 'one';
