"""What the seller is told in one line, and what becomes of it when the trouble is over."""

from __future__ import annotations

from collections.abc import Callable

from nobi_desktop.domain.ids import ShopId
from nobi_desktop.domain.notice import Notice, NoticeCode, Severity
from nobi_desktop.domain.shop import ShopRow, ShopState
from nobi_desktop.flow.news import Fact, News, Stop

_STATES: dict[ShopState, tuple[NoticeCode, Severity]] = {
    ShopState.SIGN_IN: (NoticeCode.SHOP_SIGN_IN, Severity.BAD),
    ShopState.NO_PERMISSION: (NoticeCode.SHOP_NO_PERMISSION, Severity.BAD),
    ShopState.QUOTA_SPENT: (NoticeCode.SHOP_QUOTA_SPENT, Severity.WARN),
    ShopState.CLOCK_WRONG: (NoticeCode.SHOP_CLOCK_WRONG, Severity.WARN),
    ShopState.NOT_ACCEPTING: (NoticeCode.SHOP_NOT_ACCEPTING, Severity.WARN),
}
_TROUBLES = {
    "disk_full": Notice(NoticeCode.DISK_FULL, Severity.BAD),
    "read_only": Notice(NoticeCode.DISK_FULL, Severity.BAD),
}
_ORDER = {Severity.BAD: 0, Severity.WARN: 1, Severity.INFO: 2}


class Notices:
    """Lines that come and go with the state of shops and store, and lines told once.

    What a line's button does: `nudge` tries again, `connect` begins to connect a shop anew, and
    `accept` lets TikTok hand chats to a shop (the seller was asked before).
    """

    def __init__(
        self,
        shops: Fact[tuple[ShopRow, ...]],
        trouble: Fact[str],
        restarted: News[ShopId],
        nudge: Callable[[ShopId | None], object],
        connect: Callable[[ShopId], object],
        accept: Callable[[ShopId], object],
    ) -> None:
        self.rows: Fact[tuple[Notice, ...]] = Fact(())
        self._shops = shops
        self._trouble = trouble
        self._nudge = nudge
        self._connect = connect
        self._accept = accept
        self._told: dict[tuple[str, str], Notice] = {}
        self._dismissed: set[tuple[str, str]] = set()
        self._stops: list[Stop] = [
            shops.watch(lambda _: self._tell()),
            trouble.watch(lambda _: self._tell()),
            restarted.watch(self._restarted),
        ]

    def add(self, notice: Notice) -> None:
        """Tell `notice` until the seller dismisses it."""
        self._dismissed.discard(notice.key)
        self._told[notice.key] = notice
        self._tell()

    def dismiss(self, notice: Notice) -> None:
        """Put `notice` away; it comes back when its trouble comes anew."""
        self._told.pop(notice.key, None)
        self._dismissed.add(notice.key)
        self._tell()

    def act(self, notice: Notice) -> None:
        """Do the one thing its button offers."""
        match notice.code:
            case NoticeCode.SHOP_SIGN_IN | NoticeCode.SHOP_NO_PERMISSION:
                self._connect(notice.shop)
            case NoticeCode.SHOP_NOT_ACCEPTING:
                self._accept(notice.shop)
            case NoticeCode.KEYRING_MISSING:
                pass  # It is true as long as the program runs; only the seller puts it away.
            case _:
                self._nudge(notice.shop or None)
                if notice.key in self._told:
                    self.dismiss(notice)

    def close(self) -> None:
        for stop in self._stops:
            stop()
        self._stops.clear()

    def _restarted(self, shop: ShopId) -> None:
        name = next((r.shop.name for r in self._shops.value if r.shop.id == shop), "")
        self.add(Notice(NoticeCode.SHOP_RESTARTED, Severity.INFO, shop, (("shop", name),)))

    def _tell(self) -> None:
        found: dict[tuple[str, str], Notice] = {}
        rows = self._shops.value
        live = [row for row in rows if row.shop.connected and not row.shop.paused]
        for row in live:
            if row.status.state in _STATES:
                code, severity = _STATES[row.status.state]
                values = (("shop", row.shop.name), ("code", row.status.code))
                notice = Notice(code, severity, row.shop.id, values)
                found[notice.key] = notice
        if live and all(row.status.state is ShopState.OFFLINE for row in live):
            codes = {row.status.code for row in live}
            why = (("code", codes.pop()),) if len(codes) == 1 else ()
            notice = Notice(NoticeCode.OFFLINE, Severity.WARN, values=why)
            found[notice.key] = notice
        offset = next((row.status.offset for row in live if row.status.offset), 0)
        if offset and not any(row.status.state is ShopState.CLOCK_WRONG for row in live):
            # Told once for this computer, to the minute: each answer measures it a little anew.
            much = (("offset", str(round(offset / 60) * 60)),)
            notice = Notice(NoticeCode.CLOCK_DIFFERS, Severity.WARN, values=much)
            found[notice.key] = notice
        if self._trouble.value in _TROUBLES:
            notice = _TROUBLES[self._trouble.value]
            found[notice.key] = notice
        # What is over may be told again when it comes back; how far the clock is off, once.
        self._dismissed &= found.keys() | {(NoticeCode.CLOCK_DIFFERS, "")}
        shown = [n for n in found.values() if n.key not in self._dismissed]
        resting = {row.shop.id for row in rows} - {row.shop.id for row in live}
        shown += [n for n in self._told.values() if n.key not in found and n.shop not in resting]
        self.rows.set(tuple(sorted(shown, key=lambda n: _ORDER[n.severity])))
