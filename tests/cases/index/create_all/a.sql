create table t (id int, a text, b int, c jsonb, d int[], e point, f tsvector);
