create table members (user_name name, team int);
create function team_of(n name) returns int language sql stable as $$ select team from members where user_name = n $$;
create table docs (id int, team int);
create policy own_team on docs using (team = team_of(current_user));
create policy member on docs for insert with check (exists (select from members m where m.team = docs.team));
create policy self on members using (team in (select d.team from docs d));
