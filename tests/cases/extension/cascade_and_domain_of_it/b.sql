create schema a; create schema b; create extension dict_xsyn schema b; create extension cube;
