from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from differ.platforms import Supabase

if TYPE_CHECKING:
    from tests.platforms.conftest import Connection

CREATE = {
    "pg_cron": "create extension pg_cron with schema pg_catalog",
    "pg_graphql": "create extension pg_graphql with schema graphql",
    "pgmq": "create extension pgmq",
    "pgsodium": "create extension pgsodium",
    "supabase_vault": "create extension supabase_vault with schema vault",
}


@pytest.mark.parametrize("name", sorted(Supabase().environment_extensions()))
def test_a_stand_in_is_created_and_dropped(name: str, postgres: Connection) -> None:
    postgres.execute(CREATE.get(name, f"create extension {name} with schema extensions").encode())
    assert postgres.execute("select count(*) from pg_extension where extname = %s", [name]).fetchone() == (1,)
    postgres.execute(f"drop extension {name}".encode())


def test_vector_columns_keep_their_dimensions(postgres: Connection) -> None:
    postgres.execute("create extension vector with schema extensions")
    postgres.execute("create table public.documents (embedding vector(1536) not null, small halfvec(3))")
    postgres.execute("create index on public.documents using hnsw (embedding vector_cosine_ops)")
    postgres.execute("create index on public.documents using ivfflat (small halfvec_l2_ops)")
    postgres.execute("insert into public.documents values ('[1,2,3]', '[1]')")
    row = postgres.execute(
        "select embedding::text, embedding <=> '[1,2]', vector_dims(embedding) from public.documents"
    )
    assert row.fetchone() == ("[1,2,3]", None, 3)
    types = postgres.execute(
        "select format_type(atttypid, atttypmod) from pg_attribute "
        "where attrelid = 'public.documents'::regclass and attnum > 0 order by attnum"
    ).fetchall()
    assert types == [("vector(1536)",), ("halfvec(3)",)]


def test_cron_jobs_are_noted_by_name(postgres: Connection) -> None:
    postgres.execute("create extension pg_cron")
    postgres.execute("select cron.schedule('nightly', '0 3 * * *', 'select 1')")
    postgres.execute("select cron.schedule('nightly', '0 4 * * *', 'select 1')")
    assert postgres.execute("select jobname, schedule from cron.job").fetchall() == [("nightly", "0 4 * * *")]
    assert postgres.execute("select cron.unschedule('nightly'), cron.unschedule('nightly')").fetchone() == (True, False)


def test_queues_take_messages(postgres: Connection) -> None:
    postgres.execute("create extension pgmq")
    postgres.execute("select pgmq.create('mail')")
    assert postgres.execute("""select * from pgmq.send('mail', '{"to": "a"}')""").fetchone() == (1,)
    assert postgres.execute("select message from pgmq.read('mail', 30, 5)").fetchone() == ({"to": "a"},)
    assert postgres.execute("select msg_id from pgmq.pop('mail')").fetchone() == (1,)
    assert postgres.execute("select pgmq.delete('mail', 1)").fetchone() == (False,)


def test_requests_are_numbered_and_not_sent(postgres: Connection) -> None:
    postgres.execute("create extension pg_net with schema extensions")
    row = postgres.execute("select net.http_post(url := 'https://example.org', body := '{}')").fetchone()
    assert row == (1,)
