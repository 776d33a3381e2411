"""Keeps by which app each shop may be spoken for, and where the tokens to it lie."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from nobi_desktop.domain.ids import ShopId
from nobi_desktop.domain.keys import Purpose
from nobi_desktop.store.codec import clean
from nobi_desktop.store.sql import Connection, Statement
from nobi_desktop.store.touched import touch


@dataclass(frozen=True, slots=True)
class Access:
    """One purpose for which an app may speak for a shop.

    `credential` names the app; `cipher` belongs to the pair of app and shop; `home` is where the
    tokens of the authorization lie, shared by all that one consent has granted; `scopes` are what
    the seller has granted, empty where TikTok did not say.
    """

    shop: ShopId
    purpose: Purpose
    credential: str
    cipher: str = field(repr=False)
    home: str
    scopes: tuple[str, ...] = ()


_ALL = Statement(
    "SELECT shop, purpose, credential, cipher, home, scopes FROM seller.accesses "
    "ORDER BY shop, purpose"
)
_SAVE = Statement(
    "INSERT INTO seller.accesses (shop, purpose, credential, cipher, home, scopes) "
    "VALUES (:shop, :purpose, :credential, :cipher, :home, :scopes) "
    "ON CONFLICT (shop, purpose) DO UPDATE SET credential = excluded.credential, "
    "cipher = excluded.cipher, home = excluded.home, scopes = excluded.scopes"
)
_DROP = Statement("DELETE FROM seller.accesses WHERE shop = :shop")
_IDLE_HOMES = Statement(
    "SELECT shop FROM seller.token_pointers WHERE slot <> '' "
    "AND shop NOT IN (SELECT home FROM seller.accesses)"
)
_IDLE_APPS = Statement(
    "SELECT id FROM seller.credentials WHERE id NOT IN (SELECT credential FROM seller.accesses)"
)
_PURPOSES = {purpose.value: purpose for purpose in Purpose}


def all(connection: Connection) -> tuple[Access, ...]:
    """Every access; one for a purpose of a later version is passed over."""
    return tuple(
        Access(shop, _PURPOSES[purpose], credential, cipher, home, _scopes(scopes))
        for shop, purpose, credential, cipher, home, scopes in _ALL.rows(connection, {})
        if purpose in _PURPOSES
    )


def save(connection: Connection, access: Access) -> None:
    """Keep `access`, in place of the one the shop had for this purpose."""
    _SAVE.run(
        connection,
        {
            "shop": clean(access.shop),
            "purpose": access.purpose.value,
            "credential": clean(access.credential),
            "cipher": clean(access.cipher),
            "home": clean(access.home),
            "scopes": json.dumps([clean(scope) for scope in access.scopes]),
        },
    )
    touch(connection).shop(access.shop)


def drop(connection: Connection, shop: ShopId) -> None:
    """Nobody may speak for this shop any more."""
    _DROP.run(connection, {"shop": shop})
    touch(connection).shop(shop)


def idle_homes(connection: Connection) -> frozenset[str]:
    """Where tokens lie that nobody uses any more."""
    return frozenset(row[0] for row in _IDLE_HOMES.rows(connection, {}))


def idle_apps(connection: Connection) -> frozenset[str]:
    """Apps that speak for no shop any more."""
    return frozenset(row[0] for row in _IDLE_APPS.rows(connection, {}))


def _scopes(text: str) -> tuple[str, ...]:
    try:
        listed = json.loads(text)
    except ValueError:
        return ()
    return tuple(map(str, listed)) if isinstance(listed, list) else ()
