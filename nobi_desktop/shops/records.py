"""Decides what is written of a shop when it is connected, connected anew or given up.

TikTok gives one pair of tokens for all shops of an authorization. The pair has a *home*: the place
in the vault and the pointer in the store that carry its name. It is named after one of its shops.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from nobi_desktop.domain.ids import ShopId
from nobi_desktop.domain.shop import Shop
from nobi_desktop.shops.slots import instant
from nobi_desktop.store import settings, shops
from nobi_desktop.store.shops import Credential
from nobi_desktop.tiktok.authorization import TokenPair

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

_HOME = "tokens.home."


def colour_for(taken: Iterable[str]) -> str:
    """The first colour that is used least."""
    used = [colour.upper() for colour in taken]
    return min(COLOURS, key=lambda colour: used.count(colour.upper()))


def of_code(text: str) -> str:
    """`text` as one part of a name in the vault."""
    return re.sub(r"[^0-9A-Za-z._-]", "_", text) or "-"


def home_of(connection: Connection, shop: ShopId) -> Home:
    """Where the tokens of a shop are at home."""
    return settings.get_value(connection, _HOME + shop) or shop


def homes(connection: Connection) -> dict[ShopId, Home]:
    """The home of each shop's tokens, also of those that were given up."""
    return {shop.id: home_of(connection, shop.id) for shop in shops.all(connection)}


def home_for(chosen: Sequence[ShopId], known: Mapping[ShopId, Home]) -> Home:
    """A home for a pair that serves the `chosen` shops and takes no tokens from any other.

    A shop outside `chosen` may use tokens at home with one of them: those must stay as they are.
    """

    def free(home: Home) -> bool:
        return all(shop in chosen for shop, its in known.items() if its == home)

    number = 1
    while True:
        for shop in chosen:
            home = shop if number == 1 else f"{shop}.{number}"
            if free(home):
                return home
        number += 1


def saved(
    connection: Connection,
    picked: Sequence[Shop],
    credential: Credential,
    home: Home,
    slot: str,
    generation: int,
    pair: TokenPair,
    now: float,
) -> tuple[Shop, ...]:
    """Write shops, app and pointer, all in the transaction of `connection`; the shops as kept."""
    known = {shop.id: shop for shop in shops.all(connection)}
    place = max((shop.position for shop in known.values()), default=-1) + 1
    kept: list[Shop] = []
    for shop in picked:
        before = known.get(shop.id)
        if before is not None:
            record = replace(
                before,
                name=shop.name or before.name,
                region=shop.region or before.region,
                code=shop.code or before.code,
                seller_type=shop.seller_type or before.seller_type,
                cipher=shop.cipher,
                credential=credential.id,
                connected=True,
            )
        else:
            taken = [s.colour for s in [*known.values(), *kept]]
            record = replace(
                shop,
                credential=credential.id,
                colour=colour_for(taken),
                position=place,
                connected=True,
            )
            place += 1
        shops.add(connection, record)
        settings.set_value(connection, _HOME + shop.id, home)
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


def taken_off(connection: Connection, shop: ShopId, empty: Home) -> None:
    """Mark a shop as given up and, where `empty` names a home, that no tokens are there."""
    shops.update(connection, shop, connected=False)
    settings.set_value(connection, _HOME + shop, "")
    if empty:
        shops.move_pointer(connection, empty, "", 0, 0, 0)


def missing(chosen: Collection[ShopId], granted: Iterable[Shop]) -> tuple[ShopId, ...]:
    """Those of the chosen shops that the authorization does not grant."""
    there = {shop.id for shop in granted}
    return tuple(shop for shop in chosen if shop not in there)
