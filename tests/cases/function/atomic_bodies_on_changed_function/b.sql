create function a(int default 1) returns int language sql begin atomic select 1; end;
create function b() returns int language sql begin atomic select a() + 1; end;
create function c() returns int language sql begin atomic select b() + 1; end;
create procedure p() language sql begin atomic select c(); end;
create view v as select c();
