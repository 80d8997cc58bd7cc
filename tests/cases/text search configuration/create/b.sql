create text search configuration bare (parser = "default");
create text search configuration copied (copy = english);
comment on text search configuration copied is 'x';
alter text search configuration copied owner to alice;
create schema "S;--";
create text search dictionary "S;--"."D ""x" (template = simple);
create text search configuration "S;--"."C ""x" (parser = "default");
alter text search configuration "S;--"."C ""x" add mapping for word with "S;--"."D ""x", english_stem;
