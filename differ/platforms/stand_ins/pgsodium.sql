-- pgsodium: only its schema; its keys and functions are gone from new projects.
do $$
begin
    if to_regnamespace('pgsodium') is null then
        create schema pgsodium;
    end if;
end
$$;
