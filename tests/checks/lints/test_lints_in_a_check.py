"""Lints as part of a check: levels, excludes, the baseline, what is skipped and what cannot be evaluated."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console

from differ.catalog import read_snapshot
from differ.checks.evaluate import check, keep_known_findings
from differ.checks.findings import Finding, Report
from differ.checks.lints.files import lints
from differ.checks.schema import json_schema
from differ.checks.spec import Spec, load_spec, parse_spec
from differ.errors import CheckUnevaluated, SchemaError, UsageError
from differ.platforms import Plain, old_default_privileges_sql
from differ.reports.check_text import show_report
from differ.scripts import read_script, run_script
from differ.servers import ScratchServer
from tests.checks.conftest import ROOT
from tests.checks.lints.conftest import Connection

OFF = [lint.name for lint in lints().values() if lint.level == "off"]


def _spec(body: str = "{}") -> Spec:
    return parse_spec(f"version: 1\nlints: {body}\n", "spec.yaml")


def _failed(report: Report) -> list[str]:
    return [finding.name for finding in report.findings if finding.status == "fail"]


def _notes(report: Report) -> list[str]:
    return [finding.name for finding in report.findings if finding.for_information]


def _skipped(report: Report) -> dict[str, str | None]:
    return {finding.title: finding.reason for finding in report.findings if finding.status == "skipped"}


def _shown(report: Report, *, verbose: bool = False) -> list[str]:
    stream = io.StringIO()
    show_report(report, Console(file=stream, width=300), verbose=verbose)
    return stream.getvalue().splitlines()


def test_nothing_is_found_in_a_fresh_project(project: Connection) -> None:
    report = check(project, _spec())
    assert _failed(report) == _notes(report) == []
    assert report.counts["error"] == 0
    assert OFF == ["table_bloat", "unused_index"]
    assert _skipped(report) == {}
    assert report.lints_run == len(lints()) - len(OFF)
    assert f"{report.lints_run} lints ran" in _shown(report)[-1]


def test_without_the_section_none_runs(project: Connection) -> None:
    report = check(project, parse_spec("version: 1\n", "spec.yaml"))
    assert report.lints_run == 0
    assert "lints ran" not in _shown(report)[-1]


def test_what_is_found_fails_with_all_there_is_to_know(project: Connection) -> None:
    project.execute("create table t (id int primary key, code char(3))")
    (finding,) = [f for f in check(project, _spec()).findings if f.title == "char_type"]
    assert finding == Finding(
        section="lints",
        object="column public.t.code",
        title="char_type",
        status="fail",
        where="spec.yaml:2:8",
        expected="text or varchar",
        found="character(3)",
        level="warning",
        remedy=finding.remedy,
        link="docs/lints.md#char_type",
    )
    shown = _shown(check(project, _spec()))
    line = shown.index("  ✗ char_type: expected text or varchar, found character(3)  spec.yaml:2:8")
    assert shown[line + 1].startswith("    Use text with a check on its length")


def test_what_an_extension_brings_does_not_count(project: Connection) -> None:
    project.execute("create extension careless schema public")
    assert _failed(check(project, _spec())) == ["extension careless: extension_in_public"]


def test_what_the_platform_brings_does_not_count(project: Connection) -> None:
    report = check(project, _spec("{exposed_schemas: [public, storage, auth, graphql_public]}"))
    assert _failed(report) == _notes(report) == []


def test_levels_are_set_in_the_file(project: Connection) -> None:
    project.execute("create table t (id int primary key, code char(3), document json, made timestamp)")
    body = "{levels: {char_type: off, json_type: info, unused_index: warning}}"
    report = check(project, _spec(body))
    assert _failed(report) == ["column public.t.made: timestamp_without_time_zone"]
    assert _notes(report) == ["column public.t.document: json_type"]
    (note,) = [finding for finding in report.findings if finding.for_information]
    assert note.where == "spec.yaml:2:34"
    assert "char_type" not in {finding.title for finding in report.findings}
    assert "unused_index" in {finding.title for finding in report.findings}
    assert "  i column public.t.document: json  " not in _shown(report)
    assert "  i column public.t.document: json" in _shown(report)


def test_warnings_fail_unless_only_errors_shall(project: Connection) -> None:
    project.execute("create table t (a char(3)); create policy p on t using (true)")
    report = check(project, _spec("{fail_on: error, levels: {rls_disabled_in_public: off}}"))
    assert _failed(report) == ["table public.t: policy_exists_rls_disabled"]
    assert "column public.t.a: char_type" in _notes(report)
    assert report.exit_code == 1


def test_many_notes_of_one_lint_are_counted(project: Connection) -> None:
    columns = ", ".join(f"c{number} char(3)" for number in range(9))
    project.execute(f"create table t (id bigint primary key, {columns})".encode())
    report = check(project, _spec("{levels: {char_type: info, rls_disabled_in_public: off}}"))
    assert "    and 8 more; --verbose lists them" in _shown(report)
    assert "  i column public.t.c8: character(3)" in _shown(report, verbose=True)


def test_excludes_are_by_lint_and_pattern(project: Connection) -> None:
    project.execute("create table t (id bigint primary key, a char(3), b char(3), document json)")
    body = """
  levels: {rls_disabled_in_public: off}
  exclude:
    - {lint: char_type, object: column public.t.*, reason: the till writes it, until: 2999-12-31}
    - {lint: json_type, object: [column public.x.*, column public.t.docu], reason: never matches}
"""
    report = check(project, _spec(body))
    assert _failed(report) == ["column public.t.document: json_type"]
    (finding,) = [f for f in report.findings if f.title == "char_type"]
    assert (finding.status, finding.reason) == ("hold", "2 excluded")
    assert _notes(report) == ["column public.x.*, column public.t.docu: exclude of json_type"]


def test_an_expired_exclude_fails_and_says_so(project: Connection) -> None:
    project.execute("create table t (id bigint primary key, a char(3))")
    body = """
  levels: {rls_disabled_in_public: off}
  exclude:
    - {lint: char_type, object: "*", reason: the till writes it, until: 2020-01-31}
"""
    report = check(project, _spec(body))
    assert _failed(report) == ["column public.t.a: char_type", "*: exclude of char_type"]
    finding = report.findings[-1]
    assert finding.expected == "mended by 2020-01-31: the till writes it"
    assert finding.found == "the day has passed"
    assert finding.where == "spec.yaml:5:7"


def test_a_lint_that_cannot_be_evaluated_is_an_error_and_the_others_run(project: Connection) -> None:
    project.execute("create table t (a char(3)); create sequence s; set role anon")
    report = check(project, _spec())
    errors = {f.title: f.reason for f in report.findings if f.status == "error"}
    assert errors["sequence_near_end"] is not None
    assert "permission denied for sequence public.s" in errors["sequence_near_end"]
    assert "public_bucket_allows_listing" in errors
    assert "column public.t.a: char_type" in _failed(report)
    assert report.exit_code == CheckUnevaluated.exit_code
    assert report.lints_run == len(lints()) - len(OFF) - len(errors)


def test_a_lint_has_its_time(project: Connection, supabase_server: ScratchServer) -> None:
    snapshot = read_snapshot(project)
    with supabase_server.connect(project.info.dbname) as other:
        other.execute("begin; lock table storage.buckets")
        report = check(project, _spec(), snapshot=snapshot, seconds=2)
        other.execute("rollback")
    errors = {f.title: f.reason for f in report.findings if f.status == "error"}
    assert errors == {"public_bucket_allows_listing": "canceling statement due to lock timeout"}


def test_names_mean_the_same_whatever_the_search_path(project: Connection) -> None:
    project.execute("create table t (id uuid primary key); alter table t enable row level security")
    project.execute("create policy p on t using (id = auth.uid()); set search_path to auth, public")
    assert _failed(check(project, _spec())) == ["policy p on public.t: auth_rls_initplan"]
    body = "lints: {}\nqueries: [{name: path, sql: show search_path, expect: {value: 'auth, public'}}]"
    report = check(project, parse_spec(f"version: 1\n{body}\n", "spec.yaml"))
    assert [f.status for f in report.findings if f.section == "queries"] == ["hold"]


def test_a_plain_database_skips_what_needs_supabase(plain: Connection) -> None:
    plain.execute("create table t (a char(3)); create view v as select * from t; grant all on t, v to public")
    report = check(plain, _spec())
    assert _failed(report) == [
        "column public.t.a: char_type",
        "table public.t: grant_to_public",
        "view public.v: grant_to_public",
        "table public.t: no_primary_key",
    ]
    needing = [lint.name for lint in lints().values() if lint.needs]
    assert list(_skipped(report)) == needing
    assert set(_skipped(report).values()) == {"this is no Supabase project", "no exposed_schemas are configured"}
    assert report.lints_run == len(lints()) - len(OFF) - len(needing)
    lines = [line for line in _shown(report) if line.startswith("  - no exposed_schemas are configured: ")]
    assert len(lines) == 1
    assert "rls_disabled_in_public, " in lines[0]


def test_a_plain_database_with_an_api_of_its_own(plain: Connection) -> None:
    plain.execute("create schema api; create table api.t (id bigint primary key); create role web_anon")
    plain.execute("grant select on api.t to web_anon")
    try:
        report = check(plain, _spec("{exposed_schemas: api, api_roles: [web_anon]}"))
        assert _failed(report) == ["table api.t: rls_disabled_in_public"]
        assert report.counts["error"] == 0
    finally:
        plain.execute("drop owned by web_anon; drop role web_anon")


def test_what_the_settings_name_has_to_be_there(project: Connection) -> None:
    report = check(project, _spec("{exposed_schemas: [public, shop], api_roles: [anon, nobody]}"))
    reasons = [f.reason for f in report.findings if f.status == "error"]
    assert reasons == [f"the section names a {name} that is not there" for name in ("schema shop", "role nobody")]


def test_the_platform_may_be_said(project: Connection) -> None:
    assert "auth_users_exposed" in _skipped(check(project, _spec(), platform=Plain()))


def _with_baseline(folder: Path) -> Spec:
    path = folder / "spec.yaml"
    path.write_text("version: 1\nlints: {baseline: known.yaml, levels: {rls_disabled_in_public: off}}\n")
    return load_spec(path, shown="spec.yaml")


def test_a_baseline_starts_green_and_only_shrinks(project: Connection, tmp_path: Path) -> None:
    project.execute("create table t (id bigint primary key, a char(3), b char(3))")
    missing = check(project, _with_baseline(tmp_path))
    assert [f.reason for f in missing.findings if f.status == "error"] == [
        "there is no such file; `differ check --lint-baseline` writes it"
    ]
    assert "2 known findings written" in keep_known_findings(project, _with_baseline(tmp_path))
    report = check(project, _with_baseline(tmp_path))
    assert (_failed(report), _notes(report)) == ([], [])
    assert [f.reason for f in report.findings if f.title == "char_type"] == ["2 known"]

    project.execute("alter table t alter a type text, add c char(3)")
    report = check(project, _with_baseline(tmp_path))
    assert _failed(report) == ["column public.t.c: char_type"]
    (note,) = [finding for finding in report.findings if finding.for_information]
    assert note.found == "1 known findings are gone: char_type of column public.t.a"
    assert note.where == "spec.yaml:2:19"

    done = keep_known_findings(project, _with_baseline(tmp_path))
    assert "1 findings are gone, 1 left. 1 new ones are not added" in done
    report = check(project, _with_baseline(tmp_path))
    assert _failed(report) == ["column public.t.c: char_type"]
    assert _notes(report) == []


def test_what_did_not_run_stays_in_the_baseline(project: Connection, tmp_path: Path) -> None:
    (tmp_path / "known.yaml").write_text("version: 1\nfindings:\n  unused_index: [index public.i]\n")
    assert _notes(check(project, _with_baseline(tmp_path))) == []
    keep_known_findings(project, _with_baseline(tmp_path))
    assert "unused_index: [index public.i]" in (tmp_path / "known.yaml").read_text()


def test_a_baseline_is_not_written_half(project: Connection, tmp_path: Path) -> None:
    project.execute("create sequence s; set role anon")
    with pytest.raises(CheckUnevaluated, match="row-level security policy"):
        keep_known_findings(project, _with_baseline(tmp_path))
    assert not (tmp_path / "known.yaml").exists()


@pytest.mark.parametrize("text", ["version: 1\n", "version: 1\nlints: {}\n"])
def test_a_baseline_needs_a_file(project: Connection, text: str) -> None:
    with pytest.raises(UsageError) as caught:
        keep_known_findings(project, parse_spec(text, "spec.yaml"))
    assert "lints: {baseline: lints.yaml}" in (caught.value.remedy or "")


BAD = [
    ("{levels: {char_typ: off}}", "2:18", 'there is no lint "char_typ"', 'Did you mean "char_type"?'),
    ("{levels: {char_type: loud}}", "2:29", "expected one of error, warning, info, off", None),
    ("{exclude: [{lint: char_typ, object: x, reason: y}]}", "2:26", 'there is no lint "char_typ"', "char_type"),
    ("{exclude: [{lint: char_type, object: x}]}", "2:19", 'the key "reason" is missing', None),
    ("{exclude: [{lint: char_type, object: x, reason: ' '}]}", "2:56", "an exclude says why", None),
    ("{exclude: [{lint: char_type, object: x, reason: y, until: 2026-02-30}]}", "2:66", "is no day", "2027-01-31"),
    ("{exclude: [{lint: char_type, object: x, reason: y, until: soon}]}", "2:66", "is no day", "2027-01-31"),
    ("{fail_on: info}", "2:18", "expected one of error, warning", None),
    ("{exposed: public}", "2:9", 'unknown key "exposed"', 'Did you mean "exposed_schemas"?'),
]


@pytest.mark.parametrize(("body", "place", "message", "remedy"), BAD)
def test_what_is_not_understood_is_named(body: str, place: str, message: str, remedy: str | None) -> None:
    with pytest.raises(SchemaError) as caught:
        _spec(body)
    assert message in caught.value.message
    assert caught.value.where == f"spec.yaml:{place}"
    assert (remedy or "") in (caught.value.remedy or "")


def test_a_baseline_of_unknown_lints_is_not_understood(tmp_path: Path) -> None:
    (tmp_path / "known.yaml").write_text("version: 1\nfindings: {char_typ: [x]}\n")
    with pytest.raises(SchemaError, match='there is no lint "char_typ"'):
        _with_baseline(tmp_path)


def test_editors_know_every_lint() -> None:
    keys = json_schema()["$defs"]["Lints"]["properties"]
    assert list(keys["levels"]["properties"]) == list(lints())
    assert keys["exclude"]["items"]["properties"]["lint"]["enum"] == list(lints())


@pytest.mark.parametrize("before", ["", old_default_privileges_sql()], ids=["new project", "old project"])
def test_our_own_schema_is_clean_in_new_and_old_projects(project: Connection, before: str) -> None:
    if before:
        project.execute(before.encode())
    run_script(project, read_script(ROOT / "schema" / "schema.sql"))
    section = load_spec(ROOT / "expected_state.yaml", shown="expected_state.yaml")
    lint_run = [assertion for assertion in section.assertions if assertion.place.section == "lints"]
    report = check(project, Spec(section.name, section.context, tuple(lint_run)))
    assert _failed(report) == _notes(report) == []
    assert report.lints_run == len(lints()) - len(OFF)
    assert report.counts["error"] == report.counts["skipped"] == 0
