create collation abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijk (locale = 'POSIX');
create table t (x text collate abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijk);  create collation "ääääääääääääääääääääääääääääääx" (locale = 'POSIX');
create table u (x text collate "ääääääääääääääääääääääääääääääx");
