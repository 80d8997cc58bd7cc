create conversion c for 'LATIN1' to 'UTF8' from iso8859_1_to_utf8;
create default conversion d for 'UTF8' to 'LATIN1' from utf8_to_iso8859_1;
comment on conversion c is 'c';
create schema "S ;";
create conversion "S ;"."C ""x" for 'LATIN1' to 'UTF8' from iso8859_1_to_utf8;
