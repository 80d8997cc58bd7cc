create schema a; create schema b; create extension dict_xsyn schema a; create extension earthdistance cascade;
