-- Each gives up its own generated column, or comes to have one, while the type of what that reads changes.
create table p (x int);
create table c (g int generated always as (length(x::text)) stored) inherits (p);
create table top (x int);
create table middle (g int generated always as (length(x::text)) stored) inherits (top);
create table bottom () inherits (middle);
