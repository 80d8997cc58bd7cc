create type c as (a text collate "C", b text);
