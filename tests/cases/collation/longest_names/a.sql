create collation abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijk (locale = 'C');
create table t (x text collate abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijk);
create collation "ääääääääääääääääääääääääääääääx" (locale = 'C');
create table u (x text collate "ääääääääääääääääääääääääääääääx");
