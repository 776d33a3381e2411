"""Reads the first page of the inbox through plain sqlite3, before anything heavy is imported."""

from __future__ import annotations

import heapq
import itertools
import json
import sqlite3
from pathlib import Path
from typing import Any, NamedTuple

from nobi_desktop.domain.conversation import Buyer, ConversationRow, InboxCounts, Orders
from nobi_desktop.domain.ids import ConversationKey
from nobi_desktop.domain.kinds import Kind, OutgoingState, Role
from nobi_desktop.domain.settings import Settings
from nobi_desktop.domain.shop import Shop

_VERSIONS = (3, 2)
"""`user_version` of the seller's file and of the copy that these statements are written for."""

_COLUMNS = (
    "SELECT shop, id, buyer_im, buyer_user, buyer_name, buyer_avatar, last_at, last_kind, "
    "last_role, preview, unread, unanswered, waiting_since, can_send, last_message, "
    "tags, marked, remind_at, orders FROM tiktok.conversations"
)
_ROWS_OF = f"{_COLUMNS} WHERE shop = ? ORDER BY last_at DESC, id DESC LIMIT ?"
_SHOPS = (
    "SELECT s.id, s.name, s.region, s.code, s.seller_type, s.colour, s.avatar, "
    "s.position, s.im_user_id, coalesce(y.first_synced, 0), s.connected, s.branch, s.paused "
    "FROM seller.shops s LEFT JOIN tiktok.shop_sync y ON y.shop = s.id ORDER BY s.position, s.id"
)
# One of which conversations are held without a record of the shop is on show.
_ON_SHOW = (
    "SELECT y.shop FROM tiktok.shop_sync y LEFT JOIN seller.shops s ON s.id = y.shop "
    "WHERE coalesce(s.connected, 1)"
)
_TAGS = "SELECT id FROM seller.tags ORDER BY position, id"
_DRAFTS = "SELECT shop, conversation, text FROM seller.drafts"
_PENDING = (
    "SELECT shop, conversation, state FROM seller.outbox "
    "WHERE state NOT IN ('confirmed', 'cancelled') AND state <> 'sent' "
    "ORDER BY shop, conversation, sequence"
)
_COUNTS = (
    "SELECT shop, conversations FROM tiktok.shop_sync WHERE conversations > 0",
    "SELECT shop, count(*) FROM tiktok.conversations WHERE unread > 0 GROUP BY shop",
    "SELECT shop, count(*) FROM tiktok.conversations WHERE unanswered = 1 GROUP BY shop",
)
_KINDS = {kind.value: kind for kind in Kind}
_ROLES = {role.value: role for role in Role}
_STATES = {state.value: state for state in OutgoingState}


class FirstPage(NamedTuple):
    """What the first paint shows: the newest conversations, the rail, the counts, the choices."""

    rows: tuple[ConversationRow, ...]
    shops: tuple[Shop, ...]
    counts: InboxCounts
    settings: Settings


def read(folder: Path, limit: int = 60) -> FirstPage | None:
    """The first page as the last run left it; None where there is none or it cannot be read.

    Nothing is written: neither the files nor their logs change.
    """
    seller, tiktok = folder / "seller.sqlite", folder / "tiktok.sqlite"
    try:
        if not seller.stat().st_size or not tiktok.stat().st_size:
            return None
        connection = sqlite3.connect(":memory:", uri=True, timeout=0.2, isolation_level=None)
    except (OSError, sqlite3.Error):
        return None
    try:
        for name, path in (("seller", seller), ("tiktok", tiktok)):
            connection.execute(f"ATTACH ? AS {name}", (f"{path.absolute().as_uri()}?mode=ro",))
        found = tuple(
            connection.execute(f"PRAGMA {name}.user_version").fetchone()[0]
            for name in ("seller", "tiktok")
        )
        if found != _VERSIONS:
            return None
        return _page(connection, limit)
    except (sqlite3.Error, ValueError, TypeError, LookupError):
        return None
    finally:
        connection.close()


def _page(connection: sqlite3.Connection, limit: int) -> FirstPage:
    shops = tuple(
        Shop(*(*row[:-3], bool(row[-3]), row[-2], bool(row[-1])))
        for row in connection.execute(_SHOPS)
    )
    by_id = {shop.id: shop for shop in shops}
    drafts = {row[:2]: row[2] for row in connection.execute(_DRAFTS)}
    pending = {row[:2]: row[2] for row in connection.execute(_PENDING)}
    kept = connection.execute(
        "SELECT value FROM seller.settings WHERE name = 'settings'"
    ).fetchone()
    settings = Settings.from_json(kept[0] if kept else "{}")
    tags = {tag: place for place, (tag,) in enumerate(connection.execute(_TAGS))}
    rows = tuple(
        _row(row, by_id.get(row[0]), drafts.get(row[:2], ""), pending.get(row[:2]), settings, tags)
        for row in _newest(connection, limit)
    )
    return FirstPage(rows, shops, _counts(connection, shops), settings)


def _newest(connection: sqlite3.Connection, limit: int) -> list[tuple[Any, ...]]:
    """The newest conversations of all shops but those that were given up."""
    # One index walk for each shop, read only as far as the page goes.
    on_show = connection.execute(_ON_SHOW).fetchall()
    walks = [connection.execute(_ROWS_OF, (shop, limit)) for (shop,) in on_show]
    merged = heapq.merge(*walks, key=lambda row: (row[6], row[0], row[1]), reverse=True)
    return list(itertools.islice(merged, limit))


def _counts(connection: sqlite3.Connection, shops: tuple[Shop, ...]) -> InboxCounts:
    """The counts as the last run left them; counted anew, which takes longer, where it did not."""
    kept = connection.execute("SELECT value FROM seller.settings WHERE name = 'counts'").fetchone()
    if kept and (found := _kept_counts(kept[0])) is not None:
        return found
    everything, unread, unanswered = (
        dict(connection.execute(statement).fetchall()) for statement in _COUNTS
    )
    given_up = {shop.id for shop in shops if not shop.connected}
    on_show = everything.keys() - given_up
    return InboxCounts(
        sum(everything[shop] for shop in on_show),
        sum(unread.get(shop, 0) for shop in on_show),
        sum(unanswered.get(shop, 0) for shop in on_show),
        tuple((name, unread.get(name, 0), unanswered.get(name, 0)) for name in sorted(everything)),
    )


def _kept_counts(text: str) -> InboxCounts | None:
    """The counts in a kept value; None where it cannot be read."""
    try:
        found = json.loads(text)
        everything, unread, unanswered, by_shop = found[:4]
        # A version that did not count the rest has left four.
        some, none, unknown, reminders, untagged, tags = found[4:] or [0, 0, 0, 0, 0, []]
        return InboxCounts(
            everything,
            unread,
            unanswered,
            tuple((shop, u, d) for shop, u, d in by_shop),
            has_order=some,
            no_order=none,
            order_unknown=unknown,
            reminders=reminders,
            untagged=untagged,
            tags=tuple((tag, number) for tag, number in tags),
        )
    except (ValueError, TypeError, LookupError):
        return None


def _row(
    row: Any,
    shop: Shop | None,
    draft: str,
    pending: str | None,
    settings: Settings,
    places: dict[str, int],
) -> ConversationRow:
    tags = sorted((t for t in row[15].split(",") if t in places), key=places.__getitem__)
    hours = settings.hours_for(shop.region if shop is not None else "")
    return ConversationRow(
        key=ConversationKey(row[0], row[1]),
        buyer=Buyer(row[2], row[3], row[4], row[5]),
        shop_name=shop.name if shop is not None else "",
        shop_colour=shop.colour if shop is not None else "#0A5CC0",
        last_at=row[6],
        last_kind=_KINDS.get(row[7], Kind.UNKNOWN) if row[7] else None,
        last_role=_ROLES.get(row[8], Role.UNKNOWN) if row[8] else None,
        preview=row[9],
        unread=row[10],
        unanswered=bool(row[11]),
        waiting_since=row[12],
        can_send=bool(row[13]),
        draft=draft,
        pending=_STATES.get(pending, OutgoingState.QUARANTINED) if pending else None,
        last_message=row[14],
        tags=tuple(tags),
        marked=bool(row[16]),
        remind_at=row[17],
        orders=Orders(row[18]),
        deadline=row[12] + 3600 * hours if row[12] else 0,
    )
