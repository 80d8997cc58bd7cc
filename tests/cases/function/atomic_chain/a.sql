create function a() returns int language sql begin atomic select 1; end;
create function b() returns int language sql begin atomic select a(); end;
create function c() returns int language sql begin atomic select b(); end;
