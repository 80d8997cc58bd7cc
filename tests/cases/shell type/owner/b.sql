create type sh;
alter type sh owner to alice;
