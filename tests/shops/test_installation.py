"""The keyring is the same at every start, or it is said, and nothing of ours is deleted."""

from __future__ import annotations

from pathlib import Path

import keyring
import pytest
from keyring import errors
from keyring.backends.fail import Keyring as FailKeyring

from nobi_desktop.domain.keys import KeyState
from nobi_desktop.flow.clock import HandClock
from nobi_desktop.shops.installation import vault_of
from nobi_desktop.shops.vault import KeyringVault, MemoryVault
from nobi_desktop.store import settings
from nobi_desktop.store.database import Database
from tests.shops.rig import Place, place


class Cabinet:
    """A trusted keyring; `broken` makes it fail for a moment."""

    __module__ = "keyring.backends.SecretService"

    def __init__(self) -> None:
        self.items: dict[tuple[str, str], str] = {}
        self.broken: Exception | None = None

    def _work(self) -> None:
        if self.broken is not None:
            raise self.broken

    def get_password(self, service: str, username: str) -> str | None:
        self._work()
        return self.items.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._work()
        self.items[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._work()
        del self.items[service, username]


class Other(Cabinet):
    __module__ = "keyring.backends.kwallet"


def use(monkeypatch: pytest.MonkeyPatch, found: object) -> None:
    monkeypatch.setattr(keyring, "get_keyring", lambda: found)


async def test_every_start_has_the_same_name_and_keyring(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cabinet = Cabinet()
    use(monkeypatch, cabinet)
    for _ in range(2):
        db = await Database.open(tmp_path, clock=HandClock())
        vault, lasting = await vault_of(db)
        assert lasting
        await vault.set("s/a/refresh", "ROW_1")
        assert len(cabinet.items) == 1
        assert await db.read(settings.get_value, "keyring") == (
            "keyring.backends.SecretService.Cabinet"
        )
        await db.close()


async def test_a_keyring_that_fails_for_a_moment_is_waited_for_where_it_was_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cabinet = Cabinet()
    use(monkeypatch, cabinet)
    db = await Database.open(tmp_path, clock=HandClock())
    cabinet.broken = OSError("no bus")
    vault, lasting = await vault_of(db)
    assert (type(vault), lasting) == (MemoryVault, False)
    cabinet.broken = None
    await vault_of(db)
    cabinet.broken = OSError("no bus")
    vault, lasting = await vault_of(db)
    assert (type(vault), lasting) == (KeyringVault, True)
    cabinet.broken = errors.KeyringLocked()
    vault, lasting = await vault_of(db)
    assert (type(vault), lasting) == (KeyringVault, True)
    await db.close()


async def again(p: Place) -> None:
    """The next start: the same folder, the keyring as it is now."""
    p.vault, _ = await vault_of(p.db)
    await p.reopen()
    await p.registry.open()
    await p.settle()


async def test_another_keyring_asks_to_sign_in_and_deletes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    first, second = Cabinet(), Other()
    async with place(tmp_path, connect=None) as p:
        use(monkeypatch, first)
        await again(p)
        await p.connect(0)
        kept = dict(first.items)
        assert kept
        for found in (second, FailKeyring()):
            use(monkeypatch, found)
            await again(p)
            assert {(k.state, k.code) for k in p.registry.keys.value} == {(KeyState.DEAD, "lost")}
            assert "the keyring is another one" in caplog.text
            assert first.items == kept
        use(monkeypatch, first)
        await again(p)
        assert {k.state for k in p.registry.keys.value} == {KeyState.GOOD}
        assert second.items == {}


async def test_a_keyring_locked_at_the_start_is_used_when_it_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cabinet = Cabinet()
    async with place(tmp_path, connect=None) as p:
        use(monkeypatch, cabinet)
        await again(p)
        await p.connect(0, 1)
        cabinet.broken = errors.KeyringLocked()
        await again(p)
        assert {(k.state, k.code) for k in p.registry.keys.value} == {
            (KeyState.RETRYING, "vault_locked")
        }
        assert len(p.registry.shops()) == 2
        await p.pass_time(100)
        cabinet.broken = None
        keys = p.registry.keys
        for _ in range(50):
            await p.pass_time(5)
            if {k.state for k in keys.value} == {KeyState.GOOD}:
                break
        assert {k.state for k in keys.value} == {KeyState.GOOD}
        assert p.calls("token_refresh") == 0
