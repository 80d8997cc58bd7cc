create table parent (id bigint primary key, other bigint unique);
create table child (id bigint primary key, parent_id bigint not null references parent on delete cascade, o bigint references parent (other));
