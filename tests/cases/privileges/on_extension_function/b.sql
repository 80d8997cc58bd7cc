create extension pgcrypto; grant execute on function digest(text, text) to bob;
