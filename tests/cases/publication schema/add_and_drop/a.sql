create schema one;
create schema two;
create publication p for tables in schema one;
