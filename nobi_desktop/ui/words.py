"""The words for every code and value that comes from below: one sentence in each language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from nobi_desktop.domain.conversation import Buyer, ConversationRow, Orders
from nobi_desktop.domain.kinds import Kind, OutgoingState, Role
from nobi_desktop.domain.notice import Notice, NoticeCode
from nobi_desktop.domain.query import Filter, SavedView
from nobi_desktop.domain.shop import Shop, ShopState, ShopStatus
from nobi_desktop.ui import plain, times
from nobi_desktop.ui.countdown import standing
from nobi_desktop.ui.speech import t
from nobi_desktop.ui.times import clock_time, day, list_time, waiting

if TYPE_CHECKING:
    from nobi_desktop.domain.branch import Branch, ShopGroup

__all__ = [
    "branch_name",
    "buyer_name",
    "cant_send",
    "clock_time",
    "complete_until",
    "count",
    "day",
    "filter_name",
    "group_name",
    "kind",
    "list_time",
    "message_preview",
    "not_accepted",
    "notice",
    "notice_button",
    "notice_shop",
    "order_status",
    "outgoing",
    "preview_prefix",
    "refusal",
    "row_read_aloud",
    "shop_counts",
    "shop_name",
    "shop_state",
    "state_name",
    "t",
    "view_name",
    "waiting",
]

_OURS = (Role.SHOP, Role.CUSTOMER_SERVICE)


def buyer_name(buyer: Buyer) -> str:
    """A buyer's name, cleaned; where none can be seen, a word and the end of the id."""
    tail = plain.one_line(buyer.im_user_id or buyer.user_id)[-4:]
    return plain.name(buyer.name, t("Buyer ••{tail}", tail=tail) if tail else t("Buyer"))


def shop_name(shop: Shop) -> str:
    """A shop's name, cleaned; where none can be seen, a word and the end of the id."""
    return plain.name(shop.name, t("Shop ••{tail}", tail=plain.one_line(shop.id)[-4:]))


def branch_name(branch: Branch) -> str:
    """A branch's name, cleaned; where none can be seen, a word."""
    return plain.name(branch.name, t("Branch"))


def group_name(group: ShopGroup) -> str:
    """A group's name, cleaned; where none can be seen, a word."""
    return plain.name(group.name, t("Group"))


def view_name(view: SavedView) -> str:
    """A saved view's name, cleaned; where none can be seen, a word."""
    return plain.name(view.name, t("View"))


def shop_counts(unread: int, unanswered: int) -> str:
    """What waits in a shop: unread messages, and buyers without an answer where there are any."""
    said = t("{n} unread", n=unread)
    return f"{said}, {t('{n} unanswered', n=unanswered)}" if unanswered else said


def count(number: int, cap: int = 99) -> str:
    """A number for a badge: at most `cap`, then `cap` and a plus."""
    return str(number) if number <= cap else f"{cap}+"


def kind(what: Kind) -> str:
    """What sort of message it is, in a word or two."""
    return {
        Kind.TEXT: t("Message"),
        Kind.IMAGE: t("Photo"),
        Kind.VIDEO: t("Video"),
        Kind.STICKER: t("Sticker"),
        Kind.PRODUCT_CARD: t("Product"),
        Kind.ORDER_CARD: t("Order"),
        Kind.LOGISTICS_CARD: t("Parcel on its way"),
        Kind.RETURN_CARD: t("Return or refund"),
        Kind.COUPON_CARD: t("Coupon"),
        Kind.AGENT_JOINED: t("An agent joined"),
        Kind.NOTIFICATION: t("Notification"),
        Kind.TRANSFERRED: t("Conversation handed over"),
        Kind.FROM_PRODUCT: t("Came from a product"),
        Kind.FROM_ORDER: t("Came from an order"),
        Kind.OTHER: t("Message of another kind"),
        Kind.UNKNOWN: t("Message of a new kind"),
        Kind.BROKEN: t("Message that could not be shown"),
    }[what]


def preview_prefix(row: ConversationRow) -> str:
    """What stands before a row's last line: whose it is, or that it is a draft; else nothing."""
    if row.draft.strip():
        return t("Draft:")
    if row.last_role in _OURS:
        return t("You:")
    if row.last_role is Role.ROBOT:
        return t("Robot:")
    return ""


def message_preview(row: ConversationRow) -> str:
    """A row's last line without its prefix: the draft, the words, or the kind of message."""
    if row.draft.strip():
        return plain.one_line(row.draft)
    said = plain.one_line(row.preview)
    if row.last_kind is None:
        return said or t("No messages yet")
    if row.last_kind is Kind.TEXT:
        return said or kind(Kind.TEXT)
    return f"[{kind(row.last_kind)}] {said}".rstrip()


def filter_name(filter: Filter) -> str:
    """The name of a filter, as on its chip."""
    return {
        Filter.UNREAD: t("Unread"),
        Filter.UNANSWERED: t("Unanswered"),
        Filter.HAS_ORDER: t("Has order"),
        Filter.NO_ORDER: t("No order"),
        Filter.ORDER_UNKNOWN: t("Not checked yet"),
        Filter.REMINDER: t("Reminders"),
    }[filter]


def state_name(state: ShopState) -> str:
    """A shop's state in a word or two."""
    # Asked for each tile with each poll: only the one sentence is made.
    return {
        ShopState.STARTING: lambda: t("Starting"),
        ShopState.LIVE: lambda: t("Live"),
        ShopState.CATCHING_UP: lambda: t("Catching up"),
        ShopState.OFFLINE: lambda: t("No connection"),
        ShopState.SLOWED: lambda: t("Slowed down by TikTok"),
        ShopState.QUOTA_SPENT: lambda: t("Today's calls are used up"),
        ShopState.SIGN_IN: lambda: t("Has to sign in"),
        ShopState.NO_PERMISSION: lambda: t("No permission"),
        ShopState.NOT_ACCEPTING: lambda: t("Not taking conversations"),
        ShopState.CLOCK_WRONG: lambda: t("Computer clock is wrong"),
        ShopState.TROUBLE: lambda: t("Trouble"),
        ShopState.STOPPED: lambda: t("Paused"),
        ShopState.DISCONNECTED: lambda: t("Disconnected"),
    }[state]()


def shop_state(status: ShopStatus) -> str:
    """A shop's state in one sentence, with what happens next."""
    said = (
        _known_state(status.state, status.code)
        or {
            ShopState.STARTING: lambda: t("Starting to synchronise."),
            ShopState.LIVE: lambda: t("New messages arrive within 15 seconds."),
            ShopState.CATCHING_UP: lambda: t("Reading the messages that came meanwhile."),
            ShopState.OFFLINE: lambda: t("TikTok Shop cannot be reached; Nobi keeps trying."),
            ShopState.SLOWED: lambda: t(
                "TikTok asked for fewer calls; messages come a little later."
            ),
            ShopState.QUOTA_SPENT: lambda: t(
                "Today's calls to TikTok are used up; it goes on tomorrow."
            ),
            ShopState.SIGN_IN: lambda: t("TikTok wants this shop to sign in again."),
            ShopState.NO_PERMISSION: lambda: t(
                "This shop has not allowed Nobi to read its conversations."
            ),
            ShopState.NOT_ACCEPTING: lambda: t(
                "TikTok hands no conversations to this account, so buyers' messages go elsewhere."
            ),
            ShopState.CLOCK_WRONG: lambda: t(
                "The clock of this computer is wrong, so TikTok refuses calls."
            ),
            ShopState.TROUBLE: lambda: t("Something went wrong with this shop; Nobi tries again."),
            ShopState.STOPPED: lambda: t(
                "You have paused this shop: nothing is read, and what you write waits."
            ),
            ShopState.DISCONNECTED: lambda: t(
                "This shop is disconnected; its history can still be read."
            ),
        }[status.state]()
    )
    if status.state is ShopState.CLOCK_WRONG and status.offset:
        said = clock_offset(status.offset)
    if status.retry_at > 0 and status.state is not ShopState.LIVE:
        said += " " + t("Next try at {time}.", time=clock_time(status.retry_at, seconds=True))
    return said


def _known_state(state: ShopState, code: str) -> str:
    """The sentence for a state whose reason is known; empty where the state says it all."""
    if not code:
        return ""
    if state is ShopState.TROUBLE and code.startswith("vault_"):
        return t("The keyring of this computer is locked or cannot be used. Unlock it.")
    return _state_sentences().get((state, code), "")


def _state_sentences() -> dict[tuple[ShopState, str], str]:
    offline, sign_in, trouble = ShopState.OFFLINE, ShopState.SIGN_IN, ShopState.TROUBLE
    barred, spent = ShopState.NO_PERMISSION, ShopState.QUOTA_SPENT
    unread = t("TikTok's answer could not be read; Nobi tries again.")
    mending = t("This shop stopped for a moment and is being started again.")
    data_held = t("Nobi's data cannot be written at the moment; Nobi tries again.")
    return {
        (offline, "no_network"): t("This computer has no connection; Nobi keeps trying."),
        (offline, "tls"): t(
            "No secure connection to TikTok: a filter or the clock of this computer may be in the "
            "way. Nobi keeps trying."
        ),
        (offline, "portal"): t("This network wants you to sign in first. Open its page."),
        (offline, "proxy"): t("The proxy of this network refuses, or wants a password."),
        (offline, "outage"): t("TikTok Shop itself is down; Nobi keeps trying."),
        (ShopState.SLOWED, "budget"): t(
            "What is left of today's calls is spread; messages come a little later."
        ),
        (ShopState.SLOWED, "hourly"): t(
            "A development shop has few calls an hour; messages come a little later."
        ),
        (spent, "budget"): t(
            "Today's calls are used up but for sending; new messages come tomorrow."
        ),
        (sign_in, "expired"): t("The permission has run out. Sign in again, nothing is lost."),
        (sign_in, "revoked"): t(
            "The permission was taken back on TikTok. Sign in again, nothing is lost."
        ),
        (sign_in, "invalid"): t(
            "Keys, app and shop do not belong together. Sign in again, nothing is lost."
        ),
        (sign_in, "lost"): t(
            "The keyring of this computer has lost the keys. Sign in again, nothing is lost."
        ),
        (sign_in, "app"): t("The app key or the app secret is wrong. Sign in with the right ones."),
        (barred, "scope"): t("The app may not chat. Allow it in Partner Center, then sign in."),
        (barred, "no_chat"): t(
            "This shop is connected for orders and products only. Connect an app that may chat."
        ),
        (barred, "region"): t("The app is not meant for this shop's country."),
        (barred, "ip"): t(
            "The app lets in listed IP addresses only. Empty its IP allow list in Partner Center."
        ),
        (barred, "inactive"): t("This shop is not active on TikTok. See why in Seller Center."),
        (trouble, "disk_full"): t("The disk is full. Make room, or nothing new can be kept."),
        (trouble, "read_only"): data_held,
        (trouble, "busy"): data_held,
        (trouble, "locked"): data_held,
        (trouble, "restarting"): mending,
        (trouble, "hung"): mending,
        (trouble, "not_json"): unread,
        (trouble, "shape"): unread,
    }


def state_codes() -> tuple[tuple[ShopState, str], ...]:
    """The states and codes that `shop_state` has a sentence of its own for."""
    return tuple(_state_sentences())


def clock_offset(offset: int) -> str:
    """By how much the clock of this computer is wrong (seconds), in one sentence; empty for 0."""
    if not offset:
        return ""
    minutes = max(1, round(abs(offset) / 60))
    if minutes < 120:
        much = t("{n} min", n=minutes)
    elif minutes < 60 * 48:
        much = t("{n} h", n=round(minutes / 60))
    else:
        much = t("{n} days", n=round(minutes / (60 * 24)))
    if offset > 0:
        return t("The clock of this computer is {much} slow. Set it right.", much=much)
    return t("The clock of this computer is {much} fast. Set it right.", much=much)


def complete_until(moment: float, now: float | None = None) -> str:
    """Up to when an inbox is complete, as the rail tells it in two lines."""
    if moment <= 0:
        return t("Not yet\ncomplete")
    if times.is_today(moment, now):
        return t("Complete to\n{time}", time=clock_time(moment, seconds=True))
    return t("Complete to\n{time}", time=list_time(moment, now))


def outgoing(state: OutgoingState) -> str:
    """How far a message of ours has come, in a word or two."""
    return {
        OutgoingState.QUEUED: t("waiting to be sent"),
        OutgoingState.PREPARING: t("uploading"),
        OutgoingState.SENDING: t("sending"),
        OutgoingState.RETRY_WAIT: t("will be tried again"),
        OutgoingState.BLOCKED_AUTH: t("waits for the shop to sign in"),
        OutgoingState.UNKNOWN: t("checking whether it was sent"),
        OutgoingState.UNCONFIRMED: t("not sure it was sent"),
        OutgoingState.SENT: t("sent"),
        OutgoingState.CONFIRMED: t("sent"),
        OutgoingState.REJECTED: t("not sent"),
        OutgoingState.CANCELLED: t("taken back"),
        OutgoingState.QUARANTINED: t("cannot be read, not sent"),
    }[state]


def refusal(code: str, text: str = "") -> str:
    """Why a message was refused, in one sentence; `text` is TikTok's own, for codes we do not know.

    Source page of the codes: send-message-202309, common-errors.
    """
    known = _refusals().get(code)
    if known is not None:
        return known
    said = plain.one_line(text)
    if said and code:
        return t("TikTok refused it: {text} ({code})", text=plain.isolate(said), code=code)
    if said:
        return t("TikTok refused it: {text}", text=plain.isolate(said))
    if code:
        return t("TikTok refused it (code {code}).", code=plain.one_line(code, 40))
    return t("TikTok refused it.")


def _refusals() -> dict[str, str]:
    quota = t("Today's calls of this shop to TikTok are used up.")
    internal = t("TikTok had a fault of its own.")
    missing = t("The picture is no longer on this computer.")
    unreached = t("TikTok Shop could not be reached.")
    return {
        "45101001": internal,
        "45101002": t("TikTok could not read this message."),
        "45101003": t("This conversation is no longer there."),
        "45101004": quota,
        "45101006": t("TikTok found sensitive words in it. Change them and send again."),
        "45101008": t("TikTok did not take this picture."),
        "45102007": t("This shop may not write in this conversation."),
        "45109001": t("TikTok does not allow writing to this buyer now."),
        "45109003": t("TikTok does not allow a conversation with this buyer."),
        "45111001": t("TikTok does not support this kind of message."),
        "45111012": t("Too many coupons at once."),
        "45111017": t("This coupon cannot be sent."),
        "36009002": t("TikTok asked for fewer calls."),
        "36009003": internal,
        "36009007": internal,
        "36009021": t("This file is too large for TikTok."),
        "105001": t("This shop has to sign in again."),
        "105002": t("This shop has to sign in again."),
        "105005": t("This shop has not allowed Nobi to send."),
        "quota": quota,
        "quota_spent": quota,
        "old": t("It waited too long; send it again if it still fits."),
        "expired": t("It waited too long; send it again if it still fits."),
        "unreachable": unreached,
        "slow_down": t("TikTok asked for fewer calls."),
        "sign_in": t("This shop has to sign in again."),
        "no_permission": t("This shop has not allowed Nobi to send."),
        "clock_wrong": t("The clock of this computer is wrong."),
        "garbled": t("TikTok's answer could not be read."),
        "too_long": t("It is longer than 2,000 characters."),
        "empty": t("There is nothing in it to send."),
        "picture": t("This picture cannot be sent."),
        "picture_missing": missing,
        "blob_missing": missing,
        "image_type": t("This picture cannot be sent."),
        "image_too_large": t("This file is too large for TikTok."),
        "bad_id": t("This conversation is no longer there."),
        "budget": quota,
        "unreadable": t("cannot be read, not sent"),
        "internal": t("Something went wrong inside Nobi; it goes on working."),
        **dict.fromkeys(("connect", "timeout", "tls", "proxy", "closed", "request"), unreached),
        "no_shop": t("This shop is not connected any more."),
    }


def refusal_codes() -> tuple[str, ...]:
    """The codes that `refusal` knows; every other one is told by TikTok's text or number."""
    return tuple(_refusals())


def unable(code: str, detail: str = "") -> str:
    """Why the program can't go on; `detail` is of whoever wrote the code."""
    sentences = {
        "newer": t("This data was saved by a newer version of Nobi. Start that version instead."),
        "disk_full": t("The disk is full. Free some space and start Nobi again."),
        "read_only": t("Nobi may not write to its data folder. Choose another one (--data-dir)."),
        "practice_folder": t(
            "This data folder holds real shops. Practise in another one (--data-dir)."
        ),
        "practice": t("The practice shops are not there: {detail}", detail=detail),
    }
    return sentences.get(code) or t("Nobi can't open its data ({detail}).", detail=detail or code)


def waiting_to_go(count: int) -> str:
    """At the end of the program: how many messages go at its next start."""
    return t("Messages waiting to be sent: {count}. They go when you open Nobi again.", count=count)


def composer_told(code: str) -> str:
    """What the composer tells of something that did not go as asked; empty for other codes."""
    return {
        "picture_not_saved": t("The picture could not be saved. Free some space and add it again."),
        "not_checked": t("TikTok Shop could not be reached, so nothing was sent. Try again later."),
        "disconnected": cant_send("disconnected"),
        "wrong_shop": t("That belongs to another shop. Nothing was sent, and your words are kept."),
    }.get(code, "")


def cant_send(reason: str) -> str:
    """Why the composer of a conversation is closed."""
    return {
        "": t("TikTok does not allow writing to this buyer now."),
        "disconnected": t("This shop is disconnected. Connect it again to answer."),
    }.get(reason) or refusal(reason)


def composer_hint(reason: str) -> str:
    """What there is to know before writing where the composer is open all the same."""
    if reason == "paused":
        return t("This shop is paused: what you send waits until you resume it.")
    return ""


def order_status(code: str) -> str:
    """TikTok's word for the state of an order, or of a return, in the seller's language."""
    return {
        "UNPAID": t("Unpaid"),
        "ON_HOLD": t("On hold"),
        "AWAITING_SHIPMENT": t("To ship"),
        "PARTIALLY_SHIPPING": t("Partly shipped"),
        "AWAITING_COLLECTION": t("Awaiting collection"),
        "IN_TRANSIT": t("In transit"),
        "DELIVERED": t("Delivered"),
        "COMPLETED": t("Completed"),
        "CANCELLED": t("Cancelled"),
    }.get(code) or plain.one_line(code.replace("_", " ").capitalize(), 40)


def _restored(backup_at: int) -> str:
    if backup_at <= 0:
        return t("Your own data was damaged; what could still be read of it was kept.")
    return t(
        "Your own data was damaged and was brought back from the backup of {date}.",
        date=times.date_of(backup_at),
    )


def notice(what: Notice) -> str:
    """The sentence of a notice."""
    values = {name: plain.isolate(plain.one_line(text, 120)) for name, text in what.values}
    shop = values.get("shop") or t("This shop")
    number = _number(values.get("count"))
    sentences = {
        NoticeCode.SHOP_SIGN_IN: t("{shop} has to sign in again before it can go on.", shop=shop),
        NoticeCode.SHOP_NO_PERMISSION: _barred(shop, dict(what.values).get("code", "")),
        NoticeCode.SHOP_QUOTA_SPENT: t(
            "{shop} has used up today's calls to TikTok; new messages come tomorrow.", shop=shop
        ),
        NoticeCode.SHOP_CLOCK_WRONG: t(
            "The clock of this computer is wrong. Set it right, then messages come again."
        ),
        NoticeCode.CLOCK_DIFFERS: clock_offset(_seconds(dict(what.values).get("offset")))
        or t("The clock of this computer is wrong."),
        NoticeCode.SHOP_NOT_ACCEPTING: t(
            "TikTok hands no conversations of {shop} to this account; they go elsewhere.", shop=shop
        ),
        NoticeCode.SHOP_RESTARTED: t(
            "{shop} stopped for a moment and was started again. No message is missing.", shop=shop
        ),
        NoticeCode.OFFLINE: _known_state(ShopState.OFFLINE, dict(what.values).get("code", ""))
        or t("No connection. What you write is kept and sent later."),
        NoticeCode.DISK_FULL: t(
            "The disk is full: new messages are not saved. Make room, and they load by themselves."
        ),
        NoticeCode.COPY_REBUILT: t(
            "The copy of your chats was damaged and loads anew. Drafts, unsent messages, tags and "
            "notes are safe."
        ),
        NoticeCode.SELLER_DATA_RESTORED: _restored(_seconds(dict(what.values).get("at"))),
        NoticeCode.KEYRING_MISSING: t(
            "This computer has no safe place for keys: you will have to sign in at each start."
        ),
        NoticeCode.OLD_QUEUED: t("{n} messages from earlier were not sent.", n=number),
        NoticeCode.PICTURE_REFUSED: t("This picture cannot be sent."),
        NoticeCode.INTERNAL: t("Something went wrong inside Nobi; it goes on working."),
    }
    return sentences[what.code]


def _barred(shop: str, code: str) -> str:
    known = _known_state(ShopState.NO_PERMISSION, code)
    if known:
        return f"{shop}: {known}"
    return t("{shop} has not allowed Nobi to read its conversations.", shop=shop)


def _seconds(text: str | None) -> int:
    try:
        return int(text or "0")
    except ValueError:
        return 0


def _number(text: str | None) -> int:
    digits = "".join(c for c in text or "" if c in "0123456789")[:6]
    return int(digits) if digits else 1


def notice_button(what: Notice) -> str:
    """The one thing to do about a notice; empty where there is none."""
    again = t("Try again")
    return {
        NoticeCode.SHOP_SIGN_IN: t("Sign in again"),
        NoticeCode.SHOP_NO_PERMISSION: t("Connect again"),
        NoticeCode.SHOP_NOT_ACCEPTING: t("Switch on"),
        NoticeCode.SHOP_QUOTA_SPENT: again,
        NoticeCode.SHOP_CLOCK_WRONG: again,
        NoticeCode.OFFLINE: again,
        NoticeCode.DISK_FULL: again,
    }.get(what.code, "")


def notice_shop(what: Notice) -> str:
    """The name of the shop that a notice is about; empty where it is about none."""
    named = dict(what.values).get("shop", "")
    return plain.name(named, t("This shop")) if what.shop else ""


def not_accepted(code: str) -> str:
    """Why a shop could not be set to take conversations, and what to do."""
    return {
        "refused": t("TikTok refused it: only the shop owner's account may do it."),
        "no_scope": t("This shop has not allowed Nobi to do that. Connect it again."),
        "quota": t("Today's calls of this shop to TikTok are used up."),
        "sign_in": t("This shop has to sign in again."),
        "clock": t("The clock of this computer is wrong."),
        "unreachable": t("TikTok Shop cannot be reached. Check the connection and try again."),
        "slow_down": t("TikTok asks for a pause. Wait a minute, then try again."),
        "kept_off": t(
            "TikTok took it and still hands out no conversations. Look in Seller Center."
        ),
        "closed": t("This shop is paused or disconnected."),
    }.get(code) or t("That did not work. Try again.")


def row_read_aloud(row: ConversationRow, now: float | None = None, tags: Sequence[str] = ()) -> str:
    """A row of the inbox as a screen reader says it: all that its picture tells, in words.

    `tags` are the names of its tags.
    """
    parts = [
        buyer_name(row.buyer),
        plain.name(row.shop_name, t("Shop")),
        f"{preview_prefix(row)} {message_preview(row)}".strip(),
        list_time(row.last_at, now),
    ]
    if row.marked and row.unread <= 1:
        parts.append(t("Marked unread"))
    elif row.unread:
        parts.append(t("{n} unread messages", n=row.unread))
    if row.unanswered:
        parts.append(t("Unanswered"))
        if row.deadline or row.waiting_since:
            moment = times.now() if now is None else now
            parts.append(standing(moment, row.waiting_since, row.deadline).words)
    if tags:
        parts.append(t("Tags: {names}", names=", ".join(tags)))
    if row.orders is Orders.SOME:
        parts.append(t("Has order"))
    if row.remind_at:
        parts.append(t("Reminder: {time}", time=times.moment(row.remind_at)))
    if row.pending is not None:
        parts.append(outgoing(row.pending))
    return ", ".join(part for part in parts if part)
