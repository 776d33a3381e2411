"""Keeps secrets in the keyring of the operating system, or in memory where there is none.

One item per secret: service `Nobi/<install id>/<shop id>/<slot>/<kind>`, user `token`. A service
of its own for each item keeps Windows from renaming entries, and keeps items far below the 2,560
bytes it allows. Every value is read back after it was set: some backends lose it silently.
"""

from __future__ import annotations

import asyncio
import hmac
import logging
import sys
from collections.abc import Callable
from typing import Protocol, TypeVar

USER = "token"
LARGEST_ON_WINDOWS = 1280
"""Characters of one item that the Windows Credential Manager takes (2,560 bytes of UTF-16)."""

# Only these store what they are given, out of reach of other users. `null` loses it, `fail` has
# none, and `keyrings.alt` writes plain text while looking like all others.
_TRUSTED = (
    "keyring.backends.SecretService",
    "keyring.backends.kwallet",
    "keyring.backends.libsecret",
    "keyring.backends.macOS",
    "keyring.backends.Windows",
)

_log = logging.getLogger(__name__)
T = TypeVar("T")


class VaultError(Exception):
    """A secret could not be kept, read or removed.

    `code` is one of `missing` (no keyring here), `insecure` (one that loses or shows secrets),
    `locked` (it stays locked, or the question was dismissed), `unfaithful` (what was read back is
    not what was set), `too_long`, `remains` (still there after removal), `failed`.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Vault(Protocol):
    """A place for secrets by name (`<shop id>/<slot>/<kind>`); all of it may raise `VaultError`."""

    async def get(self, name: str) -> str | None:
        """The secret of this name, None where there is none."""
        ...

    async def set(self, name: str, value: str) -> None:
        """Keep `value` under `name`; when this returns, reading it back has given the same."""
        ...

    async def delete(self, name: str) -> None:
        """Remove the secret; when this returns it is verified gone."""
        ...


class Backend(Protocol):
    """What a keyring backend does for us."""

    def get_password(self, service: str, username: str) -> str | None: ...

    def set_password(self, service: str, username: str, password: str) -> None: ...

    def delete_password(self, service: str, username: str) -> None: ...


class MemoryVault:
    """Secrets for this run only. `reason` is the code of the error that led here, if one did."""

    def __init__(self, reason: str = "") -> None:
        self.reason = reason
        self._items: dict[str, str] = {}

    def __repr__(self) -> str:
        return f"MemoryVault({len(self._items)} items)"

    async def get(self, name: str) -> str | None:
        return self._items.get(name)

    async def set(self, name: str, value: str) -> None:
        self._items[name] = value

    async def delete(self, name: str) -> None:
        self._items.pop(name, None)


class KeyringVault:
    """Secrets in the keyring of the operating system, spoken to in a thread, one at a time.

    Where the keyring is locked and there is a screen, the first call waits for the seller to
    answer the system's question.
    """

    def __init__(self, install_id: str, backend: Backend | None = None) -> None:
        self._prefix = f"Nobi/{install_id}/"
        self._backend = backend
        self._turn = asyncio.Lock()

    def __repr__(self) -> str:
        return f"KeyringVault({self.backend_name})"

    @property
    def backend_name(self) -> str:
        """Which keyring is in use; empty before the first use."""
        if self._backend is None:
            return ""
        kind = type(self._backend)
        own = f"{kind.__module__}.{kind.__qualname__}"
        return str(getattr(self._backend, "backend_name", own))

    async def get(self, name: str) -> str | None:
        return await self._do(lambda backend: backend.get_password(self._prefix + name, USER))

    async def set(self, name: str, value: str) -> None:
        if sys.platform == "win32" and len(value.encode("utf-16-le")) > 2 * LARGEST_ON_WINDOWS:
            raise VaultError("too_long")

        def store(backend: Backend) -> bool:
            backend.set_password(self._prefix + name, USER, value)
            kept = backend.get_password(self._prefix + name, USER)
            return kept is not None and hmac.compare_digest(kept.encode(), value.encode())

        if not await self._do(store):
            raise VaultError("unfaithful")

    async def delete(self, name: str) -> None:
        def remove(backend: Backend) -> bool:
            if backend.get_password(self._prefix + name, USER) is None:
                return True
            backend.delete_password(self._prefix + name, USER)
            return backend.get_password(self._prefix + name, USER) is None

        if not await self._do(remove):
            raise VaultError("remains")

    async def check(self) -> None:
        """Keep, read and remove a worthless item, so that trouble shows before it costs a token."""
        await self.set("-/-/probe", "probe")
        await self.delete("-/-/probe")

    async def _do(self, work: Callable[[Backend], T]) -> T:
        async with self._turn:
            return await asyncio.to_thread(self._in_thread, work)

    def _in_thread(self, work: Callable[[Backend], T]) -> T:
        try:
            if self._backend is None:
                self._backend = system_backend()
            return work(self._backend)
        except VaultError:
            raise
        except Exception as error:
            # Backends raise what they like (D-Bus, ctypes), and some put values in their texts.
            code = code_of(error)
            _log.warning("keyring: %s (%s)", code, type(error).__name__)
        raise VaultError(code)


def system_backend() -> Backend:
    """The keyring of this computer that can be trusted. Raises VaultError."""
    import keyring

    found = keyring.get_keyring()
    candidates: list[Backend] = [found, *getattr(found, "backends", ())]
    for candidate in candidates:
        if type(candidate).__module__ in _TRUSTED:
            return candidate
    raise VaultError("missing" if "fail" in type(found).__module__ else "insecure")


def code_of(error: Exception) -> str:
    """What a keyring's own error means, as a code of `VaultError`."""
    from keyring import errors

    if isinstance(error, errors.NoKeyringError):
        return "missing"
    if isinstance(error, errors.KeyringLocked | errors.InitError):
        return "locked"
    return "failed"


async def choose(
    install_id: str, before: str = "", backend: Backend | None = None
) -> tuple[Vault, bool]:
    """The vault of this computer, and whether it outlives this run.

    `before` is the backend that was in use last, empty where there was none. Without a
    trustworthy keyring the answer is a `MemoryVault` whose `reason` says why not: secrets are never
    written anywhere else.
    """
    vault = KeyringVault(install_id, backend)
    try:
        await vault.check()
    except VaultError as error:
        failing = error.code == "failed" and vault.backend_name == before != ""
        if error.code == "locked" or failing:
            # It can be unlocked or come back later; until then its shops wait and are asked for
            # again: what it holds is not given up for a fault of the moment.
            return vault, True
        return MemoryVault(error.code), False
    return vault, True
