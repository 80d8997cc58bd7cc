create function a() returns bigint language sql begin atomic select 1::bigint; end;
create function b() returns bigint language sql begin atomic select a(); end;
create function c() returns bigint language sql begin atomic select b(); end;
