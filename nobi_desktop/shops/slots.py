"""Knows where a pair of tokens lies in the vault, and until when it serves."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from nobi_desktop.shops.vault import Vault
from nobi_desktop.tiktok.authorization import TokenPair

DAY = 86_400.0
USUAL_LIFE = 7 * DAY
"""How long TikTok's access tokens live (source page: authorization-overview-202407)."""


def instant(value: float, now: float) -> int:
    """The UTC second that an `expire_in` means: beyond 10^9 an instant, below it seconds from now.

    The answer is kept between a minute and 400 days from `now` (both UTC seconds). Where TikTok
    said nothing of use, the usual life of a week is taken.
    """
    if not math.isfinite(value) or value <= 0:
        return int(now + USUAL_LIFE)
    at = value if value > 1e9 else now + value
    return int(min(max(at, now + 60), now + 400 * DAY))


def secret_name(home: str, slot: str, kind: str) -> str:
    """The name in the vault of one half of a pair."""
    return f"{home}/{slot}/{kind}"


def other_slot(slot: str) -> str:
    """The slot that is not in force."""
    return "b" if slot == "a" else "a"


async def write_pair(vault: Vault, home: str, slot: str, pair: TokenPair) -> None:
    """Put both tokens into `slot`; the vault reads each back. Raises `VaultError`."""
    await vault.set(secret_name(home, slot, "refresh"), pair.refresh)
    await vault.set(secret_name(home, slot, "access"), pair.access)


async def remembered(vault: Vault, names: Iterable[str]) -> Mapping[str, str | None]:
    """What the vault holds under these names. Raises `VaultError`."""
    return {name: await vault.get(name) for name in names}


async def put_back(vault: Vault, items: Mapping[str, str | None]) -> None:
    """Let the vault hold again what was `remembered`. Raises `VaultError`."""
    for name, value in items.items():
        if value is None:
            await vault.delete(name)
        else:
            await vault.set(name, value)


async def delete_tokens(vault: Vault, home: str) -> None:
    """Remove the tokens of both slots and see that they are gone. Raises `VaultError`."""
    for slot in ("a", "b"):
        for kind in ("refresh", "access"):
            await vault.delete(secret_name(home, slot, kind))
