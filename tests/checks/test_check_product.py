"""BilanCompetence's own expected_state.yaml: it passes on schema.sql."""

from __future__ import annotations

import re
import time

import pytest

from differ.checks.evaluate import check
from differ.checks.findings import Report
from differ.checks.spec import Spec, load_spec
from tests.checks.conftest import ROOT, Connection

GUIDE_TABLES = """
    users organizations bilans competencies recommendations documents messages sessions audit_logs assessment_questions
    assessment_answers assessment_competencies assessment_drafts qualiopi_indicators qualiopi_certification_levels
    organization_qualiopi_status qualiopi_evidence satisfaction_surveys survey_responses document_archive
    qualiopi_audit_log availability_slots session_bookings session_reminders session_analytics
""".split()
GUIDE_COLUMNS = {
    "users": "id email password_hash full_name role organization_id avatar_url bio email_verified last_login "
    "created_at updated_at",
    "organizations": "id name siret description subscription_plan qualiopi_certified",
    "bilans": "id beneficiary_id consultant_id organization_id status progress_percentage",
}


@pytest.fixture(scope="module")
def spec() -> Spec:
    return load_spec(ROOT / "expected_state.yaml", shown="expected_state.yaml")


def _failed(report: Report) -> list[str]:
    return [finding.name for finding in report.findings if finding.status in ("fail", "error")]


def test_everything_holds(product: Connection, spec: Spec) -> None:
    start = time.monotonic()
    report = check(product, spec, allow_writes=True, environment={})
    assert _failed(report) == []
    assert report.counts["hold"] > 1000
    skipped = [finding for finding in report.findings if finding.status == "skipped"]
    assert [finding.name for finding in skipped][:2] == ["the database: as schema/ describes it", "a user can sign up"]
    assert {finding.section for finding in skipped[1:]} == {"http"}
    assert time.monotonic() - start < 10


def test_what_the_guide_verifies_is_asserted(product: Connection, spec: Spec) -> None:
    names = {finding.name for finding in check(product, spec, environment={}).findings}
    assert {f"table public.{table}" for table in GUIDE_TABLES} <= names
    for table, columns in GUIDE_COLUMNS.items():
        assert {f"table public.{table}: column {column}" for column in columns.split()} <= names
    assert len([name for name in names if ": trigger set_updated_at" in name]) >= 10
    assert len([name for name in names if ": index " in name]) >= 13
    assert len([name for name in names if ": row 5b1a0000-" in name]) == 16
    assert len([name for name in names if re.match(r"table public.qualiopi_indicators: row \d", name)]) == 32
    assert "a user can be created, then read back" in names


def test_nothing_stays_and_nothing_is_written_unless_allowed(product: Connection, spec: Spec) -> None:
    before = product.execute("select count(*) from users").fetchone()
    report = check(product, spec, environment={})
    assert "a user can be created, then read back" in [f.name for f in report.findings if f.status == "skipped"]
    check(product, spec, allow_writes=True, environment={})
    assert product.execute("select count(*) from users").fetchone() == before


def test_an_empty_project_fails_and_says_so_briefly(product: Connection, spec: Spec) -> None:
    product.execute("drop schema public cascade")
    report = check(product, spec, allow_writes=True, environment={})
    assert report.counts["fail"] > 1000
    roots = [finding for finding in report.findings if finding.status == "fail" and not finding.reason]
    assert len(roots) < 120
