"""The table of failures, row by row."""

from __future__ import annotations

import pytest

from nobi_desktop.domain.notice import NoticeCode
from nobi_desktop.domain.shop import ShopState
from nobi_desktop.store.errors import StoreError
from nobi_desktop.sync.policy import (
    TABLE,
    Failure,
    Verb,
    code_of,
    concerns_one,
    decide,
    failure_of,
    retry_after_of,
    standing,
)
from nobi_desktop.tiktok import errors
from nobi_desktop.tiktok.limits import CallClass

SEND, READ, SCREEN, POLL, BACK, MEDIA = CallClass
READING = (SCREEN, POLL, BACK)

KINDS: dict[Failure, Exception] = {
    Failure.UNREACHABLE: errors.Unreachable("connect", sent=False),
    Failure.CUT_OFF: errors.Unreachable("timeout"),
    Failure.SLOW_DOWN: errors.SlowDown("36009002", http=429),
    Failure.QUOTA: errors.QuotaSpent("45101004", http=429),
    Failure.BUDGET: errors.QuotaSpent("budget"),
    Failure.SIGN_IN: errors.SignInAgain("105002", http=401),
    Failure.PERMISSION: errors.NoPermission("105005", http=401),
    Failure.CLOCK: errors.ClockWrong("36009004", http=400),
    Failure.REFUSED: errors.Refused("45101003", http=200),
    Failure.UNKNOWN: errors.OutcomeUnknown("http_502", http=502),
    Failure.GARBLED: errors.Garbled("not_json", http=200),
    Failure.DISK: StoreError("disk_full"),
    Failure.STORE: StoreError("busy"),
}

W, R, S, F, A = Verb.WAIT, Verb.RETRY, Verb.STOP, Verb.FAIL, Verb.ASK_HISTORY
ROWS: list[tuple[Failure, Verb, ShopState, Verb, Verb, Verb]] = [
    # failure, reading: verb and state of the shop, mark read, send, media
    (Failure.UNREACHABLE, W, ShopState.OFFLINE, R, R, R),
    (Failure.CUT_OFF, W, ShopState.OFFLINE, R, A, R),
    (Failure.SLOW_DOWN, W, ShopState.SLOWED, R, R, R),
    (Failure.QUOTA, S, ShopState.QUOTA_SPENT, R, F, R),
    (Failure.BUDGET, S, ShopState.QUOTA_SPENT, R, F, R),
    (Failure.SIGN_IN, S, ShopState.SIGN_IN, R, S, F),
    (Failure.PERMISSION, S, ShopState.NO_PERMISSION, F, F, F),
    (Failure.CLOCK, W, ShopState.CLOCK_WRONG, R, R, F),
    (Failure.REFUSED, F, ShopState.TROUBLE, F, F, F),
    (Failure.UNKNOWN, R, ShopState.TROUBLE, R, A, R),
    (Failure.GARBLED, R, ShopState.TROUBLE, R, A, F),
    (Failure.DISK, W, ShopState.TROUBLE, R, W, F),
    (Failure.STORE, W, ShopState.TROUBLE, R, W, F),
]


def test_every_kind_of_failure_has_a_row_for_every_class_of_call() -> None:
    assert set(TABLE) == {(failure, c) for failure in Failure for c in CallClass}
    assert {row[0] for row in ROWS} == set(Failure) == set(KINDS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0].value)
def test_a_failure_leads_to_what_its_row_says(
    row: tuple[Failure, Verb, ShopState, Verb, Verb, Verb],
) -> None:
    failure, reading, state, read, send, media = row
    error = KINDS[failure]
    assert failure_of(error) is failure
    for call_class in READING:
        assert decide(error, call_class).verb is reading
        assert decide(error, call_class).state is state
    assert decide(error, READ).verb is read
    assert decide(error, SEND).verb is send
    assert decide(error, MEDIA).verb is media


@pytest.mark.parametrize(
    ("failure", "notice"),
    [
        (Failure.UNREACHABLE, NoticeCode.OFFLINE),
        (Failure.CUT_OFF, NoticeCode.OFFLINE),
        (Failure.SLOW_DOWN, None),
        (Failure.QUOTA, NoticeCode.SHOP_QUOTA_SPENT),
        (Failure.BUDGET, NoticeCode.SHOP_QUOTA_SPENT),
        (Failure.SIGN_IN, NoticeCode.SHOP_SIGN_IN),
        (Failure.PERMISSION, NoticeCode.SHOP_NO_PERMISSION),
        (Failure.CLOCK, NoticeCode.SHOP_CLOCK_WRONG),
        (Failure.REFUSED, None),
        (Failure.UNKNOWN, None),
        (Failure.GARBLED, None),
        (Failure.DISK, NoticeCode.DISK_FULL),
        (Failure.STORE, NoticeCode.INTERNAL),
    ],
)
def test_the_seller_is_told_what_the_row_says(failure: Failure, notice: NoticeCode | None) -> None:
    assert decide(KINDS[failure], POLL).notice is notice


def test_nothing_that_may_have_been_sent_is_ever_sent_again_by_itself() -> None:
    for failure in (Failure.CUT_OFF, Failure.UNKNOWN, Failure.GARBLED):
        assert TABLE[failure, SEND].verb is Verb.ASK_HISTORY


def test_a_disk_that_cannot_be_written_is_one_trouble_however_it_is_called() -> None:
    assert failure_of(StoreError("read_only")) is Failure.DISK
    assert failure_of(StoreError("damaged")) is Failure.STORE


def test_a_fault_of_our_own_is_never_swallowed() -> None:
    with pytest.raises(KeyError):
        decide(KeyError("x"), POLL)
    assert failure_of(KeyError("x")) is None


@pytest.mark.parametrize(
    ("status", "code", "failure"),
    [
        (429, "", Failure.SLOW_DOWN),
        (408, "", Failure.CUT_OFF),
        (500, "", Failure.CUT_OFF),
        (503, "", Failure.CUT_OFF),
        (302, "", Failure.GARBLED),
        (200, "36009002", Failure.SLOW_DOWN),
        (200, "36009003", Failure.CUT_OFF),
        (200, "36009007", Failure.CUT_OFF),
        (200, "45101001", Failure.CUT_OFF),
        (200, "45101003", Failure.REFUSED),
        (429, "45101004", Failure.QUOTA),
        (401, "105002", Failure.SIGN_IN),
        (401, "105005", Failure.PERMISSION),
        (200, "99999999", Failure.REFUSED),
    ],
)
def test_answers_of_a_read_are_told_apart(status: int, code: str, failure: Failure) -> None:
    made = errors.of_answer(code, "", "", status) if code else errors.of_status(status)
    assert failure_of(made) is failure
    # Nothing but TikTok's documented words may ever end a sign-in (F30).
    assert (failure is Failure.SIGN_IN) == (code == "105002")


STANDINGS: list[tuple[Exception, ShopState, str]] = [
    (errors.Unreachable("connect", sent=False), ShopState.OFFLINE, "no_network"),
    (errors.Unreachable("timeout"), ShopState.OFFLINE, "no_network"),
    (errors.Unreachable("network"), ShopState.OFFLINE, "no_network"),
    (errors.Unreachable("tls", sent=False), ShopState.OFFLINE, "tls"),
    (errors.Unreachable("proxy", http=407), ShopState.OFFLINE, "proxy"),
    (errors.Garbled("portal", http=200), ShopState.OFFLINE, "portal"),
    (errors.Unreachable("portal", http=200, sent=False), ShopState.OFFLINE, "portal"),
    (errors.Unreachable("http_503", http=503), ShopState.OFFLINE, "outage"),
    (errors.Unreachable("36009003", http=200), ShopState.OFFLINE, "outage"),
    (errors.Unreachable("36009007", http=200), ShopState.OFFLINE, "outage"),
    (errors.Unreachable("45101001", http=200), ShopState.OFFLINE, "outage"),
    # The keeper of the tokens says so of what has nothing to do with a network.
    (errors.Unreachable("vault_locked", sent=False), ShopState.TROUBLE, "vault_locked"),
    (errors.Unreachable("disk_full", sent=False), ShopState.TROUBLE, "disk_full"),
    (errors.Unreachable("36004005", http=200, sent=False), ShopState.TROUBLE, "36004005"),
    (errors.SlowDown("36009002", http=429), ShopState.SLOWED, "36009002"),
    (errors.SlowDown("http_429", http=429), ShopState.SLOWED, "http_429"),
    (errors.SlowDown("36009037"), ShopState.SLOWED, "hourly"),
    (errors.QuotaSpent("45101004"), ShopState.QUOTA_SPENT, "45101004"),
    (errors.QuotaSpent("budget"), ShopState.QUOTA_SPENT, "budget"),
    (errors.SignInAgain("36004001"), ShopState.SIGN_IN, "expired"),
    (errors.SignInAgain("36004005", reason="invalid"), ShopState.SIGN_IN, "revoked"),
    (errors.SignInAgain("101000", reason="invalid"), ShopState.SIGN_IN, "invalid"),
    (errors.SignInAgain("105002"), ShopState.SIGN_IN, "invalid"),
    (errors.SignInAgain("lost", reason="invalid"), ShopState.SIGN_IN, "lost"),
    (errors.SignInAgain("106001", reason="app"), ShopState.SIGN_IN, "app"),
    (errors.SignInAgain("36009004", reason="app"), ShopState.SIGN_IN, "app"),
    (errors.NoPermission("105005"), ShopState.NO_PERMISSION, "scope"),
    (errors.NoPermission("no_chat"), ShopState.NO_PERMISSION, "no_chat"),
    (errors.NoPermission("105004"), ShopState.NO_PERMISSION, "region"),
    (errors.NoPermission("36009033"), ShopState.NO_PERMISSION, "ip"),
    (errors.NoPermission("36009043"), ShopState.NO_PERMISSION, "inactive"),
    (errors.NoPermission("36009044"), ShopState.NO_PERMISSION, "inactive"),
    (errors.ClockWrong("36009004"), ShopState.CLOCK_WRONG, "36009004"),
    (errors.Refused("45101002"), ShopState.TROUBLE, "45101002"),
    (errors.OutcomeUnknown("http_502"), ShopState.TROUBLE, "http_502"),
    (errors.Garbled("not_json", http=200), ShopState.TROUBLE, "not_json"),
    (StoreError("disk_full"), ShopState.TROUBLE, "disk_full"),
]


@pytest.mark.parametrize(
    ("error", "state", "code"),
    STANDINGS,
    ids=[f"{s}-{c}-{n}" for n, (_, s, c) in enumerate(STANDINGS)],
)
def test_the_state_of_a_shop_and_its_code_tell_what_it_comes_from(
    error: Exception, state: ShopState, code: str
) -> None:
    assert standing(error) == (state, code)


def test_a_fault_of_our_own_is_no_state_of_a_shop() -> None:
    with pytest.raises(KeyError):
        standing(KeyError("x"))


def test_only_an_answer_about_one_conversation_concerns_one_alone() -> None:
    assert concerns_one(errors.Refused("45101003"))
    assert concerns_one(errors.Garbled("not_json"))
    assert concerns_one(errors.Unreachable("36009003", http=200))
    for error in (
        errors.Garbled("portal", http=200),
        errors.Unreachable("portal", http=200, sent=False),
        errors.Unreachable("proxy", http=407),
        errors.Unreachable("timeout"),
        errors.SlowDown("36009002"),
        errors.QuotaSpent("45101004"),
        errors.SignInAgain("105002"),
        StoreError("disk_full"),
        KeyError("x"),
    ):
        assert not concerns_one(error)


def test_a_failure_is_shown_by_its_code_and_keeps_tiktoks_wish_to_wait() -> None:
    assert code_of(errors.Refused("45101003")) == "45101003"
    assert code_of(StoreError("disk_full")) == "disk_full"
    assert code_of(KeyError("secret")) == "KeyError"
    assert retry_after_of(errors.SlowDown("x", retry_after=7)) == 7
    assert retry_after_of(errors.Unreachable("x", retry_after=8)) == 8
    assert retry_after_of(errors.Refused("x")) is None
