create function f(text, text) returns bool language internal immutable strict as 'text_starts_with';
