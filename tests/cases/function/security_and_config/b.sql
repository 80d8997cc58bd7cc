create function f() returns int language sql set search_path = '' set "my.setting" = 'it''s a \ "q"' set statement_timeout to '5s' as $$ select 1 $$;
