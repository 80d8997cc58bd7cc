create collation c (lc_collate = 'POSIX', lc_ctype = 'C');
comment on collation c is 'stays';
