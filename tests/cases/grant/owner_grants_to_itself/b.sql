create table zz();
