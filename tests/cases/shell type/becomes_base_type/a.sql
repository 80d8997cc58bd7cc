create type money2;
