"""The words of connecting a shop and of giving one up: what went wrong, and the browser's page."""

from __future__ import annotations

from collections.abc import Collection

from nobi_desktop.domain.connecting import (
    CallbackWords,
    ConnectTrouble,
    GrantedShop,
    KnownApp,
    WaitingMessage,
)
from nobi_desktop.domain.conversation import Buyer
from nobi_desktop.domain.keys import Purpose
from nobi_desktop.domain.kinds import Kind
from nobi_desktop.domain.shop import Shop
from nobi_desktop.ui import i18n, plain, words
from nobi_desktop.ui.speech import t


def callback_words() -> CallbackWords:
    """What the browser says at the end, in the language now spoken."""
    return CallbackWords(
        language=i18n.language(),
        done_title=t("Done"),
        done_text=t("You can close this page and go back to Nobi."),
        denied_title=t("Nothing was connected"),
        denied_text=t("You did not agree on TikTok. Go back to Nobi to try again."),
        refused_title=t("This page is not expected"),
        refused_text=t("It belongs to another attempt. Go back to Nobi and open the page anew."),
    )


def connect_trouble(trouble: ConnectTrouble, expected: Shop | None = None) -> tuple[str, str]:
    """Why shops were not connected: one sentence with what to do, and the small print."""
    known = _connect_troubles(expected)
    sentence = known.get(trouble.code) or _saving_trouble(trouble.code)
    parts = [trouble.number, trouble.text]
    if not sentence:
        sentence = t("That did not work. Try again.")
        parts.insert(0, trouble.code)
    return sentence, " · ".join(plain.one_line(part) for part in parts if part)


def connect_codes() -> tuple[str, ...]:
    """The codes that `connect_trouble` has a sentence of its own for."""
    return (*_connect_troubles(None), *_saving_troubles())


def _connect_troubles(expected: Shop | None) -> dict[str, str]:
    shop = plain.isolate(words.shop_name(expected)) if expected is not None else t("this shop")
    return {
        "no_key": t("Enter the app key."),
        "no_secret": t("Enter the app secret."),
        "no_service": t("Enter the service ID or paste the authorization link."),
        "bad_link": t(
            "This is neither a service ID nor an authorization link. Copy it in Partner Center "
            "once more."
        ),
        "auth_denied": t("It was declined on TikTok. Continue in the browser once more and agree."),
        "wrong_state": t(
            "This address is of another attempt. Open the browser again and paste the address "
            "it ends on."
        ),
        "no_code": t("There is no code in it. Paste the whole address that the browser shows."),
        "late": t("The time is over. Continue in the browser once more."),
        "port_busy": t(
            "The browser cannot come back by itself: another program uses port 8721. Paste the "
            "address instead."
        ),
        "closed": t("The attempt was ended. Continue in the browser once more."),
        "used_code": t(
            "This code was used before, is too old or is of another app. Get a new one in the "
            "browser."
        ),
        "no_scope": t(
            "The app may not read this shop. Give it the permissions in Partner Center, then "
            "connect again."
        ),
        "not_a_seller": t(
            "This is not a seller's account. Sign in to TikTok as the owner of the shop."
        ),
        "no_shops": t("This account has no shop. Sign in to TikTok as the owner of the shop."),
        "other_shop": t(
            "Another shop was allowed. Sign in to TikTok with the account of {shop}.", shop=shop
        ),
        "none_chosen": t("Tick at least one shop."),
        "refused": t("TikTok refused it. Check what you entered and try again."),
        "bad_key": t("App key and app secret do not belong together. Copy both once more."),
        "ip_list": t(
            "The app lets in listed IP addresses only. Empty its IP allow list in Partner Center."
        ),
        "inactive": t("This shop is not active on TikTok. Open Seller Center to see why."),
        "region": t(
            "TikTok does not let this app serve the shop: the shop's country, or how it is set up, "
            "does not allow it."
        ),
        "unreachable": t("TikTok Shop cannot be reached. Check the connection and try again."),
        "slow_down": t("TikTok asks for a pause. Wait a minute, then try again."),
        "clock": t("The clock of this computer is wrong."),
        "quota": t("Today's calls of this shop to TikTok are used up."),
        "garbled": t(
            "The answer was not TikTok's. If this network has a sign-in page, sign in there first."
        ),
    }


def _saving_trouble(code: str) -> str:
    """Why keys or records were not kept; empty for other codes."""
    found = _saving_troubles().get(code, "")
    if not found and code.startswith("vault_"):
        return t("The keyring of this computer did not do what it was asked. Try again.")
    return found


def _saving_troubles() -> dict[str, str]:
    return {
        "vault_missing": t("This computer has no keyring to keep keys in. Set one up, then retry."),
        "vault_insecure": t("The keyring of this computer does not keep keys secret. Use another."),
        "vault_locked": t("The keyring is locked. Unlock it when the system asks, then try again."),
        "vault_unfaithful": t("The keyring gave back other keys than it was given. Try again."),
        "vault_too_long": t("The keys are too long for the keyring of this computer."),
        "vault_remains": t("The keyring did not let go of the keys. Try again."),
        "vault_failed": t("The keyring of this computer did not do what it was asked. Try again."),
        "disk_full": t("The disk is full. Make room, then try again."),
        "read_only": t("Nobi may not write to its data folder."),
        "busy": t("Another program holds Nobi's data. Try again in a moment."),
        "locked": t("Another program holds Nobi's data. Try again in a moment."),
        "internal": t("Something went wrong inside Nobi; it goes on working."),
        "damaged": t("Nobi's data is damaged. Start Nobi again, so that it can be mended."),
    }


def leave_trouble(code: str) -> tuple[str, str]:
    """Why a shop was not disconnected: one sentence, and the code where it says nothing else."""
    known = _saving_trouble(code)
    return (known, "") if known else (t("That did not work. Try again."), plain.one_line(code))


def purpose(what: Purpose) -> str:
    """What an app may do for a shop, in a word or three."""
    return {Purpose.CHAT: t("Chat"), Purpose.COMMERCE: t("Orders and products")}[what]


def missing_purposes(allowed: Collection[Purpose]) -> str:
    """What an authorization lacks and what that means; empty where it lacks nothing."""
    missing = frozenset(Purpose) - frozenset(allowed)
    if missing == {Purpose.COMMERCE}:
        return t("Chats work. Orders and products need an app that may read them.")
    if missing == {Purpose.CHAT}:
        return t("Orders and products work. Chats need an app that may read and write them.")
    return t("This app may neither chat nor read orders.") if missing else ""


def known_app(app: KnownApp) -> str:
    """An app that was used before: the end of its key, and how many shops it serves."""
    tail = plain.one_line(app.app_key)[-4:]
    return t("App ••{tail} · {n} shops", tail=tail, n=app.shops)


def granted(found: GrantedShop, *, expected: bool) -> str:
    """How a shop that an authorization opens stands here, with country and end of its id."""
    if found.connected:
        stands = t("already connected; tick it to renew its keys")
    elif expected:
        stands = t("will be connected again")
    elif found.known:
        stands = t("its history is here and goes on")
    else:
        stands = t("new")
    tail = plain.one_line(found.shop.id)[-4:]
    where = plain.one_line(found.shop.region, 20)
    return " · ".join(part for part in (where, f"••{tail}", stands) if part)


def waiting_message(message: WaitingMessage) -> str:
    """A message that has not gone, in two lines: whom it is for and how far it came; its words."""
    buyer = words.buyer_name(Buyer(im_user_id=message.key.id, name=message.buyer_name))
    said = plain.one_line(message.words)
    if message.kind is not Kind.TEXT:
        said = f"[{words.kind(message.kind)}] {said}".rstrip()
    return f"{plain.isolate(buyer)} · {words.outgoing(message.state)}\n{said}"
