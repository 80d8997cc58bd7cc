create schema two;
create schema three;
create publication p for tables in schema two, three;
