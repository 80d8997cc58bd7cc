create type c as (a text collate "POSIX", b text);
