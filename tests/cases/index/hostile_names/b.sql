create table "T" ("a""b" int, "select" text);
create index "I ""x"" ; --" on "T" ("a""b", lower("select")) where "select" <> 'a''b WITH (x)';
comment on index "I ""x"" ; --" is '''';
