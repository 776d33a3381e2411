"""Reads what is recorded of each shop and of its apps, for whoever only looks."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from nobi_desktop.domain.ids import ShopId
from nobi_desktop.domain.keys import Purpose
from nobi_desktop.domain.shop import Shop
from nobi_desktop.shops.records import Home
from nobi_desktop.store import accesses, settings, shops
from nobi_desktop.store.accesses import Access
from nobi_desktop.store.shops import Credential, TokenPointer

if TYPE_CHECKING:
    from nobi_desktop.store.sql import Connection


@dataclass(frozen=True, slots=True)
class WayIn:
    """A shop's way in for one or both purposes: the app, where its tokens lie, what was granted.

    `credential` is None where the app is not recorded; `scopes` are empty where they are not known.
    """

    purposes: tuple[Purpose, ...]
    credential: Credential | None
    cipher: str = field(repr=False)
    home: Home
    scopes: tuple[str, ...]
    pointer: TokenPointer


@dataclass(frozen=True, slots=True)
class Standing:
    """One shop with its ways in; `budget` is what was kept of today's calls, as it is written."""

    shop: Shop
    ways_in: tuple[WayIn, ...]
    budget: str = ""


def standings(connection: Connection) -> tuple[Standing, ...]:
    """Every shop, in the order of the rail."""
    apps = {credential.id: credential for credential in shops.credentials(connection)}
    kept: dict[ShopId, list[Access]] = {}
    for access in accesses.all(connection):
        kept.setdefault(access.shop, []).append(access)
    return tuple(
        Standing(
            shop,
            _ways_in(connection, kept.get(shop.id, []), apps) if shop.connected else (),
            settings.get_value(connection, f"budget.{shop.id}"),
        )
        for shop in shops.all(connection)
    )


def _ways_in(
    connection: Connection, kept: Iterable[Access], apps: Mapping[str, Credential]
) -> tuple[WayIn, ...]:
    """One way for each authorization, whatever number of purposes it serves."""
    by_home: dict[tuple[str, Home], list[Access]] = {}
    for access in kept:
        by_home.setdefault((access.credential, access.home), []).append(access)
    return tuple(
        WayIn(
            tuple(access.purpose for access in same),
            apps.get(credential),
            same[0].cipher,
            home,
            same[0].scopes,
            shops.pointer(connection, home),
        )
        for (credential, home), same in by_home.items()
    )


def named(wanted: str, among: Iterable[Standing]) -> tuple[Standing, ...]:
    """The shops that `wanted` means: by id or its end, by code, or by name without its marks."""
    asked = _folded(wanted)
    every = tuple(among)

    def exactly(each: Standing) -> bool:
        return asked in (each.shop.id, _folded(each.shop.code), _folded(each.shop.name))

    def nearly(each: Standing) -> bool:
        tail = len(asked) >= 3 and each.shop.id.endswith(asked)
        return tail or asked in _folded(each.shop.name)

    if not asked:
        return ()
    return tuple(filter(exactly, every)) or tuple(filter(nearly, every))


def _folded(text: str) -> str:
    letters = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return " ".join("".join(c for c in letters if not unicodedata.combining(c)).split())
