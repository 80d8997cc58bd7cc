create table d(id int, a text, gen text generated always as (a || 'x') stored);
