create type c as ();
