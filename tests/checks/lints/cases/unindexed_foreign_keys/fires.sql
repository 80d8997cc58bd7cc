-- finds: foreign key lines_article_fkey on public.lines
-- finds: foreign key visits_article_fkey on public.visits
-- finds: foreign key pairs_a_b_fkey on public.pairs
create table articles (id int primary key, a int, b int, unique (a, b));
create table lines (article int references articles, note text);
create index on lines (note, article);
create index on lines (article) where note is null;
create table visits (article int references articles, day int) partition by list (day);
create table visits_1 partition of visits for values in (1);
create table pairs (a int, b int, foreign key (a, b) references articles (a, b));
create index on pairs (a);
