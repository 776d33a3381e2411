"""Every code of connecting and disconnecting has a sentence in every language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from nobi_desktop.domain.connecting import ConnectTrouble, GrantedShop, KnownApp
from nobi_desktop.domain.keys import Purpose
from nobi_desktop.ui import i18n, words, words_connecting
from tests.ui import fakes

SHOPS_ROOM = Path(__file__).parents[2] / "nobi_desktop" / "shops"
OURS = ("no_key", "no_secret", "no_service", "ip_list", "bad_key", "inactive", "region", "internal")
VAULT = ("missing", "insecure", "locked", "unfaithful", "too_long", "remains", "failed")
STORE = ("disk_full", "read_only", "busy", "damaged", "locked")


@pytest.fixture(params=i18n.LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    i18n.install(request.param)
    return str(request.param)


def raised() -> set[str]:
    """The codes that the shops room raises while it connects."""
    found: set[str] = set()
    for name in ("connect", "callback"):
        text = (SHOPS_ROOM / f"{name}.py").read_text("utf-8")
        found |= set(re.findall(r"(?:ConnectError|CallbackError)\(\"(\w+)\"", text))
        found |= set(re.findall(r"\bcode = \"(\w+)\"", text))
    return found


def test_every_code_has_a_sentence_of_its_own(language: str) -> None:
    codes = raised() | set(OURS) | {f"vault_{code}" for code in VAULT} | set(STORE)
    assert len(raised()) > 10
    assert codes <= set(words_connecting.connect_codes())
    general, _ = words_connecting.connect_trouble(ConnectTrouble("unheard_of"))
    for code in codes:
        sentence, small = words_connecting.connect_trouble(
            ConnectTrouble(code, "105005", "denied"), fakes.SHOPS[0]
        )
        assert sentence != general
        assert "{" not in sentence
        assert small == "105005 · denied"


def test_a_code_never_heard_of_is_told_in_small_print(language: str) -> None:
    trouble = ConnectTrouble("unheard_of", "999", "what\nis \u202ethis")
    sentence, small = words_connecting.connect_trouble(trouble)
    assert sentence
    assert small == "unheard_of · 999 · what is this"
    assert words_connecting.connect_trouble(ConnectTrouble("vault_odd"))[1] == ""


def test_the_expected_shop_is_named(language: str) -> None:
    trouble = ConnectTrouble("other_shop")
    assert "Thời trang Hà" in words_connecting.connect_trouble(trouble, fakes.SHOPS[0])[0]
    assert words_connecting.connect_trouble(trouble)[0]


def test_why_a_shop_was_not_given_up(language: str) -> None:
    for code in (*(f"vault_{code}" for code in VAULT), *STORE, "internal"):
        assert words_connecting.leave_trouble(code)[0]
        assert words_connecting.leave_trouble(code)[1] == ""
    assert words_connecting.leave_trouble("odd")[1] == "odd"


def test_the_browser_speaks_the_sellers_language() -> None:
    i18n.install("vi")
    vietnamese = words_connecting.callback_words()
    i18n.install("en")
    english = words_connecting.callback_words()
    assert (vietnamese.language, english.language) == ("vi", "en")
    for name in (
        "done_title",
        "done_text",
        "denied_title",
        "denied_text",
        "refused_title",
        "refused_text",
    ):
        assert getattr(vietnamese, name).strip()
        assert getattr(vietnamese, name) != getattr(english, name)


def test_what_an_app_is_called(language: str) -> None:
    assert "••1234" in words_connecting.known_app(KnownApp("6abcd1234", shops=3))
    assert words_connecting.known_app(KnownApp("", shops=2**40))
    for what in Purpose:
        assert words_connecting.purpose(what)


def test_how_a_granted_shop_stands_is_told_apart(language: str) -> None:
    shop = fakes.SHOPS[0]
    said = {
        words_connecting.granted(GrantedShop(shop), expected=False),
        words_connecting.granted(GrantedShop(shop, known=True), expected=False),
        words_connecting.granted(GrantedShop(shop, known=True), expected=True),
        words_connecting.granted(GrantedShop(shop, True, True), expected=False),
    }
    assert len(said) == 4
    assert all(line.startswith("VN · ••4001 · ") for line in said)


@pytest.mark.parametrize(
    "code", ["refused", "no_scope", "unreachable", "slow_down", "quota", "sign_in", "clock", ""]
)
def test_why_a_shop_does_not_take_conversations(language: str, code: str) -> None:
    assert words.not_accepted(code)
