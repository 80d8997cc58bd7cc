-- postgis: types that keep their text and the functions met most often, all of them null. Type modifiers such as
-- geometry(Point, 4326) and spatial indexes need C: a schema that uses them cannot be read without the real extension.
do $$
declare
    kind text;
begin
    foreach kind in array array['geometry', 'geography'] loop
        execute replace(
            $sql$
                create type KIND;
                create function KIND_in(cstring) returns KIND language internal immutable strict as 'textin';
                create function KIND_out(KIND) returns cstring language internal immutable strict as 'textout';
                create type KIND (input = KIND_in, output = KIND_out, storage = main);
                create function st_distance(KIND, KIND) returns double precision
                    language sql immutable strict as 'select null::double precision';
                create function st_dwithin(KIND, KIND, double precision) returns boolean
                    language sql immutable strict as 'select null::boolean';
                create function st_astext(KIND) returns text language sql immutable strict as 'select null::text';
                create function st_asgeojson(KIND, integer default 9) returns text
                    language sql immutable strict as 'select null::text';
            $sql$,
            'KIND', kind
        );
    end loop;
end
$$;
create cast (geometry as geography) without function as implicit;
create cast (geography as geometry) without function;
create function st_makepoint(double precision, double precision) returns geometry
language sql immutable strict as 'select null::geometry';
create function st_point(double precision, double precision) returns geometry
language sql immutable strict as 'select null::geometry';
create function st_setsrid(geom geometry, srid integer) returns geometry
language sql immutable strict as 'select geom';
create function st_geomfromtext(text, integer default 0) returns geometry
language sql immutable strict as 'select null::geometry';
create function st_x(geometry) returns double precision
language sql immutable strict as 'select null::double precision';
create function st_y(geometry) returns double precision
language sql immutable strict as 'select null::double precision';
create function st_contains(geom1 geometry, geom2 geometry) returns boolean
language sql immutable strict as 'select null::boolean';
create function st_intersects(geom1 geometry, geom2 geometry) returns boolean
language sql immutable strict as 'select null::boolean';
