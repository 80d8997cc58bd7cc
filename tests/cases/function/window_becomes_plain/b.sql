create function w() returns bigint language sql as 'select 1::bigint';
