"""What a shop's keys are for, and how they stand, told without telling them."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from nobi_desktop.domain.ids import ShopId


class Purpose(StrEnum):
    """What an app may do for a shop; one shop can have one app for each (API sheet section 1)."""

    CHAT = "chat"
    COMMERCE = "commerce"


class KeyState(StrEnum):
    """How the keys stand: in use, in trouble that passes, or of no use any more."""

    GOOD = "good"
    RETRYING = "retrying"
    DEAD = "dead"


class ShopKeys(NamedTuple):
    """The keys of one shop for one purpose.

    `app` names the app; expiries are UTC seconds, 0 unknown; `code` is TikTok's number or one of
    our words (`lost`: the keyring has them no more; `vault_…`: it cannot be used now); `saved` is
    false where keys in use could not be saved yet.
    """

    shop: ShopId
    purpose: Purpose
    app: str = ""
    state: KeyState = KeyState.GOOD
    access_expires: int = 0
    refresh_expires: int = 0
    code: str = ""
    saved: bool = True
