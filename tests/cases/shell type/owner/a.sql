create type sh;
