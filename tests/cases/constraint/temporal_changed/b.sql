create table r (id int4range, valid daterange, other daterange not null, constraint r_pkey primary key (id, other without overlaps));
create table s (r int4range, valid daterange not null, constraint s_r foreign key (r, period valid) references r (id, period other));
comment on constraint r_pkey on r is 'two';
