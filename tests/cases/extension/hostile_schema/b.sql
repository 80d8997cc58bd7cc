create schema "E ""x;"; create extension citext schema "E ""x;"; create table t (h "E ""x;".citext);
