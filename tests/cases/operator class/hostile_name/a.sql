create schema "s.""x";
create operator family "s.""x"."f;--" using hash;
create operator class "s.""x"."c ""." for type int using hash family "s.""x"."f;--" as
    operator 1 =, function 1 hashint4(int);
comment on operator class "s.""x"."c ""." using hash is 'x';
