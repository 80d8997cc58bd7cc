create extension citext;
comment on extension citext is 'my own';
