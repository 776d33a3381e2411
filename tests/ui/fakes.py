"""A desk made of facts alone: it answers commands by remembering them and telling new values."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from nobi_desktop.domain.branch import Branch, ShopGroup
from nobi_desktop.domain.connecting import (
    CallbackWords,
    ConnectForm,
    ConnectState,
    ConnectStep,
    LeaveState,
)
from nobi_desktop.domain.conversation import Buyer, ConversationRow, InboxCounts
from nobi_desktop.domain.ids import ConversationKey
from nobi_desktop.domain.message import Kind, OutgoingState, Role
from nobi_desktop.domain.notice import Notice
from nobi_desktop.domain.query import InboxQuery
from nobi_desktop.domain.settings import Settings
from nobi_desktop.domain.shop import Shop, ShopRow, ShopState, ShopStatus
from nobi_desktop.domain.timeline import ComposerState, TimelineState
from nobi_desktop.flow.news import Fact, News
from tests.ui import fakes_triage


class Inbox:
    def __init__(self) -> None:
        self.rows: Fact[tuple[ConversationRow, ...]] = Fact(())
        self.counts: Fact[InboxCounts] = Fact(InboxCounts())
        self.query: Fact[InboxQuery] = Fact(InboxQuery())
        self.opened: Fact[ConversationKey | None] = Fact(None)
        self.loading: Fact[bool] = Fact(True)
        self.ended: Fact[bool] = Fact(False)
        self.asked: list[InboxQuery] = []
        self.nobody_waits: News[None] = News()
        self.mores = 0
        self.jumps = 0

    def show(self, query: InboxQuery) -> None:
        self.asked.append(query)
        self.query.set(query)

    def more(self) -> None:
        self.mores += 1

    def open(self, key: ConversationKey | None) -> None:
        self.opened.set(key)

    def next_waiting(self) -> None:
        self.jumps += 1


class Shops:
    def __init__(self) -> None:
        self.rows: Fact[tuple[ShopRow, ...]] = Fact(())
        self.refreshed: News[tuple[str, str]] = News()
        self.accepted: News[tuple[str, str]] = News()
        self.calls: list[tuple[Any, ...]] = []

    def arrange(self, order: Sequence[str]) -> None:
        self.calls.append(("arrange", *order))
        by_id = {row.shop.id: row for row in self.rows.value}
        self.rows.set(tuple(by_id[shop] for shop in order))

    def recolour(self, shop: str, colour: str) -> None:
        self.calls.append(("recolour", shop, colour))
        self._change(shop, colour=colour)

    def set_branch(self, shop: str, branch: str) -> None:
        self.calls.append(("set_branch", shop, branch))
        self._change(shop, branch=branch)

    def pause(self, shop: str) -> None:
        self.calls.append(("pause", shop))

    def resume(self, shop: str) -> None:
        self.calls.append(("resume", shop))

    def look(self, shop: str) -> None:
        self.calls.append(("look", shop))

    def refresh_tokens(self, shop: str) -> None:
        self.calls.append(("refresh_tokens", shop))

    def accept_chats(self, shop: str) -> None:
        self.calls.append(("accept_chats", shop))

    def _change(self, shop: str, **fields: Any) -> None:
        self.rows.set(
            tuple(
                replace(row, shop=replace(row.shop, **fields)) if row.shop.id == shop else row
                for row in self.rows.value
            )
        )


class Branches:
    def __init__(self) -> None:
        self.rows: Fact[tuple[Branch, ...]] = Fact(())
        self.calls: list[tuple[Any, ...]] = []

    def problem(self, name: str, but: str = "") -> str:
        if not name.strip():
            return "no_name"
        taken = any(row.name == name.strip() and row.id != but for row in self.rows.value)
        return "taken" if taken else ""

    def create(
        self, name: str, representative: str = "", phone: str = "", description: str = ""
    ) -> str:
        if self.problem(name):
            return ""
        made = Branch(f"b{len(self.rows.value) + 1}", name, representative, phone, description)
        self.rows.set((*self.rows.value, made))
        return made.id

    def change(self, branch: Branch) -> None:
        self.rows.set(tuple(branch if row.id == branch.id else row for row in self.rows.value))

    def delete(self, branch: str) -> None:
        self.rows.set(tuple(row for row in self.rows.value if row.id != branch))

    def arrange(self, order: Sequence[str]) -> None:
        self.calls.append(("arrange", *order))


class Groups:
    def __init__(self) -> None:
        self.rows: Fact[tuple[ShopGroup, ...]] = Fact(())
        self.opened: list[str] = []

    def problem(self, name: str, shops: Sequence[str], but: str = "") -> str:
        if not name.strip():
            return "no_name"
        if len(set(shops)) < 2:
            return "too_few"
        taken = any(row.name == name.strip() and row.id != but for row in self.rows.value)
        return "taken" if taken else ""

    def create(self, name: str, shops: Sequence[str], key: int = 0) -> str:
        if self.problem(name, shops):
            return ""
        made = ShopGroup(f"g{len(self.rows.value) + 1}", name, tuple(shops), key)
        self.rows.set((*self.rows.value, made))
        return made.id

    def change(self, group: ShopGroup) -> None:
        self.rows.set(tuple(group if row.id == group.id else row for row in self.rows.value))

    def delete(self, group: str) -> None:
        self.rows.set(tuple(row for row in self.rows.value if row.id != group))

    def open(self, group: str) -> None:
        self.opened.append(group)

    def arrange(self, order: Sequence[str]) -> None: ...


class Connecting:
    def __init__(self) -> None:
        self.state: Fact[ConnectState] = Fact(ConnectState())
        self.calls: list[tuple[Any, ...]] = []

    def begin(self, expected: str = "") -> None:
        self.calls.append(("begin", expected))
        self.state.set(replace(self.state.value, step=ConnectStep.FORM))

    def go(self, form: ConnectForm, words: CallbackWords) -> None:
        self.calls.append(("go", form, words))

    def paste(self, text: str) -> None:
        self.calls.append(("paste", text))

    def choose(self, shops: Sequence[str]) -> None:
        self.calls.append(("choose", *sorted(shops)))

    def back(self) -> None:
        self.calls.append(("back",))
        self.state.set(replace(self.state.value, step=ConnectStep.FORM))

    def close(self) -> None:
        self.calls.append(("close",))
        self.state.set(ConnectState())


class Leaving:
    def __init__(self) -> None:
        self.state: Fact[LeaveState] = Fact(LeaveState())
        self.calls: list[tuple[Any, ...]] = []

    def ask(self, shop: str) -> None:
        self.calls.append(("ask", shop))

    def confirm(self, erase: bool) -> None:
        self.calls.append(("confirm", erase))

    def close(self) -> None:
        self.calls.append(("close",))
        self.state.set(LeaveState())


class Timeline:
    def __init__(self) -> None:
        self.state: Fact[TimelineState] = Fact(TimelineState())
        self.about: Fact[ConversationRow | None] = Fact(None)
        self.shown: list[tuple[str, str]] = []
        self.active = False

    def window_active(self, active: bool) -> None:
        self.active = active

    def older(self) -> None: ...

    def fill(self, hole_id: int) -> None: ...

    def newer(self) -> None: ...

    def newest(self) -> None: ...

    def show_message(self, message: str, words: str = "") -> None:
        self.shown.append((message, words))

    def at_bottom(self, there: bool) -> None: ...


class Composer:
    def __init__(self) -> None:
        self.state: Fact[ComposerState] = Fact(ComposerState())
        self.returned: News[tuple[ConversationKey, str]] = News()
        self.refused: News[tuple[ConversationKey, str]] = News()

    def edit(self, key: ConversationKey, text: str) -> None: ...

    def send(self, key: ConversationKey, text: str) -> None: ...


class Images:
    def __init__(self) -> None:
        self.ready: News[str] = News()
        self.held: dict[str, bytes] = {}
        self.asked: list[tuple[str, int]] = []

    def get(self, url: str, side: int) -> bytes | None:
        self.asked.append((url, side))
        return self.held.get(url)


class Notices:
    def __init__(self) -> None:
        self.rows: Fact[tuple[Notice, ...]] = Fact(())
        self.acted: list[Notice] = []
        self.dismissed: list[Notice] = []

    def act(self, notice: Notice) -> None:
        self.acted.append(notice)

    def dismiss(self, notice: Notice) -> None:
        self.dismissed.append(notice)
        self.rows.set(tuple(n for n in self.rows.value if n.key != notice.key))


class Preferences:
    def __init__(self, settings: Settings) -> None:
        self.settings: Fact[Settings] = Fact(settings)

    def change(self, **fields: Any) -> None:
        self.settings.set(replace(self.settings.value, **fields))


class Desk:
    """The parts of `nobi_desktop.desk.desk.Desk`, without store or network."""

    def __init__(self, settings: Settings | None = None) -> None:
        self.inbox = Inbox()
        self.shops = Shops()
        self.timeline = Timeline()
        self.composer = Composer()
        self.images = Images()
        self.notices = Notices()
        self.branches = Branches()
        self.groups = Groups()
        self.connecting = Connecting()
        self.leaving = Leaving()
        self.tags = fakes_triage.Tags()
        self.marks = fakes_triage.Marks()
        self.notes = fakes_triage.Notes()
        self.views = fakes_triage.Views()
        self.undo = fakes_triage.Undo()
        self.due = fakes_triage.Due()
        self.search = fakes_triage.Search()
        self.find = fakes_triage.Find()
        self.history = fakes_triage.History()
        self.preferences = Preferences(settings or Settings(language="vi", theme="light"))

    def tell(
        self,
        rows: tuple[ConversationRow, ...],
        shops: tuple[ShopRow, ...] = (),
        counts: InboxCounts | None = None,
    ) -> None:
        """Tell all of it, as after a read that has ended."""
        self.shops.rows.set(shops)
        self.inbox.counts.set(counts or InboxCounts())
        self.inbox.ended.set(True)
        self.inbox.rows.set(rows)
        self.inbox.loading.set(False)


SHOPS = (
    Shop("7494001", "Thời trang Hà", colour="#0F9D76", position=0),
    Shop("7494002", "Mỹ phẩm Nắng", colour="#D9572B", position=1),
    Shop("7494003", "Gia dụng Bếp", colour="#2B7BDB", position=2),
)


def row(number: int, **fields: Any) -> ConversationRow:
    """A row that asks for nothing; `fields` say what is special about it."""
    shop = SHOPS[number % len(SHOPS)]
    values: dict[str, Any] = {
        "key": ConversationKey(shop.id, f"57649{number:06}"),
        "buyer": Buyer(f"im{number}", f"u{number}", f"Người mua {number}"),
        "shop_name": shop.name,
        "shop_colour": shop.colour,
        "last_at": 1_767_225_600 - number * 60,
        "last_kind": Kind.TEXT,
        "last_role": Role.BUYER,
        "preview": f"Tin số {number}",
    }
    return ConversationRow(**(values | fields))


def tile(
    number: int, state: ShopState = ShopState.LIVE, complete: float = 0.0, **fields: Any
) -> ShopRow:
    """A shop's tile."""
    shop = SHOPS[number]
    return ShopRow(shop, ShopStatus(shop.id, state, complete), **fields)


def a_busy_morning(now: float | None = None) -> tuple[tuple[ConversationRow, ...], InboxCounts]:
    """Rows as a seller sees them, one of each sort, and their counts."""
    at = int(time.time() if now is None else now)

    def named(number: int, name: str, minutes: int, preview: str, **fields: Any) -> ConversationRow:
        waiting = at - minutes * 60 if fields.get("unanswered") else 0
        return row(
            number,
            buyer=Buyer(f"im{number * 7919}", "", name),
            last_at=at - minutes * 60,
            preview=preview,
            waiting_since=fields.pop("since", waiting),
            **fields,
        )

    us = Role.CUSTOMER_SERVICE
    rows = (
        named(0, "Nguyễn Thảo", 1, "Shop ơi áo này còn size L không ạ?", unread=2, unanswered=True),
        named(
            1,
            "Trần Minh Quân",
            18,
            "Đơn của em sao chưa giao vậy shop, em đặt từ tuần trước rồi",
            unread=3,
            unanswered=True,
            since=at - 9 * 3600,
        ),
        named(4, "Lê Phương", 33, "", last_kind=Kind.IMAGE, unread=1, unanswered=True),
        named(2, "Đặng Hữu Ước", 41, "Dạ shop gửi mã vận đơn ạ", last_role=us),
        named(
            3,
            "Phạm Ánh",
            52,
            "",
            draft="Chị cho em xin chiều cao cân nặng để em tư vấn size nhé",
        ),
        named(5, "Vũ Khánh", 140, "Cảm ơn", last_kind=Kind.STICKER),
        named(
            6,
            "Hoàng Thị Mỹ Duyên Nguyễn Phạm Trần",
            200,
            "Dạ đúng rồi ạ",
            last_role=us,
            pending=OutgoingState.UNCONFIRMED,
        ),
        named(
            7,
            "Bùi Ẫn Ỡ",
            1500,
            "Shop gửi chị bảng size nhé",
            last_role=us,
            pending=OutgoingState.REJECTED,
        ),
        named(
            8,
            "Đỗ Quỳnh 🥰",
            3100,
            "Mình vừa chốt đơn xong 🎉",
            last_role=us,
            pending=OutgoingState.QUEUED,
        ),
        named(9, "", 9000, "", last_kind=Kind.PRODUCT_CARD, unread=120, unanswered=True),
        *(
            named(n, f"Khách hàng {n}", 9000 + n * 700, "Cảm ơn shop nhiều ạ")
            for n in range(10, 40)
        ),
    )
    counts = InboxCounts(
        all=len(rows), unread=12, unanswered=9, by_shop=((SHOPS[0].id, 5, 3), (SHOPS[1].id, 7, 6))
    )
    return rows, counts
