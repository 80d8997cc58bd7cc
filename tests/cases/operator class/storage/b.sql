create operator class public.o for type integer[] using gin as function 1 btint4cmp(integer, integer), storage bigint;
