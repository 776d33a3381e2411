"""Says what follows from a failure: one table of kind of failure and class of call."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from nobi_desktop.domain.notice import NoticeCode
from nobi_desktop.domain.shop import ShopState
from nobi_desktop.store.errors import StoreError
from nobi_desktop.tiktok import errors
from nobi_desktop.tiktok.limits import CallClass


class Failure(StrEnum):
    """The kinds of failure, by what can be done about them.

    UNREACHABLE never left this computer or was provably not processed; CUT_OFF may have been.
    BUDGET is our own refusal to spend a call. DISK is a full or read-only disk, STORE every other
    trouble of the database.
    """

    UNREACHABLE = "unreachable"
    CUT_OFF = "cut_off"
    SLOW_DOWN = "slow_down"
    QUOTA = "quota"
    BUDGET = "budget"
    SIGN_IN = "sign_in"
    PERMISSION = "permission"
    CLOCK = "clock"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    GARBLED = "garbled"
    DISK = "disk"
    STORE = "store"


class Verb(StrEnum):
    """What to do.

    WAIT: leave the whole shop alone for the backoff's time, then go on. RETRY: only this call comes
    again later, others go on. STOP: leave the shop alone for `pause` seconds or until the seller
    has acted. FAIL: give this call up. ASK_HISTORY: the outcome is unknown, history decides.
    """

    WAIT = "wait"
    RETRY = "retry"
    STOP = "stop"
    FAIL = "fail"
    ASK_HISTORY = "ask_history"


@dataclass(frozen=True, slots=True)
class Decision:
    """One row of the table.

    `state` is how the shop stands while a call of the shop as a whole (its list) fails so, None
    where nothing is shown; `notice` what the seller is told; `pause` is in seconds, 0 for the
    backoff's time.
    """

    verb: Verb
    state: ShopState | None = None
    notice: NoticeCode | None = None
    pause: float = 0.0


PROBE_QUOTA = 1800.0
PROBE_SIGN_IN = 300.0
PROBE_PERMISSION = 600.0
PAUSE_CLOCK = 60.0
PAUSE_STORE = 15.0

_READING = (CallClass.ONSCREEN, CallClass.POLL, CallClass.BACKFILL)


def _rows(
    failure: Failure, reading: Decision, *, read: Decision, send: Decision, media: Decision
) -> dict[tuple[Failure, CallClass], Decision]:
    rows = {(failure, call_class): reading for call_class in _READING}
    rows[failure, CallClass.READ] = read
    rows[failure, CallClass.SEND] = send
    rows[failure, CallClass.MEDIA] = media
    return rows


_RETRY = Decision(Verb.RETRY)
_FAIL = Decision(Verb.FAIL)
_ASK = Decision(Verb.ASK_HISTORY)


def _stop(state: ShopState, notice: NoticeCode, pause: float) -> Decision:
    return Decision(Verb.STOP, state, notice, pause)


_OFFLINE = Decision(Verb.WAIT, ShopState.OFFLINE, NoticeCode.OFFLINE)
_QUOTA = _stop(ShopState.QUOTA_SPENT, NoticeCode.SHOP_QUOTA_SPENT, PROBE_QUOTA)
_SIGN_IN = _stop(ShopState.SIGN_IN, NoticeCode.SHOP_SIGN_IN, PROBE_SIGN_IN)
_DENIED = _stop(ShopState.NO_PERMISSION, NoticeCode.SHOP_NO_PERMISSION, PROBE_PERMISSION)
_CLOCK = Decision(Verb.WAIT, ShopState.CLOCK_WRONG, NoticeCode.SHOP_CLOCK_WRONG, PAUSE_CLOCK)
_DISK = Decision(Verb.WAIT, ShopState.TROUBLE, NoticeCode.DISK_FULL, PAUSE_STORE)
_STORE = Decision(Verb.WAIT, ShopState.TROUBLE, NoticeCode.INTERNAL, PAUSE_STORE)

TABLE: dict[tuple[Failure, CallClass], Decision] = {
    **_rows(Failure.UNREACHABLE, _OFFLINE, read=_RETRY, send=_RETRY, media=_RETRY),
    **_rows(Failure.CUT_OFF, _OFFLINE, read=_RETRY, send=_ASK, media=_RETRY),
    **_rows(
        Failure.SLOW_DOWN,
        Decision(Verb.WAIT, ShopState.SLOWED),
        read=_RETRY,
        send=_RETRY,
        media=_RETRY,
    ),
    **_rows(
        Failure.QUOTA,
        _QUOTA,
        read=Decision(Verb.RETRY, pause=PROBE_QUOTA),
        send=Decision(Verb.FAIL, notice=NoticeCode.SHOP_QUOTA_SPENT),
        media=_RETRY,
    ),
    **_rows(
        Failure.BUDGET,
        _QUOTA,
        read=Decision(Verb.RETRY, pause=PROBE_QUOTA),
        send=Decision(Verb.FAIL, notice=NoticeCode.SHOP_QUOTA_SPENT),
        media=_RETRY,
    ),
    **_rows(
        Failure.SIGN_IN,
        _SIGN_IN,
        read=Decision(Verb.RETRY, pause=PROBE_SIGN_IN),
        send=_SIGN_IN,
        media=_FAIL,
    ),
    **_rows(Failure.PERMISSION, _DENIED, read=_FAIL, send=_FAIL, media=_FAIL),
    **_rows(
        Failure.CLOCK,
        _CLOCK,
        read=Decision(Verb.RETRY, pause=PAUSE_CLOCK),
        send=_RETRY,
        media=_FAIL,
    ),
    **_rows(
        Failure.REFUSED, Decision(Verb.FAIL, ShopState.TROUBLE), read=_FAIL, send=_FAIL, media=_FAIL
    ),
    **_rows(
        Failure.UNKNOWN,
        Decision(Verb.RETRY, ShopState.TROUBLE),
        read=_RETRY,
        send=_ASK,
        media=_RETRY,
    ),
    **_rows(
        Failure.GARBLED,
        Decision(Verb.RETRY, ShopState.TROUBLE),
        read=_RETRY,
        send=_ASK,
        media=_FAIL,
    ),
    **_rows(Failure.DISK, _DISK, read=_RETRY, send=_DISK, media=_FAIL),
    **_rows(Failure.STORE, _STORE, read=_RETRY, send=_STORE, media=_FAIL),
}
"""The whole policy: there is a row for every kind of failure and every class of call."""


def failure_of(error: BaseException) -> Failure | None:
    """The kind of `error`; None for a fault of our own, which nobody may swallow."""
    match error:
        case errors.Unreachable(sent=False):
            return Failure.UNREACHABLE
        case errors.Unreachable():
            return Failure.CUT_OFF
        case errors.SlowDown():
            return Failure.SLOW_DOWN
        case errors.QuotaSpent(code="budget"):
            return Failure.BUDGET
        case errors.QuotaSpent():
            return Failure.QUOTA
        case errors.SignInAgain():
            return Failure.SIGN_IN
        case errors.NoPermission():
            return Failure.PERMISSION
        case errors.ClockWrong():
            return Failure.CLOCK
        case errors.Refused():
            return Failure.REFUSED
        case errors.OutcomeUnknown():
            return Failure.UNKNOWN
        case errors.Garbled():
            return Failure.GARBLED
        case StoreError(code="disk_full" | "read_only"):
            return Failure.DISK
        case StoreError():
            return Failure.STORE
    return None


def decide(error: BaseException, call_class: CallClass) -> Decision:
    """What follows from `error` of a call of this class; a fault of our own is raised again."""
    failure = failure_of(error)
    if failure is None:
        raise error
    return TABLE[failure, call_class]


_SIGN_IN_CODES = {"36004001": "expired", "36004005": "revoked", "lost": "lost"}
_DENIED_CODES = {
    errors.NO_SCOPE: "scope",
    "105004": "region",
    "36009033": "ip",
    "36009043": "inactive",
    "36009044": "inactive",
}
_SLOWED_CODES = {"36009037": "hourly"}
_NETWORK_CODES = {
    "connect": "no_network",
    "network": "no_network",
    "timeout": "no_network",
    "tls": "tls",
    errors.PROXY: "proxy",
    errors.PORTAL: "portal",
    "36009003": "outage",
    "36009007": "outage",
    "45101001": "outage",
}


def standing(error: BaseException) -> tuple[ShopState, str]:
    """How a shop stands whose list fails with `error`, and the code of `ShopStatus` for it.

    Out of reach means a network or a TikTok that does not answer. What keeps the tokens says
    `Unreachable` of a locked keyring or a full disk, too: that is trouble of this computer.
    """
    code = code_of(error)
    state = decide(error, CallClass.POLL).state or ShopState.TROUBLE
    match error:
        case errors.SignInAgain(reason="app"):
            return state, "app"
        case errors.SignInAgain():
            return state, _SIGN_IN_CODES.get(code, "invalid")
        case errors.NoPermission():
            return state, _DENIED_CODES.get(code, code)
        case errors.SlowDown():
            return state, _SLOWED_CODES.get(code, code)
        case errors.Garbled(code=errors.PORTAL):
            return ShopState.OFFLINE, code
        case errors.Unreachable():
            word = "outage" if code.startswith("http_") else _NETWORK_CODES.get(code, "")
            return (state, word) if word else (ShopState.TROUBLE, code)
    return state, code


def concerns_one(error: BaseException) -> bool:
    """Whether a failed read of one conversation says nothing about the others.

    TikTok answered, and not with one of the states of a whole shop: a refusal, an unreadable
    page, an internal error. Everything else (no network, too fast, signed out, disk full) would
    meet the next conversation just the same.
    """
    match error:
        case errors.Garbled() | errors.Unreachable() if error.code in (errors.PORTAL, errors.PROXY):
            return False
        case errors.Refused() | errors.Garbled() | errors.OutcomeUnknown():
            return True
        case errors.Unreachable(http=http):
            return http != 0
    return False


def code_of(error: BaseException) -> str:
    """The code to show for `error`: TikTok's number or one of our words."""
    if isinstance(error, errors.TikTokError | StoreError):
        return error.code
    return type(error).__name__


def retry_after_of(error: BaseException) -> float | None:
    """TikTok's wish for a pause in seconds, None where it had none."""
    if isinstance(error, errors.SlowDown | errors.Unreachable):
        return error.retry_after
    return None
