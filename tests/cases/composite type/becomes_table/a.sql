create type thing as (a int);
