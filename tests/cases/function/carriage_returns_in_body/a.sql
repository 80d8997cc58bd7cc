create function f() returns text language sql as E'select ''a\r\n\tü☃''';
