create table articles (id int primary key, a int, b int, unique (a, b));
create table lines (article int references articles);
create index on lines (article);
create table visits (article int references articles, day int) partition by list (day);
create table visits_1 partition of visits for values in (1);
create index on visits (article);
create table pairs (b int, a int, foreign key (a, b) references articles (a, b));
create index on pairs (b, a, (1));
