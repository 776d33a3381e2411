"""Something the seller is told in one sentence, with at most one thing to do about it."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from nobi_desktop.domain.ids import ShopId


class NoticeCode(StrEnum):
    """What can be told; `ui/words.py` has the sentence for each."""

    SHOP_SIGN_IN = "shop_sign_in"
    SHOP_NO_PERMISSION = "shop_no_permission"
    SHOP_QUOTA_SPENT = "shop_quota_spent"
    SHOP_CLOCK_WRONG = "shop_clock_wrong"
    CLOCK_DIFFERS = "clock_differs"
    SHOP_NOT_ACCEPTING = "shop_not_accepting"
    SHOP_RESTARTED = "shop_restarted"
    OFFLINE = "offline"
    DISK_FULL = "disk_full"
    COPY_REBUILT = "copy_rebuilt"
    SELLER_DATA_RESTORED = "seller_data_restored"
    KEYRING_MISSING = "keyring_missing"
    OLD_QUEUED = "old_queued"
    PICTURE_REFUSED = "picture_refused"
    INTERNAL = "internal"


class Severity(StrEnum):
    INFO = "info"
    WARN = "warn"
    BAD = "bad"


class Notice(NamedTuple):
    """One line above a pane. `values` fill the sentence: pairs of name and text."""

    code: NoticeCode
    severity: Severity = Severity.WARN
    shop: ShopId = ""
    values: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        return (self.code, self.shop)
