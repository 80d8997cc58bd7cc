create table t (a int, b int, c int not null);
alter table t add constraint a_set not null a not valid;
alter table t add constraint b_set not null b not valid;
comment on constraint b_set on t is 'soon';
