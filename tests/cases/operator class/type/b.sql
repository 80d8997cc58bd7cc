create operator class public.o for type bigint using btree as operator 3 =, function 1 btint8cmp(bigint, bigint);
