"""Keeps the connected shops, their app keys' public halves and where their tokens lie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from nobi_desktop.domain.ids import ShopId
from nobi_desktop.domain.shop import Shop
from nobi_desktop.store.codec import clean, whole
from nobi_desktop.store.sql import Connection, Statement
from nobi_desktop.store.touched import touch


@dataclass(frozen=True, slots=True)
class TokenPointer:
    """Which of the two slots of the vault holds a shop's tokens, and until when they serve.

    `slot` is "a", "b" or empty for none; expiries are UTC seconds; `refresh_started` is the UTC
    time of a refresh that has not been seen to end, 0 for none.
    """

    slot: str = ""
    generation: int = 0
    access_expires: int = 0
    refresh_expires: int = 0
    refresh_started: float = 0.0


@dataclass(frozen=True, slots=True)
class Credential:
    """A registered app without its secret, and the addresses it speaks to.

    `authorize_url` is the link to its consent page as the seller copied it, empty for the usual.
    """

    id: str
    app_key: str
    service_id: str = ""
    api_url: str = ""
    auth_url: str = ""
    authorize_url: str = ""


_FIELDS = (
    "name",
    "region",
    "code",
    "seller_type",
    "colour",
    "avatar",
    "position",
    "im_user_id",
    "connected",
    "branch",
    "paused",
)
_SELECT = (
    "SELECT s.id, "
    + ", ".join(f"s.{name}" for name in _FIELDS)
    + ", coalesce(y.first_synced, 0) FROM seller.shops s "
    "LEFT JOIN tiktok.shop_sync y ON y.shop = s.id "
)
_ALL = Statement(_SELECT + "ORDER BY s.position, s.id")
_GET = Statement(_SELECT + "WHERE s.id = :id")
_ADD = Statement(
    f"INSERT INTO seller.shops (id, {', '.join(_FIELDS)}) "
    f"VALUES (:id, {', '.join(':' + name for name in _FIELDS)}) ON CONFLICT (id) DO UPDATE SET "
    + ", ".join(f"{name} = excluded.{name}" for name in _FIELDS)
)
_UPDATES = {
    name: Statement(f"UPDATE seller.shops SET {name} = :value WHERE id = :id") for name in _FIELDS
}
_SYNCED = Statement(
    "INSERT INTO tiktok.shop_sync (shop, first_synced) VALUES (:id, :at) "
    "ON CONFLICT (shop) DO UPDATE SET first_synced = excluded.first_synced"
)
_POINTER = Statement(
    "SELECT slot, generation, access_expires, refresh_expires, refresh_started "
    "FROM seller.token_pointers WHERE shop = :id"
)
_START = Statement(
    "INSERT INTO seller.token_pointers (shop, refresh_started) VALUES (:id, :at) "
    "ON CONFLICT (shop) DO UPDATE SET refresh_started = excluded.refresh_started"
)
_MOVE = Statement(
    "INSERT INTO seller.token_pointers "
    "(shop, slot, generation, access_expires, refresh_expires, refresh_started) "
    "VALUES (:id, :slot, :generation, :access, :refresh, 0) ON CONFLICT (shop) DO UPDATE SET "
    "slot = excluded.slot, generation = excluded.generation, "
    "access_expires = excluded.access_expires, refresh_expires = excluded.refresh_expires, "
    "refresh_started = 0"
)
_CREDENTIALS = Statement(
    "SELECT id, app_key, service_id, api_url, auth_url, authorize_url FROM seller.credentials "
    "ORDER BY id"
)
_ADD_CREDENTIAL = Statement(
    "INSERT INTO seller.credentials (id, app_key, service_id, api_url, auth_url, authorize_url) "
    "VALUES (:id, :app_key, :service_id, :api_url, :auth_url, :authorize_url) "
    "ON CONFLICT (id) DO UPDATE SET app_key = excluded.app_key, "
    "service_id = excluded.service_id, api_url = excluded.api_url, "
    "auth_url = excluded.auth_url, authorize_url = excluded.authorize_url"
)


def _shop(row: Any) -> Shop:
    values = dict(zip(("id", *_FIELDS, "first_synced"), row, strict=True))
    for flag in ("connected", "paused"):
        values[flag] = bool(values[flag])
    return Shop(**values)


def _value(value: Any) -> Any:
    return clean(value) if isinstance(value, str) else whole(value)


def add(connection: Connection, shop: Shop) -> None:
    """Keep `shop`; one that is known gets the new record and keeps its conversations."""
    values = {name: _value(getattr(shop, name)) for name in ("id", *_FIELDS)}
    _ADD.run(connection, values)
    if shop.first_synced:
        _SYNCED.run(connection, {"id": shop.id, "at": whole(shop.first_synced)})
    touch(connection).shop(shop.id)


def all(connection: Connection) -> tuple[Shop, ...]:
    """Every shop, in the order of the rail."""
    return tuple(_shop(row) for row in _ALL.rows(connection, {}))


def get(connection: Connection, shop: ShopId) -> Shop | None:
    """The shop's record."""
    row = _GET.row(connection, {"id": shop})
    return _shop(row) if row else None


def update(connection: Connection, shop: ShopId, **fields: Any) -> None:
    """Change some fields of a shop's record; ValueError for a field it does not have."""
    for name, value in fields.items():
        if name == "first_synced":
            mark_first_synced(connection, shop, value)
        elif name in _UPDATES:
            _UPDATES[name].run(connection, {"id": shop, "value": _value(value)})
        else:
            raise ValueError(f"a shop has no field {name}")
    touch(connection).shop(shop)


def arrange(connection: Connection, order: Sequence[ShopId]) -> None:
    """Put the shops on the rail in `order`; those it does not name follow in theirs."""
    known = {shop.id: shop for shop in all(connection)}
    wanted = dict.fromkeys(shop for shop in (*order, *known) if shop in known)
    for place, shop in enumerate(wanted):
        if known[shop].position != place:
            update(connection, shop, position=place)


def set_paused(connection: Connection, shop: ShopId, paused: bool) -> None:
    """Note whether the seller has paused the shop."""
    update(connection, shop, paused=paused)


def learn_identity(connection: Connection, shop: ShopId, im_user_id: str) -> None:
    """Keep the identity under which TikTok shows what this desk has sent for the shop."""
    known = get(connection, shop)
    if known is None or known.im_user_id == im_user_id or not im_user_id:
        return
    update(connection, shop, im_user_id=im_user_id)


def mark_first_synced(connection: Connection, shop: ShopId, at: float) -> None:
    """Note when the first whole list was read (UTC seconds): older news never rings.

    The mark lies in the copy, so that a refilled copy begins without it.
    """
    _SYNCED.run(connection, {"id": shop, "at": whole(int(at))})
    touch(connection).shop(shop)


def pointer(connection: Connection, shop: str) -> TokenPointer:
    """Where the tokens of this home lie; a home is named after a shop (see `shops.records`)."""
    row = _POINTER.row(connection, {"id": shop})
    return TokenPointer(*row) if row else TokenPointer()


def start_refresh(connection: Connection, shop: str, at: float) -> None:
    """Note that a refresh begins (UTC seconds), before the call is made."""
    _START.run(connection, {"id": shop, "at": at})


def move_pointer(
    connection: Connection,
    shop: str,
    slot: str,
    generation: int,
    access_expires: int,
    refresh_expires: int,
) -> None:
    """Let `slot` be the one in force; the refresh that was begun has ended."""
    if slot not in ("", "a", "b"):
        raise ValueError("a slot is a or b")
    _MOVE.run(
        connection,
        {
            "id": shop,
            "slot": slot,
            "generation": whole(generation),
            "access": whole(access_expires),
            "refresh": whole(refresh_expires),
        },
    )


def credentials(connection: Connection) -> tuple[Credential, ...]:
    """Every registered app."""
    return tuple(Credential(*row) for row in _CREDENTIALS.rows(connection, {}))


def add_credential(connection: Connection, credential: Credential) -> None:
    """Keep a registered app, in place of an earlier one of the same id."""
    _ADD_CREDENTIAL.run(
        connection,
        {
            "id": clean(credential.id),
            "app_key": clean(credential.app_key),
            "service_id": clean(credential.service_id),
            "api_url": clean(credential.api_url),
            "auth_url": clean(credential.auth_url),
            "authorize_url": clean(credential.authorize_url),
        },
    )
