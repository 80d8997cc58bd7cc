-- pgvector: types that keep their text, distances that are always null. Column types with dimensions work. Indexes with
-- hnsw and ivfflat are hash indexes here; their storage parameters (lists, m, ef_construction) do not exist.
create function vector_typmod_in(cstring[]) returns integer language internal immutable strict as 'varchartypmodin';
create function vector_typmod_out(integer) returns cstring language internal immutable strict as 'varchartypmodout';
create access method hnsw type index handler pg_catalog.hashhandler;
create access method ivfflat type index handler pg_catalog.hashhandler;

do $$
declare
    kind text;
    method text;
    distance text;
begin
    foreach kind in array array['vector', 'halfvec', 'sparsevec'] loop
        execute replace(
            $sql$
                create type KIND;
                create function KIND_in(cstring) returns KIND language internal immutable strict as 'textin';
                create function KIND_out(KIND) returns cstring language internal immutable strict as 'textout';
                create type KIND (
                    input = KIND_in, output = KIND_out, storage = external,
                    typmod_in = vector_typmod_in, typmod_out = vector_typmod_out
                );
                create function KIND_hash(KIND) returns integer language internal immutable strict as 'hashvarlena';
                create function l2_distance(KIND, KIND) returns double precision
                    language sql immutable strict as 'select null::double precision';
                create function inner_product(KIND, KIND) returns double precision
                    language sql immutable strict as 'select null::double precision';
                create function cosine_distance(KIND, KIND) returns double precision
                    language sql immutable strict as 'select null::double precision';
                create function l1_distance(KIND, KIND) returns double precision
                    language sql immutable strict as 'select null::double precision';
                create operator <-> (leftarg = KIND, rightarg = KIND, function = l2_distance, commutator = <->);
                create operator <#> (leftarg = KIND, rightarg = KIND, function = inner_product, commutator = <#>);
                create operator <=> (leftarg = KIND, rightarg = KIND, function = cosine_distance, commutator = <=>);
                create operator <+> (leftarg = KIND, rightarg = KIND, function = l1_distance, commutator = <+>);
            $sql$,
            'KIND', kind
        );
        foreach method in array array['hnsw', 'ivfflat'] loop
            foreach distance in array array['l2', 'ip', 'cosine', 'l1'] loop
                execute format(
                    'create operator class %I for type %I using %I as function 1 %I(%2$I)',
                    kind || '_' || distance || '_ops', kind, method, kind || '_hash'
                );
            end loop;
        end loop;
    end loop;
end
$$;

create function vector_dims(vector) returns integer language sql immutable strict as $$
    select cardinality(string_to_array($1::text, ','))
$$;
create function vector_norm(vector) returns double precision language sql immutable strict as $$
    select null::double precision
$$;
create cast (vector as halfvec) without function as assignment;
create cast (halfvec as vector) without function as assignment;
