"""Turns rows of conversations into those of the inbox, and keeps how far the seller has read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from nobi_desktop.domain.conversation import Buyer, ConversationRow, Orders
from nobi_desktop.domain.ids import ConversationKey, ShopId, TagId
from nobi_desktop.domain.kinds import Role
from nobi_desktop.domain.settings import Settings
from nobi_desktop.store import marks, outbox, summary
from nobi_desktop.store import settings as kept_settings
from nobi_desktop.store.codec import clean, kind_of, role_of
from nobi_desktop.store.sql import Connection, Statement

SHOP_COLOUR = "#0A5CC0"


COLUMNS = (
    "last_at, shop, id, buyer_im, buyer_user, buyer_name, buyer_avatar, last_kind, last_role, "
    "preview, unread, unanswered, waiting_since, can_send, last_message, "
    "tags, marked, remind_at, orders, n"
)
_ROW = Statement(f"SELECT {COLUMNS} FROM tiktok.conversations WHERE shop = :shop AND id = :id")
_SHOPS = Statement("SELECT id, name, colour, region FROM seller.shops")
_TAGS = Statement("SELECT id FROM seller.tags ORDER BY position, id")
_DRAFTS = Statement(
    "SELECT conversation, text FROM seller.drafts WHERE shop = :shop AND conversation IN :ids"
)
_DRAFTED = Statement("SELECT DISTINCT shop FROM seller.drafts")
_HELD = Statement("SELECT conversations FROM tiktok.shop_sync WHERE shop = :shop")
_MARK = Statement(
    "UPDATE tiktok.conversations SET read_key = :key, told_key = :told, read_settle = 0 "
    "WHERE n = :n"
)
_STANDING = Statement(
    "SELECT n, server_unread, read_key, told_key FROM tiktok.conversations "
    "WHERE shop = :shop AND id = :id"
)
_NEWEST = Statement(
    "SELECT key FROM tiktok.messages WHERE conversation = :n "
    "ORDER BY key DESC, created DESC, id DESC LIMIT 1"
)
_SHOWN = Statement(
    "SELECT unread, last_message FROM tiktok.conversations WHERE shop = :shop AND id = :id"
)
_TO_TELL = Statement("SELECT id FROM tiktok.conversations WHERE shop = :shop AND read_pending = 1")
_TOLD = Statement(
    "UPDATE tiktok.conversations SET told_key = read_key, read_settle = 1 "
    "WHERE shop = :shop AND id = :id"
)
_BUYER = Statement(
    "SELECT buyer_im, buyer_user, buyer_name, buyer_avatar FROM tiktok.conversations "
    "WHERE shop = :shop AND id = :id"
)


@dataclass(frozen=True, slots=True)
class Rules:
    """What the seller's settings and shops decide about rows.

    `shops` holds name, colour and the seconds in which a buyer must be answered, by the shop's id.
    """

    shops: dict[ShopId, tuple[str, str, int]]
    tags: dict[TagId, int]
    shift_start: str
    shift_end: str

    def seconds_of(self, shop: ShopId) -> int:
        """Seconds in which a buyer of `shop` must be answered."""
        return self.shops[shop][2] if shop in self.shops else 3600 * Settings().hours_for("")


def rules(connection: Connection) -> Rules:
    """The rules that are in force."""
    settings = _settings(kept_settings.get_value(connection, kept_settings.SETTINGS) or "{}")
    return Rules(
        {
            id: (name, colour, 3600 * settings.hours_for(region))
            for id, name, colour, region in _SHOPS.rows(connection, {})
        },
        {tag: place for place, (tag,) in enumerate(_TAGS.rows(connection, {}))},
        settings.shift_start,
        settings.shift_end,
    )


@lru_cache(maxsize=4)
def _settings(text: str) -> Settings:
    return Settings.from_json(text)


def row(connection: Connection, key: ConversationKey) -> ConversationRow | None:
    """One conversation as the inbox shows it."""
    found = those(connection, (key,))
    return found[0] if found else None


def rows(
    connection: Connection, found: Iterable[Any], in_force: Rules | None = None
) -> tuple[ConversationRow, ...]:
    """The inbox rows of rows of `COLUMNS`, in their order, under the rules that are in force."""
    rows = list(found)
    if not rows:
        return ()
    in_force = in_force or rules(connection)
    names: dict[str, list[str]] = {}
    for each in rows:
        names.setdefault(each[1], []).append(each[2])
    drafts: dict[tuple[str, str], str] = {}
    pending: dict[tuple[str, str], outbox.Pending] = {}
    # Most shops have neither, most of the time.
    drafted = {shop for (shop,) in _DRAFTED.rows(connection, {})}
    for shop in drafted & names.keys():
        for conversation, draft in _DRAFTS.rows(connection, {"shop": shop, "ids": names[shop]}):
            drafts[(shop, conversation)] = draft
    for shop in outbox.shops_with_pending(connection) & names.keys():
        for conversation, state in outbox.pending(connection, shop, names[shop]).items():
            pending[(shop, conversation)] = state
    return tuple(
        conversation_row(
            each,
            in_force,
            drafts.get((each[1], each[2]), ""),
            pending.get((each[1], each[2])),
        )
        for each in rows
    )


def those(connection: Connection, keys: Iterable[ConversationKey]) -> tuple[ConversationRow, ...]:
    """The conversations of `keys` that are held, in that order."""
    held = [_ROW.row(connection, {"shop": key.shop, "id": key.id}) for key in keys]
    return rows(connection, [row for row in held if row is not None])


def conversation_row(
    row: Any, in_force: Rules, draft: str = "", pending: outbox.Pending | None = None
) -> ConversationRow:
    """The inbox row in a row of `COLUMNS`.

    What we have written since the last message is the last line, also before TikTok has it.
    """
    last = kind_of(row[7]) if row[7] else None, role_of(row[8]) if row[8] else None, row[9]
    if pending is not None and pending.created >= row[0]:
        last = pending.kind, Role.CUSTOMER_SERVICE, pending.words
    shop_name, shop_colour, _ = in_force.shops.get(row[1], ("", SHOP_COLOUR, 0))
    return ConversationRow(
        key=ConversationKey(row[1], row[2]),
        buyer=Buyer(row[3], row[4], row[5], row[6]),
        shop_name=shop_name,
        shop_colour=shop_colour,
        last_at=row[0],
        last_kind=last[0],
        last_role=last[1],
        preview=last[2],
        unread=row[10],
        unanswered=bool(row[11]),
        waiting_since=row[12],
        can_send=bool(row[13]),
        draft=draft,
        pending=pending.state if pending is not None else None,
        last_message=row[14],
        tags=tags_of(row[15], in_force.tags),
        marked=bool(row[16]),
        remind_at=row[17],
        orders=Orders(row[18]),
        deadline=row[12] + in_force.seconds_of(row[1]) if row[12] else 0,
    )


def tags_of(kept: str, places: dict[TagId, int]) -> tuple[TagId, ...]:
    """The tags in a row's `tags` that there are, in the seller's order."""
    if not kept:
        return ()
    found = [tag for tag in kept.split(",") if tag in places]
    return tuple(sorted(found, key=places.__getitem__))


def held(connection: Connection, shop: ShopId) -> int:
    """How many conversations of a shop are kept."""
    return int(_HELD.value(connection, {"shop": shop}) or 0)


def mark_read(connection: Connection, key: ConversationKey, now: float) -> bool:
    """The seller has seen everything known of the conversation; whether that is news."""
    standing = _STANDING.row(connection, {"shop": key.shop, "id": key.id})
    if standing is None:
        return False
    n, server, read_key, told_key = standing
    unmarked = bool(marks.mark_unread(connection, (key,), False))
    newest = _NEWEST.value(connection, {"n": n}) or ""
    # Where TikTok counts on although it was told of this very place, it is told again.
    told = "" if server and told_key >= newest else told_key
    if (newest, told) == (read_key, told_key) or not newest:
        return unmarked
    _MARK.run(connection, {"n": n, "key": newest, "told": told})
    summary.refresh(connection, key)
    return True


class Read(NamedTuple):
    """A conversation that was unread until a command; its last message at that time."""

    key: ConversationKey
    last: str


def read(connection: Connection, keys: Collection[ConversationKey], now: float) -> tuple[Read, ...]:
    """Do so for all of `keys`; those that were unread and are no more."""
    done: list[Read] = []
    for key in dict.fromkeys(keys):
        before = _SHOWN.row(connection, {"shop": key.shop, "id": key.id})
        mark_read(connection, key, now)
        if before is not None and before[0] and not _is_unread(connection, key):
            done.append(Read(key, before[1]))
    return tuple(done)


def _is_unread(connection: Connection, key: ConversationKey) -> bool:
    after = _SHOWN.row(connection, {"shop": key.shop, "id": key.id})
    return after is not None and after[0] > 0


def unread_again(connection: Connection, done: Sequence[Read]) -> None:
    """Take back what `read` did, except where something was said since.

    TikTok may have been told of the reading and takes nothing back: they are marked unread, and how
    many messages of each were unread is not known any more.
    """
    again = [
        key
        for key, last in done
        if _SHOWN.row(connection, {"shop": key.shop, "id": key.id}) == (0, last)
    ]
    marks.mark_unread(connection, again, True)


def read_to_tell(connection: Connection, shop: ShopId) -> tuple[ConversationKey, ...]:
    """Conversations that were read here and that TikTok still counts as unread."""
    rows = _TO_TELL.rows(connection, {"shop": shop})
    return tuple(ConversationKey(shop, row[0]) for row in rows)


def told_read(connection: Connection, key: ConversationKey) -> None:
    """TikTok was told. Its count of the next list may still be the old one, that after it not."""
    _TOLD.run(connection, {"shop": key.shop, "id": key.id})
    summary.refresh(connection, key)


def buyer(connection: Connection, key: ConversationKey) -> Buyer | None:
    """The buyer of a conversation."""
    found = _BUYER.row(connection, {"shop": clean(key.shop), "id": clean(key.id)})
    return Buyer(*found) if found else None
