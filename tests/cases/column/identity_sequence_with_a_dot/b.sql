create table t (a int generated always as identity (sequence name "s.2"));
