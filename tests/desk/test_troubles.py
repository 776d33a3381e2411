"""One code for each reason, and a fault of our own taken for none of them."""

from __future__ import annotations

import pytest

from nobi_desktop.desk.troubles import trouble_of
from nobi_desktop.shops.registry import RefreshError
from nobi_desktop.shops.vault import VaultError
from nobi_desktop.store.errors import StoreError
from nobi_desktop.sync.policy import Failure, failure_of
from nobi_desktop.tiktok import errors

CASES: list[tuple[Exception, str]] = [
    (errors.Unreachable("connect", sent=False), "unreachable"),
    (errors.Unreachable("read", sent=True), "unreachable"),
    (errors.Unreachable("vault_locked", sent=False), "vault_locked"),
    (errors.Unreachable("disk_full", sent=False), "disk_full"),
    (errors.Unreachable("closed", sent=False), "closed"),
    (errors.OutcomeUnknown("timeout"), "unreachable"),
    (errors.SlowDown("36009002"), "slow_down"),
    (errors.QuotaSpent("budget"), "quota"),
    (errors.QuotaSpent("36009038"), "quota"),
    (errors.SignInAgain("105002"), "sign_in"),
    (errors.NoPermission("105005"), "no_scope"),
    (errors.ClockWrong("106002"), "clock"),
    (errors.Refused("45101002"), "refused"),
    (errors.Refused("kept_off"), "kept_off"),
    (errors.Garbled("not_json"), "garbled"),
    (VaultError("remains"), "vault_remains"),
    (StoreError("busy"), "busy"),
    (RefreshError("no_keys"), "no_keys"),
    (ValueError("secret words"), "internal"),
]


@pytest.mark.parametrize(("error", "code"), CASES, ids=lambda value: repr(value))
def test_each_reason_has_its_code(error: Exception, code: str) -> None:
    assert trouble_of(error) == code


def test_no_kind_of_failure_is_without_a_code() -> None:
    tried = {failure_of(error) for error, _ in CASES} - {None}
    assert tried >= set(Failure) - {Failure.DISK, Failure.STORE}
