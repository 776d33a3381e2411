"""Describes the tables and indexes of both database files.

Only a file that has to be made is asked for them: `versions` says what a start must know.
"""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Float,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)

seller = MetaData(schema="seller")
tiktok = MetaData(schema="tiktok")


def _text(name: str, default: str | None = "") -> Column[str]:
    if default is None:
        return Column(name, Text, nullable=False)
    return Column(name, Text, nullable=False, server_default=text(f"'{default}'"))


def _int(name: str, default: int | None = 0) -> Column[int]:
    if default is None:
        return Column(name, Integer, nullable=False)
    return Column(name, Integer, nullable=False, server_default=text(str(default)))


def _real(name: str) -> Column[float]:
    return Column(name, Float, nullable=False, server_default=text("0"))


shops = Table(
    "shops",
    seller,
    Column("id", Text, primary_key=True, nullable=False),
    _text("name"),
    _text("region"),
    _text("code"),
    _text("seller_type"),
    _text("colour"),
    _text("avatar"),
    _int("position"),
    _text("im_user_id"),
    _int("connected", 1),
    _text("branch"),
    _int("paused"),
)

branches = Table(
    "branches",
    seller,
    Column("id", Text, primary_key=True, nullable=False),
    _text("name"),
    _text("representative"),
    _text("phone"),
    _text("description"),
    _int("position"),
)

# `shortcut` is the number of its key, 0 for none.
shop_groups = Table(
    "shop_groups",
    seller,
    Column("id", Text, primary_key=True, nullable=False),
    _text("name"),
    _int("shortcut"),
    _int("position"),
)

group_shops = Table(
    "group_shops",
    seller,
    Column("group_id", Text, primary_key=True, nullable=False),
    Column("shop", Text, primary_key=True, nullable=False),
    _int("position"),
)

# For each purpose a shop may have an app of its own: `cipher` belongs to the pair of both, `home`
# is where the tokens of the authorization lie (the name of a row of `token_pointers`), `scopes` (a
# JSON list) what the seller has granted. A shop that was given up has no row.
accesses = Table(
    "accesses",
    seller,
    Column("shop", Text, primary_key=True, nullable=False),
    Column("purpose", Text, primary_key=True, nullable=False),
    _text("credential"),
    _text("cipher"),
    _text("home"),
    _text("scopes", "[]"),
)

token_pointers = Table(
    "token_pointers",
    seller,
    Column("shop", Text, primary_key=True, nullable=False),
    _text("slot"),
    _int("generation"),
    _int("access_expires"),
    _int("refresh_expires"),
    _real("refresh_started"),
)

credentials = Table(
    "credentials",
    seller,
    Column("id", Text, primary_key=True, nullable=False),
    _text("app_key"),
    _text("service_id"),
    _text("api_url"),
    _text("auth_url"),
    _text("authorize_url"),
)

# `watermark` is an order key (see `codec`). `match_id` is the message of history that this row has
# claimed, also where it is only "probably sent". `doubt` marks a row queued again by the seller
# while its first try may still turn up. `watch_since` is the time of the first clean read.
outbox = Table(
    "outbox",
    seller,
    Column("sequence", Integer, primary_key=True),
    Column("local_id", Text, nullable=False, unique=True),
    _text("shop", None),
    _text("conversation", None),
    _text("kind", None),
    _text("content", None),
    _text("content_hash"),
    _text("state", None),
    _real("created"),
    _int("attempt"),
    _real("next_at"),
    _text("blob"),
    _text("upload_url"),
    _text("watermark"),
    _text("watermark_ids", "[]"),
    _real("posted"),
    _text("message_id"),
    _text("confirmed_by"),
    _int("clean_reads"),
    _real("watch_since"),
    _text("match_id"),
    _int("doubt"),
    _real("sent_at"),
    _text("error_code"),
    _text("error_text"),
    sqlite_autoincrement=True,
)
Index("outbox_by_conversation", outbox.c.shop, outbox.c.conversation, outbox.c.sequence)
Index(
    "outbox_open",
    outbox.c.shop,
    outbox.c.conversation,
    outbox.c.sequence,
    sqlite_where=text("state NOT IN ('confirmed', 'cancelled')"),
)

drafts = Table(
    "drafts",
    seller,
    Column("shop", Text, primary_key=True, nullable=False),
    Column("conversation", Text, primary_key=True, nullable=False),
    _text("text", None),
    _real("updated"),
)

# A tag's assignments, marks and notes name conversations and buyers by TikTok's ids: they outlive
# the copy. What the list needs of them is repeated in `conversations`.
tags = Table(
    "tags",
    seller,
    Column("id", Text, primary_key=True, nullable=False),
    _text("name"),
    _text("colour"),
    _int("position"),
)

conversation_tags = Table(
    "conversation_tags",
    seller,
    Column("shop", Text, primary_key=True, nullable=False),
    Column("conversation", Text, primary_key=True, nullable=False),
    Column("tag", Text, primary_key=True, nullable=False),
    _real("assigned"),
)
Index("conversations_of_tag", conversation_tags.c.tag, conversation_tags.c.shop)

# `unread`: marked so by hand. The `settled_` columns are the place of the newest message that was
# there when the seller said that it needs no answer. `remind_at` is UTC seconds, 0 for none.
marks = Table(
    "marks",
    seller,
    Column("shop", Text, primary_key=True, nullable=False),
    Column("conversation", Text, primary_key=True, nullable=False),
    _int("unread"),
    _text("settled_key"),
    _int("settled_created"),
    _text("settled_id"),
    _int("remind_at"),
)
Index("marks_by_reminder", marks.c.remind_at, sqlite_where=text("remind_at > 0"))

# `buyer` is the id that orders carry, or the chat's where TikTok gives no other.
notes = Table(
    "notes",
    seller,
    Column("buyer", Text, primary_key=True, nullable=False),
    _text("text", None),
    _real("updated"),
)

# `query` is JSON (see `InboxQuery.to_json`).
views = Table(
    "views",
    seller,
    Column("id", Text, primary_key=True, nullable=False),
    _text("name"),
    _text("query", "{}"),
    _int("position"),
)

# A job that reads older conversations: `token` reads on in TikTok's list, `place` holds what is
# read of the conversation it is at (JSON), so that a restart goes on where it stopped.
history_jobs = Table(
    "history_jobs",
    seller,
    Column("id", Text, primary_key=True, nullable=False),
    _text("shop", None),
    _int("until"),
    _text("state"),
    _text("token"),
    _text("place"),
    _int("conversations"),
    _int("messages"),
    _int("new_messages"),
    _int("reached"),
    _real("created"),
    _real("worked"),
    _text("code"),
)

settings = Table(
    "settings",
    seller,
    Column("name", Text, primary_key=True, nullable=False),
    _text("value"),
)

# `n` is the conversation's short name inside this file. `unread`, `unanswered`, `waiting_since` and
# the `last_` columns are derived (see `summary`) and kept so that pages of the inbox come straight
# from an index; `tags` (",id,id,"), `marked` and `remind_at` repeat what the seller's file holds,
# and `orders` is 0 for "not checked yet", 1 for none, 2 for some. `read_key` is the order key up to
# which the seller has read here, `told_key` up to which TikTok was told so.
conversations = Table(
    "conversations",
    tiktok,
    Column("n", Integer, primary_key=True),
    _text("shop", None),
    _text("id", None),
    _text("buyer_im"),
    _text("buyer_user"),
    _text("buyer_name"),
    _text("buyer_avatar"),
    _text("shop_avatar"),
    _text("shop_im"),
    _int("can_send", 1),
    _int("created"),
    _int("last_at"),
    _text("last_kind"),
    _text("last_role"),
    _text("preview"),
    _text("last_message"),
    _int("unread"),
    _int("unanswered"),
    _int("waiting_since"),
    _int("server_unread"),
    _text("read_key"),
    _text("told_key"),
    _int("read_settle"),
    _int("read_pending"),
    _text("listed_latest"),
    _int("latest_misses"),
    _text("tags"),
    _int("marked"),
    _int("remind_at"),
    _int("orders"),
    UniqueConstraint("shop", "id"),
)
_NEWEST = (conversations.c.last_at.desc(), conversations.c.id.desc())
# The facts that filters ask for end each index of the list: a walk decides about a row without
# looking at it. Several shops are walked one by one and merged, so that no index is needed twice.
_FACTS = (
    conversations.c.unread,
    conversations.c.unanswered,
    conversations.c.orders,
    conversations.c.remind_at,
    conversations.c.tags,
)
for _name, _where in (
    ("", None),
    ("_unread", "unread > 0"),
    ("_tagged", "tags <> ''"),
    ("_reminder", "remind_at > 0"),
):
    Index(
        f"inbox{_name}",
        conversations.c.shop,
        *_NEWEST,
        *_FACTS,
        sqlite_where=text(_where) if _where else None,
    )
# Each message moves a row in every index that has its time: what is not rare has none of its own
# beside `inbox`, and what can be rare one without an order (see `inbox_pages.FEW`).
Index("conversations_by_orders", conversations.c.shop, conversations.c.orders)
Index(
    "inbox_waiting",
    conversations.c.shop,
    conversations.c.waiting_since,
    conversations.c.id,
    conversations.c.last_at,
    *_FACTS,
    sqlite_where=text("unanswered = 1"),
)
Index("conversations_of_buyer", conversations.c.shop, conversations.c.buyer_user)
Index("read_to_tell", conversations.c.shop, sqlite_where=text("read_pending = 1"))

# `key` is the message's index as sortable text (see `codec`). `segment` names the unbroken stretch
# of history that holds the row, NULL while no page of history has held it. No foreign key: rows of
# a conversation are only ever added, and the whole file can be filled again from TikTok.
messages = Table(
    "messages",
    tiktok,
    Column("n", Integer, primary_key=True),
    _int("conversation", None),
    _text("id", None),
    _text("key", None),
    _int("created", None),
    _text("role", None),
    _text("kind", None),
    _text("content", None),
    _text("sender_im"),
    _text("sender_name"),
    _text("sender_avatar"),
    _int("visible", 1),
    _text("raw"),
    Column("segment", Integer),
    UniqueConstraint("conversation", "id"),
)
_ORDER = (messages.c.conversation, messages.c.key, messages.c.created, messages.c.id)
Index("messages_in_order", *_ORDER)
Index(
    "messages_of_buyer",
    *_ORDER,
    sqlite_where=text("role = 'BUYER' AND visible = 1"),
)
Index(
    "messages_of_agent",
    *_ORDER,
    sqlite_where=text("role = 'CUSTOMER_SERVICE' AND visible = 1"),
)

# A segment is an unbroken stretch of history as read from history. Below one that does not reach
# the start of the conversation is a hole; `token` reads on there, empty where it is forgotten. The
# hole's name is its segment's id, never used twice.
segments = Table(
    "segments",
    tiktok,
    Column("id", Integer, primary_key=True),
    _int("conversation", None),
    _text("shop", None),
    _text("top_key", None),
    _int("top_created", None),
    _text("top_id", None),
    _text("low_key", None),
    _int("low_created", None),
    _text("low_id", None),
    _int("size"),
    _int("at_start"),
    _int("lowest", 1),
    _text("token"),
    sqlite_autoincrement=True,
)
Index("segments_of_conversation", segments.c.conversation, segments.c.top_key)
Index(
    "holes_of_shop",
    segments.c.shop,
    segments.c.low_created,
    sqlite_where=text("at_start = 0 AND lowest = 0"),
)
Index(
    "open_ends_of_shop",
    segments.c.shop,
    segments.c.low_created,
    sqlite_where=text("at_start = 0 AND lowest = 1"),
)

# `conversations` counts the shop's rows of that table, which are only ever added: counting 100,000
# of them anew for each first paint takes longer than everything else together.
shop_sync = Table(
    "shop_sync",
    tiktok,
    Column("shop", Text, primary_key=True, nullable=False),
    _int("first_synced"),
    _int("conversations"),
)

media = Table(
    "media",
    tiktok,
    Column("url_hash", Text, primary_key=True, nullable=False),
    _text("file", None),
    _int("bytes"),
    _int("width"),
    _int("height"),
    _int("used_at"),
)
Index("media_by_use", media.c.used_at)

# An order as far as the chat needs it; `content` is JSON of what is shown of it.
orders = Table(
    "orders",
    tiktok,
    Column("shop", Text, primary_key=True, nullable=False),
    Column("id", Text, primary_key=True, nullable=False),
    _text("buyer_user"),
    _text("status"),
    _int("created"),
    _int("updated"),
    _text("content", "{}"),
)
Index("orders_of_buyer", orders.c.shop, orders.c.buyer_user, orders.c.created.desc())
Index("orders_by_id", orders.c.id)

# How far a shop's orders are known: all that changed until `until` (UTC seconds). `token` is where
# the walk through all that were before stands, `complete` that it has come to its end.
order_sync = Table(
    "order_sync",
    tiktok,
    Column("shop", Text, primary_key=True, nullable=False),
    _int("until"),
    _text("token"),
    _int("complete"),
)

# How far the index of words has come (see `search_index`): up to which `n` messages and buyers are
# in it, and which of these have changed since. `place` is the row of the index that is to go. The
# state also tells how far the copy has come with what the seller's file says (see `step`).
search_state = Table(
    "search_state",
    tiktok,
    Column("what", Text, primary_key=True, nullable=False),
    _int("upto"),
)
search_due = Table(
    "search_due",
    tiktok,
    Column("what", Text, primary_key=True, nullable=False),
    Column("n", Integer, primary_key=True, nullable=False),
    _int("place"),
)

# A shop's short name inside the index.
search_shops = Table(
    "search_shops",
    tiktok,
    Column("n", Integer, primary_key=True),
    Column("shop", Text, nullable=False, unique=True),
)
