create type sh; comment on type sh is 'shell'; create function f(sh) returns int language internal as 'int4in';
