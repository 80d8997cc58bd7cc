create type tablefunc_crosstab_2 as (row_name text, category_1 text, category_2 text);
create function f() returns setof tablefunc_crosstab_2 language sql as 'select ''a'',''b'',''c''';
