create table t (relation regclass, who regrole, kind regtype);
