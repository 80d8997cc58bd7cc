from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from differ.addresses import DatabaseAddress, find_address
from differ.doctor import Finding
from differ.doctor.keys import look_at_keys

from .conftest import NOW, REF, jwt

URL = f"https://{REF}.supabase.co"
OTHER = "zyxwvutsrqponmlkjihg"


def look(folder: Path, address: DatabaseAddress | None = None, **variables: str) -> list[Finding]:
    found = look_at_keys(folder, variables, address, now=NOW)
    for finding in found:
        for name, value in variables.items():
            if len(value) >= 20 and "URL" not in name:
                assert value not in f"{finding.message} {finding.remedy}"
    return found


def problems(findings: list[Finding]) -> list[tuple[str, str]]:
    return [(finding.check, finding.message) for finding in findings if finding.level == "problem"]


def the_problem(findings: list[Finding]) -> Finding:
    (found,) = (finding for finding in findings if finding.level == "problem")
    assert found.remedy
    return found


def test_nothing_is_set(tmp_path: Path) -> None:
    (finding,) = look(tmp_path)
    assert (finding.check, finding.level) == ("keys", "ok")


def test_all_is_well(tmp_path: Path) -> None:
    found = look(
        tmp_path, SUPABASE_URL=URL, SUPABASE_ANON_KEY=jwt("anon"), SUPABASE_SERVICE_ROLE_KEY=jwt("service_role")
    )
    assert {finding.level for finding in found} == {"ok"}
    assert found[-1].message.endswith(f"are all of the project {REF}")
    assert "a JWT for the role service_role of the project" in " ".join(finding.message for finding in found)


def test_new_style_keys(tmp_path: Path) -> None:
    found = look(
        tmp_path,
        SUPABASE_URL=URL,
        SUPABASE_PUBLISHABLE_KEY="sb_publishable_abcdefghijklmnopqrstuv_12345678",
        SUPABASE_SECRET_KEY="sb_secret_abcdefghijklmnopqrstuv_12345678",
    )
    assert {finding.level for finding in found} == {"ok"}
    messages = " ".join(finding.message for finding in found)
    assert "is a publishable key" in messages
    assert "is a secret key" in messages


@pytest.mark.parametrize(
    ("anon", "service"),
    [
        (jwt("service_role"), jwt("anon")),
        ("sb_secret_abcdefghijklmnopqrstuv_1234", "sb_publishable_abcdefghijklmnopqrstuv_1234"),
    ],
)
def test_swapped(tmp_path: Path, anon: str, service: str) -> None:
    found = look(tmp_path, SUPABASE_URL=URL, SUPABASE_ANON_KEY=anon, SUPABASE_SERVICE_ROLE_KEY=service)
    assert [check for check, _ in problems(found)] == ["SUPABASE_ANON_KEY", "SUPABASE_SERVICE_ROLE_KEY"]
    assert all("swapped" in str(finding.remedy) for finding in found if finding.level == "problem")


@pytest.mark.parametrize(
    "name", ["NEXT_PUBLIC_SUPABASE_SERVICE_ROLE_KEY", "VITE_ADMIN", "NEXT_PUBLIC_SUPABASE_ANON_KEY"]
)
@pytest.mark.parametrize("value", [jwt("service_role"), "sb_secret_abcdefghijklmnopqrstuv_1234"])
def test_a_secret_goes_to_browsers(tmp_path: Path, name: str, value: str) -> None:
    found = the_problem(look(tmp_path, None, **{name: value}))
    assert found.check == name
    assert "whoever opens the site" in found.message


def test_a_database_password_goes_to_browsers(tmp_path: Path) -> None:
    found = the_problem(look(tmp_path, NEXT_PUBLIC_DATABASE_URL="postgresql://postgres:verysecret@db.example/x"))
    assert "its password" in found.message


def test_public_variables_that_are_public(tmp_path: Path) -> None:
    found = look(tmp_path, VITE_SUPABASE_URL=URL, VITE_SUPABASE_ANON_KEY=jwt("anon"), VITE_TITLE="service_role")
    assert problems(found) == []


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        (jwt("anon").rpartition(".")[0], "has 2: cut off?"),
        ("eyJ_cut." + jwt("anon").split(".", 1)[1], "cannot be decoded"),
        (f"{jwt('anon')[:50]} {jwt('anon')[50:]}", "a space"),
        ("sb_secret_short", "begins with sb_"),
        ("0123456789abcdef0123456789abcdef", "neither a JWT"),
    ],
)
def test_malformed(tmp_path: Path, value: str, fault: str) -> None:
    found = the_problem(look(tmp_path, SUPABASE_ANON_KEY=value))
    assert fault in found.message


@pytest.mark.parametrize(
    "value", ["your-anon-key", "<anon key>", "[YOUR-ANON-KEY]", "${ANON_KEY}", "eyJhbGciOi...", "xxx"]
)
def test_placeholders(tmp_path: Path, value: str) -> None:
    assert "still a placeholder" in the_problem(look(tmp_path, SUPABASE_ANON_KEY=value)).message


def test_a_short_value_does_not_hide_the_words_of_others(tmp_path: Path) -> None:
    found = look(tmp_path, SUPABASE_ANON_KEY="anon", SUPABASE_SERVICE_ROLE_KEY=jwt("anon"))
    assert any("the public key (anon)" in message for _, message in problems(found))


def test_the_token_of_a_user(tmp_path: Path) -> None:
    found = the_problem(look(tmp_path, SUPABASE_ANON_KEY=jwt("authenticated")))
    assert "for the role authenticated" in found.message


def test_expiry(tmp_path: Path) -> None:
    expired = look(tmp_path, SUPABASE_ANON_KEY=jwt(expires=NOW - timedelta(days=1)))
    assert "expired on 2026-11-21" in the_problem(expired).message
    soon = look(tmp_path, SUPABASE_ANON_KEY=jwt(expires=NOW + timedelta(days=3)))
    assert [finding.message for finding in soon if finding.level == "warning"] == [
        "SUPABASE_ANON_KEY (the environment) expires on 2026-11-25"
    ]


def test_the_demo_key_is_for_local_use(tmp_path: Path) -> None:
    demo = jwt("anon", ref=None, issuer="supabase-demo")
    assert problems(look(tmp_path, SUPABASE_URL="http://127.0.0.1:54321", SUPABASE_ANON_KEY=demo)) == []
    found = the_problem(look(tmp_path, SUPABASE_URL=URL, SUPABASE_ANON_KEY=demo))
    assert "public demo key" in found.message


@pytest.mark.parametrize(
    ("url", "fault", "remedy"),
    [
        (f"https://supabase.com/dashboard/project/{REF}", "dashboard's address", URL),
        ("postgresql://postgres:verysecret@db.example/postgres", "database's address", "DATABASE_URL"),
        (f"{URL}/rest/v1", "holds a path", "without one"),
        (f"{REF}.supabase.co", "not a web address", "https://"),
        (f"http://{REF}.supabase.co", "unencrypted", "https://"),
        ("https://your-project-ref.supabase.co", "placeholder", "dashboard"),
        ("https://[", "not a web address", "https://"),
    ],
)
def test_bad_urls(tmp_path: Path, url: str, fault: str, remedy: str) -> None:
    found = the_problem(look(tmp_path, SUPABASE_URL=url))
    assert fault in found.message
    assert remedy in str(found.remedy)
    assert "verysecret" not in f"{found.message} {found.remedy}"


def test_keys_of_another_project(tmp_path: Path) -> None:
    found = the_problem(look(tmp_path, SUPABASE_URL=URL, SUPABASE_ANON_KEY=jwt(ref=OTHER)))
    assert found.check == "one project"
    assert f"SUPABASE_URL → {REF}, SUPABASE_ANON_KEY → {OTHER}" in found.message


def test_the_database_of_another_project(tmp_path: Path) -> None:
    address = find_address(
        explicit=f"postgresql://postgres.{OTHER}:a-password@aws-0-eu-west-3.pooler.supabase.com:5432/postgres",
        folder=tmp_path,
        environment={},
    )
    found = the_problem(look(tmp_path, address, SUPABASE_URL=URL, SUPABASE_ANON_KEY=jwt()))
    assert f"the database's address → {OTHER}" in found.message


def test_env_files_and_which_value_counts(tmp_path: Path) -> None:
    (tmp_path / ".env.local").write_text(f'# comment\nexport SUPABASE_ANON_KEY="{jwt("anon")}"\n', "utf-8")
    (tmp_path / ".env").write_text(
        f"SUPABASE_ANON_KEY={jwt('service_role')}\nNEXT_PUBLIC_X={jwt('service_role')}\n", "utf-8"
    )
    found = look(tmp_path)
    assert [finding.message for finding in found if finding.level == "warning"] == [
        "SUPABASE_ANON_KEY has one value in .env.local:2 and another one in .env:1"
    ]
    assert the_problem(found).message.startswith("NEXT_PUBLIC_X (.env:2)")
    assert any(finding.message.startswith("SUPABASE_ANON_KEY (.env.local:2) is a JWT") for finding in found)


def test_an_env_file_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("SUPABASE_ANON_KEY='never ends\n", "utf-8")
    found = the_problem(look(tmp_path))
    assert found.message.startswith(".env:1: ")
