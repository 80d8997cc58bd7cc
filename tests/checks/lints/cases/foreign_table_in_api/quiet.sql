reset role;
create foreign data wrapper nowhere;
create server far foreign data wrapper nowhere;
create foreign table far (a int) server far;
revoke all on far from anon, authenticated;
