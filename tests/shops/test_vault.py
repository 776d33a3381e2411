"""Secrets are kept faithfully or not at all."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import ClassVar

import keyring
import pytest
from keyring import errors
from keyring.backends.fail import Keyring as FailKeyring
from keyring.backends.null import Keyring as NullKeyring

from nobi_desktop.shops import vault
from nobi_desktop.shops.vault import KeyringVault, MemoryVault, VaultError, choose

CANARY = "CANARY_REFRESH_0123456789"


class Cabinet:
    """A backend that does as it is told."""

    def __init__(self) -> None:
        self.items: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.items.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.items[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.items.pop((service, username), None) is None:
            raise errors.PasswordDeleteError("no such item")


class Forgetful(Cabinet):
    """Says that it has kept what it has not."""

    def set_password(self, service: str, username: str, password: str) -> None:
        pass


class Shortening(Cabinet):
    def set_password(self, service: str, username: str, password: str) -> None:
        super().set_password(service, username, password[:10])


class Clinging(Cabinet):
    def delete_password(self, service: str, username: str) -> None:
        pass


class Locked(Cabinet):
    def get_password(self, service: str, username: str) -> str | None:
        raise errors.KeyringLocked(f"cannot unlock {CANARY}")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise errors.InitError(f"Prompt dismissed for {password}")


class Broken(Cabinet):
    def set_password(self, service: str, username: str, password: str) -> None:
        raise OSError(f"bus gone while setting {password}")


class Plaintext(Cabinet):
    """Stands for keyrings.alt, which writes to a file and says nothing of it."""


async def test_each_secret_has_a_service_of_its_own() -> None:
    cabinet = Cabinet()
    kept = KeyringVault("install-1", cabinet)
    await kept.set("7495/a/refresh", CANARY)
    assert cabinet.items == {("Nobi/install-1/7495/a/refresh", "token"): CANARY}
    assert await kept.get("7495/a/refresh") == CANARY
    assert await kept.get("7495/b/refresh") is None


async def test_removing_is_verified_and_may_be_done_twice() -> None:
    kept = KeyringVault("i", Cabinet())
    await kept.set("s/a/access", CANARY)
    await kept.delete("s/a/access")
    await kept.delete("s/a/access")
    assert await kept.get("s/a/access") is None
    clinging = KeyringVault("i", Clinging())
    await clinging.set("s/a/access", CANARY)
    with pytest.raises(VaultError) as caught:
        await clinging.delete("s/a/access")
    assert caught.value.code == "remains"


@pytest.mark.parametrize(
    ("backend", "code"),
    [
        (Forgetful(), "unfaithful"),
        (Shortening(), "unfaithful"),
        (Locked(), "locked"),
        (Broken(), "failed"),
        (FailKeyring(), "missing"),
        (NullKeyring(), "unfaithful"),
    ],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)
async def test_a_backend_that_does_not_keep_is_refused_without_telling_the_secret(
    backend: vault.Backend, code: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    kept = KeyringVault("i", backend)
    with pytest.raises(VaultError) as caught:
        await kept.set("s/a/refresh", CANARY)
    assert caught.value.code == code
    assert caught.value.__cause__ is None
    assert CANARY not in f"{caught.value!r} {caught.value.__context__!r} {caplog.text} {kept!r}"


@pytest.mark.parametrize(
    ("found", "code"),
    [(NullKeyring(), "insecure"), (FailKeyring(), "missing"), (Plaintext(), "insecure")],
    ids=["null", "fail", "plaintext"],
)
async def test_without_a_trustworthy_keyring_secrets_live_for_this_run_only(
    monkeypatch: pytest.MonkeyPatch, found: vault.Backend, code: str
) -> None:
    monkeypatch.setattr(keyring, "get_keyring", lambda: found)
    chosen, lasting = await choose("i")
    assert not lasting
    assert isinstance(chosen, MemoryVault)
    assert chosen.reason == code
    await chosen.set("s/a/refresh", CANARY)
    assert await chosen.get("s/a/refresh") == CANARY
    assert CANARY not in repr(chosen)


async def test_a_trusted_keyring_among_several_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    class Trusted(Cabinet):
        __module__ = "keyring.backends.SecretService"

    class Chain:
        backends: ClassVar[list[object]] = [Plaintext(), Trusted()]

    monkeypatch.setattr(keyring, "get_keyring", Chain)
    chosen, lasting = await choose("i")
    assert lasting
    assert isinstance(chosen, KeyringVault)
    assert chosen.backend_name.startswith("keyring.backends.SecretService")


async def test_what_windows_cannot_hold_is_refused_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    kept = KeyringVault("i", Cabinet())
    await kept.set("s/a/access", "x" * 1280)
    with pytest.raises(VaultError) as caught:
        await kept.set("s/a/access", "x" * 1281)
    assert caught.value.code == "too_long"


REAL = """
import asyncio, sys
from nobi_desktop.shops.slots import secret_name, write_pair
from nobi_desktop.shops.vault import KeyringVault, choose
from nobi_desktop.tiktok.authorization import TokenPair

async def main():
    vault, lasting = await choose("install-ci")
    assert lasting, vault
    assert "SecretService" in vault.backend_name, vault.backend_name
    pair = TokenPair("ROW_" + "a" * 116, "ROW_" + "r" * 76, 1, 2)
    await write_pair(vault, "7495540735360000001", "a", pair)
    await vault.set("s/b/refresh", "Tiếng Việt 🎉 " + "x" * 4000)
    again = KeyringVault("install-ci")
    assert await again.get(secret_name("7495540735360000001", "a", "refresh")) == pair.refresh
    assert await again.get("s/b/refresh") == "Tiếng Việt 🎉 " + "x" * 4000
    assert await KeyringVault("another").get("s/b/refresh") is None
    for name in ("s/b/refresh", "7495540735360000001/a/refresh", "7495540735360000001/a/access"):
        await again.delete(name)
        assert await again.get(name) is None
    print("kept and removed")

asyncio.run(main())
"""


def in_a_session(tmp_path: Path, *words: str) -> str:
    """What a program prints in a D-Bus session of its own with an unlocked Secret Service."""
    missing = [
        name for name in ("dbus-run-session", "gnome-keyring-daemon") if not shutil.which(name)
    ]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")
    home, runtime = tmp_path / "home", tmp_path / "run"
    home.mkdir()
    runtime.mkdir(mode=0o700)
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DBUS_SESSION_BUS_ADDRESS", "GNOME_KEYRING_CONTROL", "DISPLAY")
        and not name.startswith("XDG_")
        and not name.startswith("PYTHON_KEYRING")
    }
    script = (
        "printf 'ci\\n' | gnome-keyring-daemon --unlock --components=secrets >/dev/null && "
        'exec "$@"'
    )
    done = subprocess.run(
        ["dbus-run-session", "--", "sh", "-c", script, "sh", sys.executable, *words],
        env={**kept, "HOME": str(home), "XDG_RUNTIME_DIR": str(runtime)},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


@pytest.mark.real
def test_a_real_secret_service_keeps_and_gives_up_tokens(tmp_path: Path) -> None:
    assert "kept and removed" in in_a_session(tmp_path, "-c", REAL)


@pytest.mark.real
def test_a_shops_keys_go_through_a_real_secret_service_and_leave_it_empty(tmp_path: Path) -> None:
    told = in_a_session(tmp_path, "-m", "tests.shops.keyring_cycle", str(tmp_path / "data"))
    assert "connected, restarted, refreshed, removed" in told
