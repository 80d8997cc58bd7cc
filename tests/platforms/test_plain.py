from __future__ import annotations

from differ.catalog import read_snapshot
from differ.model import Ref
from differ.platforms import BASELINE_DATABASE, Plain
from differ.servers import ScratchServer, find_installation


def test_the_plain_baseline_is_an_empty_database() -> None:
    plain = Plain()
    with ScratchServer(
        find_installation(), superuser=plain.superuser, key=plain.baseline_key, prepare=plain.prepare
    ) as server:
        server.create_database("clone", template=BASELINE_DATABASE, owner=plain.role)
        with server.connect("clone", plain.role) as connection:
            snapshot = read_snapshot(connection)
    assert list(snapshot.objects) == [Ref("schema", ("public",))]
    assert snapshot.server.roles == ("postgres",)
    assert not plain.is_managed(Ref("schema", ("public",)), snapshot)
    assert not plain.is_managed(Ref("table", ("auth", "users")), snapshot)
    assert plain.adopt(snapshot, 17) == []
