create schema "S;--";
create function "S;--"."In ""x"(cstring) returns "S;--"."T ""x" language internal immutable strict as 'textin';
create function "S;--"."Out ""x"("S;--"."T ""x") returns cstring language internal immutable strict as 'textout';
create type "S;--"."T ""x" (input = "S;--"."In ""x", output = "S;--"."Out ""x");
create type t;
create function t_in(cstring) returns t language internal immutable strict as 'textin';
create function t_out(t) returns cstring language internal immutable strict as 'textout';
create function t_recv(internal) returns t language internal stable strict as 'textrecv';
create function t_send(t) returns bytea language internal stable strict as 'textsend';
create type t (input = t_in, output = t_out, receive = t_recv, send = t_send, internallength = variable,
    alignment = int4, storage = extended, category = 'S', preferred = true, default = 'it''s \ fine', delimiter = ';',
    collatable = true);
comment on type t is 'as text';
alter type t owner to alice;
revoke usage on type t from public;
grant usage on type t to bob;
comment on function t_in(cstring) is 'reads';
alter function t_in(cstring) owner to alice;
create function same(t, t) returns boolean language internal immutable strict as 'texteq';
create operator = (function = same, leftarg = t, rightarg = t);
create cast (t as text) without function;
create table u (a t default 'x', b t[], c t collate "C");
create view v as select a from u where a = 'x'::t;
create type pointish;
create function pointish_in(cstring) returns pointish language internal immutable strict as 'point_in';
create function pointish_out(pointish) returns cstring language internal immutable strict as 'point_out';
create type pointish (input = pointish_in, output = pointish_out, internallength = 16, element = float8, alignment = double);
