create table p (x bigint, g int generated always as (length(x::text)) stored);
create table c () inherits (p);
create table top (x bigint);
create table middle () inherits (top);
create table bottom (g int generated always as (length(x::text)) stored) inherits (middle);
