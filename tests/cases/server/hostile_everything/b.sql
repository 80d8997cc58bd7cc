create foreign data wrapper "w ;""." options ("o p;" E'it\\s');
create server "s ;""." foreign data wrapper "w ;""." options (a '');
create foreign table "f ;""." ("c ;""." int options ("x y" 'zz')) server "s ;""." options ("q ;" '');
create user mapping for alice server "s ;""." options ("u ;" 'a=b=c');
grant usage on foreign server "s ;""." to bob;
alter foreign data wrapper "w ;""." owner to postgres;
