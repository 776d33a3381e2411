"""A TikTok Shop that is connected, and how it stands with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from nobi_desktop.domain.ids import BranchId, ShopId
from nobi_desktop.domain.keys import Purpose, ShopKeys


class ShopState(StrEnum):
    """How a shop stands; the screen has one sentence for each.

    STOPPED is a shop that the seller has paused, DISCONNECTED one that was given up and whose
    history is kept to be read.
    """

    STARTING = "starting"
    LIVE = "live"
    CATCHING_UP = "catching_up"
    OFFLINE = "offline"
    SLOWED = "slowed"
    QUOTA_SPENT = "quota_spent"
    SIGN_IN = "sign_in"
    NO_PERMISSION = "no_permission"
    NOT_ACCEPTING = "not_accepting"
    CLOCK_WRONG = "clock_wrong"
    TROUBLE = "trouble"
    STOPPED = "stopped"
    DISCONNECTED = "disconnected"


@dataclass(frozen=True, slots=True)
class Shop:
    """A shop of the seller's; the keys to it are not part of it (see `store.accesses`).

    `colour` is `#rrggbb`, given at connecting; `position` the place on the rail.
    `im_user_id` is the identity learned from sends that TikTok confirmed, empty until then.
    `first_synced` is UTC seconds of the first whole list, 0 before: older news never rings.
    `branch` is the seller's business unit it belongs to, empty for none. A shop that is `paused` is
    neither read nor written to; one that is not `connected` has a history and no keys.
    """

    id: ShopId
    name: str
    region: str = "VN"
    code: str = ""
    seller_type: str = "LOCAL"
    colour: str = "#0A5CC0"
    avatar: str = ""
    position: int = 0
    im_user_id: str = ""
    first_synced: int = 0
    connected: bool = True
    branch: BranchId = ""
    paused: bool = False


@dataclass(frozen=True, slots=True)
class ShopStatus:
    """What the rail tells of a shop: its state and up to when its inbox is complete.

    `complete_until` is UTC seconds of the last poll that left no gap in the list, 0 for never;
    `retry_at` UTC seconds of the next try, 0 where there is none. `offset` is TikTok's time minus
    this computer's, in whole seconds, 0 below a minute: calls carry TikTok's time, so a wrong clock
    by itself stops nothing, and a shop is LIVE with it; but the seller's other programs and the
    times on screen are wrong, which is told once. CLOCK_WRONG is a shop whose calls are refused for
    their time even so.

    `code` tells apart what one state can come from; empty in all other states:

    * OFFLINE: `no_network`; `tls` (no secure connection: a wrong certificate, a filter that reads
      along); `portal` (a Wi-Fi that wants to be signed in to first); `proxy` (a proxy that refuses
      or wants a password); `outage` (TikTok itself answers that it is down).
    * SLOWED: `budget` (we spread what is left of the day's calls), `hourly` (a development shop's
      cap), else TikTok's number or `http_429`.
    * QUOTA_SPENT: `budget` (our own count: what is left is kept for sending), else 45101004.
    * SIGN_IN: `expired` (the authorization has run out), `revoked` (TikTok knows it no more),
      `invalid` (tokens, app and shop do not belong together), `lost` (the keyring has the keys no
      more), `app` (the app key or the app secret is wrong).
    * NO_PERMISSION: `scope` (the app lacks the chat), `no_chat` (no app was given that may chat),
      `region`, `ip` (the app has a list of allowed addresses, and this is none), `inactive` (the
      shop or its seller is), else TikTok's number.
    * TROUBLE: `vault_…` (the keyring is locked or cannot be used now: no sign-in helps), a code of
      the store (`disk_full`, `read_only`, …), `restarting` and `hung` (a fault of ours, being
      mended), `not_json`, `shape` and the like (an answer nobody can read), else TikTok's number.
    * CLOCK_WRONG: TikTok's number.
    """

    shop: ShopId
    state: ShopState = ShopState.STARTING
    complete_until: float = 0.0
    retry_at: float = 0.0
    code: str = ""
    offset: int = 0


@dataclass(frozen=True, slots=True)
class ShopRow:
    """One tile of the rail: the shop, its state, its counts and how its keys stand."""

    shop: Shop
    status: ShopStatus
    unread: int = 0
    unanswered: int = 0
    keys: tuple[ShopKeys, ...] = ()

    def keys_for(self, purpose: Purpose) -> ShopKeys | None:
        """How the keys for `purpose` stand; None where the shop has none."""
        return next((keys for keys in self.keys if keys.purpose is purpose), None)


def rail(rows: Iterable[ShopRow]) -> tuple[ShopRow, ...]:
    """The rows as the rail shows them: shops that were given up last, the others in their order.

    How a shop stands is what the seller has decided about it, before what its polls met.
    """
    return tuple(
        sorted(
            (_as_decided(row) for row in rows),
            key=lambda row: not row.shop.connected,
        )
    )


def _as_decided(row: ShopRow) -> ShopRow:
    status = _standing(row.shop, row.status)
    return row if status is row.status else replace(row, status=status)


def _standing(shop: Shop, status: ShopStatus) -> ShopStatus:
    if not shop.connected:
        return replace(status, state=ShopState.DISCONNECTED, retry_at=0.0, code="")
    if shop.paused:
        return replace(status, state=ShopState.STOPPED, retry_at=0.0, code="")
    return status
