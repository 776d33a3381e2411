"""Says in one code why something the seller asked for did not work."""

from __future__ import annotations

from nobi_desktop.shops.registry import RefreshError
from nobi_desktop.shops.vault import VaultError
from nobi_desktop.store.errors import StoreError
from nobi_desktop.sync.policy import Failure, code_of, failure_of

INTERNAL = "internal"

_CODES = {
    Failure.UNREACHABLE: "unreachable",
    Failure.CUT_OFF: "unreachable",
    Failure.UNKNOWN: "unreachable",
    Failure.SLOW_DOWN: "slow_down",
    Failure.QUOTA: "quota",
    Failure.BUDGET: "quota",
    Failure.SIGN_IN: "sign_in",
    Failure.PERMISSION: "no_scope",
    Failure.CLOCK: "clock",
    Failure.REFUSED: "refused",
    Failure.GARBLED: "garbled",
}
_OWN = ("vault_", "disk_full", "read_only", "closed", "kept_off")
"""How words of ours begin that say more than the kind of failure they come with."""


def trouble_of(error: Exception) -> str:
    """The code to tell the seller.

    One of `unreachable`, `slow_down`, `quota`, `sign_in`, `no_scope`, `clock`, `refused`,
    `garbled`, `closed` (the shop is not open now), `kept_off` (TikTok took it without effect),
    `no_keys`, `vault_…`, a code of the store, or `internal`: a fault of our own, which is to be
    raised again.
    """
    if isinstance(error, VaultError):
        return f"vault_{error.code}"
    if isinstance(error, RefreshError | StoreError):
        return error.code
    failure = failure_of(error)
    if failure is None:
        return INTERNAL
    code = code_of(error)
    return code if code.startswith(_OWN) else _CODES[failure]
