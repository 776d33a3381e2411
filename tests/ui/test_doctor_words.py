"""Every finding of the doctor has a sentence in both languages, and what needs care has advice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nobi_desktop.domain.finding import (
    Answer,
    Check,
    Failure,
    Finding,
    Mark,
    Report,
    ShopFindings,
    found,
)
from nobi_desktop.domain.keys import Purpose
from nobi_desktop.ui import doctor_words as words
from nobi_desktop.ui import i18n

FILE = {
    "sound": Mark.GOOD,
    "older": Mark.NOTE,
    "newer": Mark.BAD,
    "damaged": Mark.BAD,
    "busy": Mark.WARN,
    "unreadable": Mark.BAD,
    "gone": Mark.BAD,
    "none_yet": Mark.NOTE,
}
PAGE = {"page": Mark.GOOD, "none": Mark.GOOD}
CODES: dict[Check, dict[str, Mark]] = {
    Check.PROGRAM: {"versions": Mark.GOOD},
    Check.SYSTEM: {"system": Mark.GOOD},
    Check.SQLITE: {"fixed": Mark.GOOD, "old": Mark.NOTE},
    Check.FOLDER: {"there": Mark.GOOD, "new": Mark.NOTE, "closed": Mark.BAD},
    Check.DISK: {
        "room": Mark.GOOD,
        "little": Mark.WARN,
        "full": Mark.BAD,
        "unknown": Mark.NOTE,
    },
    Check.MODES: {"private": Mark.GOOD, "open": Mark.WARN},
    Check.SELLER_FILE: FILE,
    Check.COPY_FILE: FILE,
    Check.RECORDS: dict.fromkeys(("shape", "damaged", "busy", "read_only", "disk_full"), Mark.BAD),
    Check.BACKUP: {"made": Mark.GOOD, "old": Mark.WARN, "none": Mark.NOTE},
    Check.LOG: {"there": Mark.GOOD, "none": Mark.NOTE},
    Check.KEYRING: {
        "in_use": Mark.GOOD,
        "changed": Mark.WARN,
        "practice": Mark.NOTE,
        **dict.fromkeys(("missing", "insecure", "locked", "failed"), Mark.BAD),
    },
    Check.PROXY: {"none": Mark.GOOD, "used": Mark.NOTE},
    Check.API_HOST: {"reached": Mark.GOOD},
    Check.AUTH_HOST: {"reached": Mark.GOOD},
    Check.CLOCK: {
        "right": Mark.GOOD,
        "ahead": Mark.BAD,
        "behind": Mark.WARN,
        "unknown": Mark.NOTE,
    },
    Check.STANDING: {"paused": Mark.NOTE, "disconnected": Mark.NOTE, "internal": Mark.BAD},
    Check.APP: {
        "app": Mark.GOOD,
        "unknown": Mark.BAD,
        "keyring": Mark.BAD,
        "no_secret": Mark.BAD,
    },
    Check.TOKENS: {
        "good": Mark.GOOD,
        "due": Mark.GOOD,
        "expired": Mark.WARN,
        "cut_off": Mark.WARN,
        "lost": Mark.BAD,
    },
    Check.AUTHORIZATION: {
        "until": Mark.GOOD,
        "soon": Mark.WARN,
        "ended": Mark.BAD,
        "unknown": Mark.NOTE,
    },
    Check.SCOPES: {"granted": Mark.GOOD, "lacking": Mark.WARN, "unknown": Mark.NOTE},
    Check.QUOTA: {
        "left": Mark.GOOD,
        "nearly": Mark.WARN,
        "spent": Mark.WARN,
        "unknown": Mark.NOTE,
    },
    Check.GRANTED: {"granted": Mark.GOOD, "other_shops": Mark.BAD, "other_cipher": Mark.BAD},
    Check.ACCEPTING: {"yes": Mark.GOOD, "no": Mark.BAD},
    Check.CONVERSATIONS: {"page": Mark.WARN, "none": Mark.GOOD, "no_app": Mark.BAD},
    Check.MESSAGES: {"page": Mark.WARN, "none": Mark.GOOD},
    Check.ORDERS: {"page": Mark.GOOD, "no_app": Mark.NOTE},
    Check.PRODUCTS: {"page": Mark.GOOD},
    Check.CALLS: {"calls": Mark.NOTE, "cut_short": Mark.NOTE, "unreachable": Mark.WARN},
}
ASKED = (
    Check.API_HOST,
    Check.GRANTED,
    Check.ACCEPTING,
    Check.CONVERSATIONS,
    Check.MESSAGES,
    Check.ORDERS,
    Check.PRODUCTS,
)
EVERY = [found(check, mark, code) for check, codes in CODES.items() for code, mark in codes.items()]
FAILED = [
    replace(found(check, Mark.BAD, failure), answer=Answer("1", http=400))
    for check in ASKED
    for failure in Failure
]


@pytest.fixture(params=i18n.LANGUAGES)
def language(request: pytest.FixtureRequest, qapp: object) -> str:
    return i18n.install(str(request.param))


def test_no_check_is_forgotten() -> None:
    assert set(CODES) == set(Check)


def test_every_finding_has_its_sentence_and_what_needs_care_its_advice(language: str) -> None:
    for finding in EVERY + FAILED:
        title, said, todo = (
            words.title(finding),
            words.sentence(finding),
            words.advice(finding),
        )
        assert 0 < len(title) <= 24
        for text in (title, said, todo):
            assert "{" not in text, (finding, text)
        assert finding.text("path") == "" or said
        if finding.mark.needs_care:
            assert todo.endswith("."), finding
        else:
            assert not todo
        assert not todo or todo[0].isupper()


def test_vietnamese_and_english_differ(qapp: object) -> None:
    said = {}
    for language in i18n.LANGUAGES:
        i18n.install(language)
        said[language] = [words.sentence(f) + words.advice(f) for f in EVERY + FAILED]
    same = {a for a, b in zip(said["vi"], said["en"], strict=True) if a == b and len(a) > 12}
    # Only what is made of names and numbers alone.
    assert all(text.startswith("Nobi ") for text in same)


@pytest.mark.usefixtures("language")
def test_titles_tell_purposes_apart() -> None:
    finding = found(Check.TOKENS, Mark.GOOD, "good")
    titles = {words.title(finding.serving(p)) for p in (None, *Purpose)}
    assert len(titles) == 3


def test_tiktoks_own_words_are_cleaned_and_cut(qapp: object) -> None:
    i18n.install("en")
    answer = Answer("105005", "no \x1b[31m\u202eway\n{n} " + "x" * 2000, "req\x07-1", 401)
    finding = replace(found(Check.ORDERS, Mark.BAD, "no_scope"), answer=answer)
    number, request = words.tiktoks_own(finding)
    assert number.startswith("code 105005 “no [31mway {n} xxx")
    assert len(number) < 450
    assert request == "request req-1"


def _shop(name: str, *findings: Finding) -> ShopFindings:
    return ShopFindings("7601000000000000001", name, "VN", findings)


GOOD = found(Check.ACCEPTING, Mark.GOOD, "yes")
BAD = found(Check.ACCEPTING, Mark.BAD, "no")
SHUT = found(Check.CALLS, Mark.WARN, "unreachable")
GONE = found(Check.STANDING, Mark.NOTE, "disconnected")
NO_DISK = found(Check.DISK, Mark.BAD, "full")


@pytest.mark.parametrize(
    ("shops", "computer", "en", "vi"),
    [
        ((), (), "No shop is connected here.", "Máy này chưa kết nối shop nào."),
        ((_shop("A", GOOD),), (), "1 shop is fine.", "1 shop ổn."),
        (
            (_shop("A", GOOD), _shop("B", GOOD), _shop("C", BAD), _shop("D", GONE)),
            (),
            "2 shops are fine. 1 shop needs you: C.",
            "2 shop ổn. 1 shop cần bạn xử lý: C.",
        ),
        (
            (_shop("A", SHUT), _shop("B", BAD, SHUT)),
            (NO_DISK,),
            "1 shop needs you: B. 1 shop could not be asked about: A. "
            "Besides the shops, look at: Disk.",
            "1 shop cần bạn xử lý: B. 1 shop chưa hỏi được: A. Ngoài các shop, hãy xem: Ổ đĩa.",
        ),
    ],
)
def test_the_summary(
    qapp: object,
    shops: tuple[ShopFindings, ...],
    computer: tuple[Finding, ...],
    en: str,
    vi: str,
) -> None:
    report = Report(0.0, computer, (), shops)
    for language, said in (("en", en), ("vi", vi)):
        i18n.install(language)
        assert words.summary(report) == said


def test_a_shop_without_a_visible_name_has_one(qapp: object) -> None:
    i18n.install("en")
    assert words.shop_title(_shop("\u202e")) == "Shop ••0001 (VN, id …0001)"
    assert words.no_such_shop("\x1b[1mx", ("Hà",)) == "No shop is called [1mx. There are: Hà."


@pytest.mark.parametrize(
    ("seconds", "en", "vi"),
    [
        (0, "0 s", "0 giây"),
        (119.4, "119 s", "119 giây"),
        (600, "10 min", "10 phút"),
        (7200, "2 h", "2 giờ"),
        (6.99 * 86_400, "7 days", "7 ngày"),
    ],
)
def test_how_a_span_is_told(qapp: object, seconds: float, en: str, vi: str) -> None:
    finding = found(Check.CLOCK, Mark.BAD, "ahead", seconds=seconds)
    for language, said in (("en", en), ("vi", vi)):
        i18n.install(language)
        assert said in words.sentence(finding)
