create extension hstore; create extension pgcrypto; comment on extension pgcrypto is null;
