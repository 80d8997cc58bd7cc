CREATE TABLE t (a varchar(5), b text, f float8);
CREATE VIEW v1 AS SELECT ARRAY['a'::text, 'b'] AS x, ARRAY[a, b] AS y, (ARRAY[1,2])[1:2] AS z FROM t;
CREATE VIEW v2 AS SELECT x[1] AS one, x[1:2] AS two, 'a'::text AS k FROM (SELECT ARRAY['a'::text, 'b'] AS x, ARRAY[[1,2],[3,4]] AS m FROM t) q;
CREATE VIEW v3 AS SELECT (SELECT ARRAY['a'::text, b]) AS x, (SELECT 'a'::text) AS y, EXISTS (SELECT ARRAY['q'::text], 'z'::text FROM t) AS z FROM t;
CREATE POLICY p ON t USING (b = ANY (SELECT unnest(ARRAY['a'::text, 'b'])));
CREATE FUNCTION g() RETURNS text LANGUAGE sql BEGIN ATOMIC SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY f), 'x' FROM t; SELECT COLLATION FOR (b), 'a' FROM t; SELECT ARRAY['x'::text, 'y'], 'z'::text; SELECT 'x'::text; END;
CREATE RULE r AS ON UPDATE TO t DO INSTEAD INSERT INTO t(a, b) SELECT 'a'::text, (ARRAY['x'::text, 'y'])[1];
