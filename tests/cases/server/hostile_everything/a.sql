create foreign data wrapper "w ;""." options ("o p;" 'it''s');
create server "s ;""." foreign data wrapper "w ;"".";
create foreign table "f ;""." ("c ;""." int options ("x y" 'z')) server "s ;""." options ("q ;" E'\\');
create user mapping for alice server "s ;""." options ("u ;" 'a=b');
comment on server "s ;""." is 'x';
comment on foreign data wrapper "w ;""." is 'y';
