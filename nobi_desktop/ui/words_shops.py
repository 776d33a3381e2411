"""The words of the shop manager, of branches and of groups: buttons, keys, results and problems."""

from __future__ import annotations

from nobi_desktop.domain.keys import KeyState, Purpose, ShopKeys
from nobi_desktop.domain.shop import Shop, ShopRow, ShopState
from nobi_desktop.ui import plain, times, words, words_connecting
from nobi_desktop.ui.keys import of as key_of
from nobi_desktop.ui.speech import t

_FAR = 365
_RENEWED_SOON = 3
"""Days before the end of a permission from which on it is told with urgency."""


def state_button(state: ShopState) -> str:
    """The one thing to do about a shop in this state; empty where there is nothing to do."""
    again = t("Try again")
    return {
        ShopState.LIVE: t("Refresh now"),
        ShopState.OFFLINE: again,
        ShopState.TROUBLE: again,
        ShopState.CLOCK_WRONG: again,
        ShopState.SIGN_IN: t("Sign in again"),
        ShopState.NO_PERMISSION: t("Sign in again"),
        ShopState.NOT_ACCEPTING: t("Switch on"),
        ShopState.STOPPED: t("Resume"),
        ShopState.DISCONNECTED: t("Connect again"),
    }.get(state, "")


def place(shop: Shop, branch: str = "") -> str:
    """Where a shop belongs, in one line: its country, its code and its branch."""
    parts = (plain.one_line(shop.region, 20), plain.one_line(shop.code, 40), branch)
    return " · ".join(part for part in parts if part)


def keys(row: ShopRow, purpose: Purpose, now: float | None = None) -> str:
    """How a shop's keys for `purpose` stand, in one sentence."""
    name = words_connecting.purpose(purpose)
    found = row.keys_for(purpose)
    return f"{name}: {_standing(found, purpose, now)}"


def _standing(found: ShopKeys | None, purpose: Purpose, now: float | None) -> str:
    if found is None:
        if purpose is Purpose.CHAT:
            return t("not allowed – sign in with an app that may chat")
        return t("not allowed – connect an app that may read them")
    if found.state is KeyState.DEAD:
        dead = {
            "lost": t("the keyring has lost the keys – sign in again"),
            "expired": t("the permission has run out – sign in again"),
            "revoked": t("taken back on TikTok – sign in again"),
            "app": t("the app key or secret is wrong – sign in again"),
        }
        return dead.get(found.code) or t("not valid any more – sign in again")
    if found.state is KeyState.RETRYING:
        if found.code.startswith("vault_"):
            return t("the keyring cannot be used now; Nobi tries again")
        return t("renewing them did not work yet; Nobi tries again")
    if not found.saved:
        return t("allowed, but the keyring did not take the new keys; Nobi tries again")
    return _allowed(found.refresh_expires, now)


def _allowed(until: int, now: float | None) -> str:
    moment = times.now() if now is None else now
    # Far ends are none: TikTok writes a year like 2123 for "never", of which 400 days are kept.
    if until <= 0 or until - moment > _FAR * 86400:
        return t("allowed, renewed by itself")
    day = times.date_of(until, moment)
    if until - moment < _RENEWED_SOON * 86400:
        return t("allowed until {day} only – sign in again in time", day=day)
    return t("allowed until {day}, renewed by itself", day=day)


def refreshed(code: str) -> str:
    """What became of a token refresh asked for by hand, in one sentence."""
    if not code:
        return t("The token was refreshed.")
    if code.startswith("vault_"):
        return t("The keyring of this computer did not do what it was asked. Try again.")
    return _kept_token().get(code) or words_connecting.leave_trouble(code)[0]


def _kept_token() -> dict[str, str]:
    return {
        "unreachable": t("TikTok Shop could not be reached. The old token stays in use."),
        "slow_down": t("TikTok asks for a pause. The old token stays in use."),
        "quota": t("Today's calls to TikTok are used up. The old token stays in use."),
        "garbled": t("TikTok's answer could not be read. The old token stays in use."),
        "clock": t("The clock of this computer is wrong. The old token stays in use."),
        "refused": t("TikTok refused to refresh it. The old token stays in use."),
        "no_scope": t("The app lacks the permission. Allow it in Partner Center, then sign in."),
        "sign_in": t("TikTok refreshes it no more: this shop has to sign in again."),
        "no_keys": t("The keys of this shop are gone. Sign in again, nothing is lost."),
    }


def accepted(code: str) -> str:
    """What became of switching conversations on, in one sentence."""
    if code:
        return words.not_accepted(code)
    return t("Switched on: TikTok hands conversations to this account again.")


def name_problem(code: str) -> str:
    """What is wrong with a branch or a group, in one sentence; empty for no problem."""
    return {
        "": "",
        "no_name": t("Enter a name."),
        "taken": t("This name is taken. Choose another."),
        "too_long": t("This name is too long."),
        "too_few": t("Tick at least two shops."),
    }.get(code) or t("It did not work ({code}).", code=plain.one_line(code, 40))


def shortcut(number: int, owner: str) -> str:
    """A shortcut to choose for a group; `owner` is the group that has it now."""
    key = key_of(f"shop_{number}") or str(number)
    return t("{key} – moves here from {group}", key=key, group=owner) if owner else key


def read_aloud(row: ShopRow, branch: str) -> str:
    """A shop of the manager as a screen reader says it."""
    parts = (
        words.shop_name(row.shop),
        place(row.shop, branch),
        words.shop_counts(row.unread, row.unanswered),
        words.state_name(row.status.state),
    )
    return ", ".join(part for part in parts if part)
