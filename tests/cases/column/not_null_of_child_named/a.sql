create table base (a int);
create table child (a int constraint mine not null) inherits (base);
