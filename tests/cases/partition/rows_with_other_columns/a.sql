create table m (id int, k int not null, gone text, same text);
insert into m values (1, 2, 'g', 's');
