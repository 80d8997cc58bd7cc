create table z ();
