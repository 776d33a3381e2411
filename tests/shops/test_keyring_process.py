"""The keyring in a process of its own answers as the one in this process would."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from nobi_desktop.shops import keyring_process
from nobi_desktop.shops.keyring_process import KeyringProcess, serve
from nobi_desktop.shops.vault import KeyringVault, MemoryVault, VaultError, choose
from tests.shops.test_vault import (
    CANARY,
    Broken,
    Cabinet,
    Clinging,
    Forgetful,
    Locked,
    in_a_session,
)

SERVED = """
import sys
from nobi_desktop.shops.keyring_process import serve
from tests.shops import test_vault

backend = getattr(test_vault, sys.argv[1])()
sys.exit(serve(sys.stdin, sys.stdout, backend, idle=float(sys.argv[2])))
"""

ONCE = """
import pathlib, sys
from nobi_desktop.shops.keyring_process import serve
from tests.shops.test_vault import Cabinet

begun = pathlib.Path(sys.argv[1])
first = not begun.exists()
begun.touch()
if first:
    sys.stdin.readline()
    sys.stdout.write(sys.argv[2])
    sys.stdout.flush()
    sys.exit(3)
serve(sys.stdin, sys.stdout, Cabinet())
"""


@pytest.fixture
def begun() -> list[KeyringProcess]:
    """Processes that are let go after the test."""
    return []


@pytest.fixture(autouse=True)
def _let_go(begun: list[KeyringProcess]):  # type: ignore[no-untyped-def]
    yield
    for each in begun:
        each.close()


def served(begun: list[KeyringProcess], backend: str, idle: float = 60) -> KeyringProcess:
    begun.append(KeyringProcess((sys.executable, "-c", SERVED, backend, str(idle))))
    return begun[-1]


async def test_secrets_are_kept_found_and_removed_in_the_process(
    begun: list[KeyringProcess],
) -> None:
    process = served(begun, "Cabinet")
    kept = KeyringVault("install-1", process)
    assert kept.backend_name == ""
    long = "Tiếng Việt 🎉\n" + "x" * 100_000
    await kept.set("7495/a/refresh", long)
    assert await kept.get("7495/a/refresh") == long
    assert await kept.get("7495/b/refresh") is None
    await kept.delete("7495/a/refresh")
    await kept.delete("7495/a/refresh")
    assert await kept.get("7495/a/refresh") is None
    assert kept.backend_name.endswith("test_vault.Cabinet")


@pytest.mark.parametrize(
    ("backend", "code"),
    [(Forgetful, "unfaithful"), (Locked, "locked"), (Broken, "failed"), (Clinging, "remains")],
)
async def test_trouble_comes_out_as_its_code_and_without_the_secret(
    begun: list[KeyringProcess],
    backend: type[Cabinet],
    code: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("DEBUG")
    kept = KeyringVault("i", served(begun, backend.__name__))

    async def kept_and_removed() -> None:
        await kept.set("s/a/refresh", CANARY)
        await kept.delete("s/a/refresh")

    with pytest.raises(VaultError) as caught:
        await kept_and_removed()
    assert caught.value.code == code
    assert CANARY not in f"{caught.value!r} {caught.value.__context__!r} {caplog.text}"


@pytest.mark.parametrize("last_words", ["", "{", '"x"\n', "[1]\n"])
async def test_a_process_that_ends_is_begun_anew_and_asked_again(
    begun: list[KeyringProcess], tmp_path: Path, last_words: str
) -> None:
    begun.append(KeyringProcess((sys.executable, "-c", ONCE, str(tmp_path / "begun"), last_words)))
    kept = KeyringVault("i", begun[0])
    await kept.set("s/a/refresh", CANARY)
    assert await kept.get("s/a/refresh") == CANARY


def test_one_that_was_idle_has_ended_and_the_next_request_begins_another(
    begun: list[KeyringProcess],
) -> None:
    process = served(begun, "Cabinet", idle=0.2)
    process.set_password("service", "token", "x")
    first = process._process
    assert first is not None
    assert first.wait(20) == 0
    assert process.get_password("service", "token") is None
    assert process._process is not first


@pytest.mark.parametrize("program", ["/nowhere/at/all", sys.executable])
async def test_without_a_working_process_secrets_live_for_this_run_only(program: str) -> None:
    chosen, lasting = await choose("i", backend=KeyringProcess((program, "-c", "raise SystemExit")))
    assert not lasting
    assert isinstance(chosen, MemoryVault)
    assert chosen.reason == "failed"


@pytest.mark.parametrize("line", ["", "nonsense", "[]", '["get"]', '["drop", "a", "b"]', "{}"])
def test_a_request_that_is_none_is_answered_as_failed(line: str) -> None:
    cabinet = Cabinet()
    answers = io.StringIO()
    assert serve(io.StringIO(f'{line}\n["get", "a", "b"]\n'), answers, cabinet) == 0
    first, second = map(json.loads, answers.getvalue().splitlines())
    assert first == {"error": "failed"}
    assert second["value"] is None
    assert not cabinet.items


def test_the_program_itself_serves() -> None:
    assert keyring_process.WORD == "keyring"
    assert keyring_process._command()[-1] == keyring_process.WORD


REAL = """
import asyncio, sys
from nobi_desktop.shops.keyring_process import KeyringProcess
from nobi_desktop.shops.vault import choose

async def main():
    process = KeyringProcess()
    vault, lasting = await choose("install-ci", backend=process)
    assert lasting, vault
    assert "SecretService" in vault.backend_name, vault.backend_name
    await vault.set("s/b/refresh", "Tiếng Việt 🎉 " + "x" * 4000)
    process.close()
    assert await vault.get("s/b/refresh") == "Tiếng Việt 🎉 " + "x" * 4000
    await vault.delete("s/b/refresh")
    process.close()
    assert "cryptography" not in sys.modules
    print("kept and removed")

asyncio.run(main())
"""


@pytest.mark.real
def test_a_real_secret_service_is_reached_through_the_program(tmp_path: Path) -> None:
    assert "kept and removed" in in_a_session(tmp_path, "-c", REAL)
