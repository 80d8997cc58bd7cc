create type sh2; alter type sh2 owner to alice;
