CREATE TABLE p (a int, b int, CONSTRAINT c2 CHECK (b > 0));
CREATE TABLE k (a int, b int);
CREATE TABLE g (b int NOT NULL, CONSTRAINT c1 CHECK (a > 0)) INHERITS (p);
