create operator class public.o for type integer using btree as operator 3 =, function 1 btint4cmp(integer, integer);
