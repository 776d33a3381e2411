"""Decides what is written of a shop when it is connected, connected anew or given up.

TikTok gives one pair of tokens for all shops of an authorization. The pair has a *home*: the place
in the vault and the pointer in the store that carry its name. It is named after one of its shops.

What the seller consented to last is in force: it takes the place of an earlier app for each purpose
that it grants, and leaves the purposes that it does not grant to the app that has them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from nobi_desktop.domain.ids import ShopId
from nobi_desktop.domain.keys import Purpose
from nobi_desktop.domain.shop import Shop
from nobi_desktop.shops.slots import instant
from nobi_desktop.store import accesses, shops
from nobi_desktop.store.accesses import Access
from nobi_desktop.store.shops import Credential
from nobi_desktop.tiktok.authorization import Granted, TokenPair

if TYPE_CHECKING:
    from nobi_desktop.store.sql import Connection

Home: TypeAlias = str

COLOURS = (
    "#0F9D7A",
    "#D9572B",
    "#2B7CD9",
    "#8A4FD3",
    "#C2185B",
    "#5D7A1F",
    "#00838F",
    "#B26A00",
    "#3F51B5",
    "#A23B3B",
    "#2E7D32",
    "#7A5548",
    "#AD1FA8",
    "#546E7A",
    "#0B6E99",
    "#8D6E00",
)
"""Colours of shops: apart from each other and dark enough for white letters of 18 px and bold."""

_SCOPES = {
    Purpose.CHAT: frozenset({"seller.customer_service"}),
    Purpose.COMMERCE: frozenset({"seller.order.info", "seller.product.basic"}),
}
"""What serves which purpose: one of the scopes is enough (API sheet section 1)."""


def colour_for(taken: Iterable[str]) -> str:
    """The first colour that is used least."""
    used = [colour.upper() for colour in taken]
    return min(COLOURS, key=lambda colour: used.count(colour.upper()))


def of_code(text: str) -> str:
    """`text` as one part of a name in the vault."""
    return re.sub(r"[^0-9A-Za-z._-]", "_", text) or "-"


def purposes_of(scopes: Collection[str]) -> frozenset[Purpose]:
    """What an authorization with these scopes is good for.

    Where TikTok told no scopes at all, everything is tried.
    """
    return frozenset(p for p, its in _SCOPES.items() if not scopes or its & set(scopes))


def home_for(
    chosen: Sequence[ShopId], purposes: Collection[Purpose], known: Iterable[Access]
) -> Home:
    """A home for a pair that serves the `chosen` shops and takes no tokens from any other.

    Another shop, or another purpose, may use tokens at home with one of them: those must stay.
    """
    kept = {a.home for a in known if a.shop not in chosen or a.purpose not in purposes}
    number = 1
    while True:
        for shop in chosen:
            home = shop if number == 1 else f"{shop}.{number}"
            if home not in kept:
                return home
        number += 1


def saved(
    connection: Connection,
    picked: Sequence[Granted],
    credential: Credential,
    home: Home,
    slot: str,
    generation: int,
    pair: TokenPair,
    now: float,
) -> tuple[Shop, ...]:
    """Write shops, app, accesses and pointer, all in one transaction; the shops as kept."""
    known = {shop.id: shop for shop in shops.all(connection)}
    place = max((shop.position for shop in known.values()), default=-1) + 1
    kept: list[Shop] = []
    for granted in picked:
        shop, before = granted.shop, known.get(granted.shop.id)
        if before is not None:
            record = replace(
                before,
                name=shop.name or before.name,
                region=shop.region or before.region,
                code=shop.code or before.code,
                seller_type=shop.seller_type or before.seller_type,
                connected=True,
            )
        else:
            taken = [s.colour for s in [*known.values(), *kept]]
            record = replace(shop, colour=colour_for(taken), position=place, connected=True)
            place += 1
        shops.add(connection, record)
        for purpose in purposes_of(pair.scopes):
            accesses.save(
                connection,
                Access(shop.id, purpose, credential.id, granted.cipher, home, pair.scopes),
            )
        kept.append(record)
    shops.add_credential(connection, credential)
    shops.move_pointer(
        connection,
        home,
        slot,
        generation,
        instant(pair.access_expires, now),
        instant(pair.refresh_expires, now),
    )
    return tuple(kept)


def taken_off(connection: Connection, shop: ShopId, emptied: Iterable[Home]) -> None:
    """Mark a shop as given up, and that no tokens are in the homes it was the last to use."""
    shops.update(connection, shop, connected=False, paused=False)
    accesses.drop(connection, shop)
    for home in emptied:
        shops.move_pointer(connection, home, "", 0, 0, 0)


def missing(chosen: Collection[ShopId], granted: Iterable[Shop]) -> tuple[ShopId, ...]:
    """Those of the chosen shops that the authorization does not grant."""
    there = {shop.id for shop in granted}
    return tuple(shop for shop in chosen if shop not in there)
