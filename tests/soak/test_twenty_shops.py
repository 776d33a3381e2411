"""Twenty shops, five tokens that expire together, slow answers and `kill -9`: nobody is locked out.

The shops are under three apps, and each has an authorization of its own. A refresh token serves
once. After each round every shop can be spoken for, except where the sandbox holds a pair that the
core never got.
"""

from __future__ import annotations

import hashlib
import os
import random
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from tests.soak.core import SPEED
from tests.soak.rig import Sandbox, Victim

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")

SEED = int(os.environ.get("NOBI_KILL_SEED", "7"))
SHOPS, EXPIRE = 20, 5
APPS = (0, 3, 6)
"""Of the sandbox's seven apps those that may chat."""

LATENCY = 3.0 / SPEED
MINUTE = 60.0 / SPEED


def current_pairs(sandbox: Sandbox) -> dict[tuple[str, str], str]:
    """The fingerprint of the refresh token that is valid now, by app and shop."""
    return {
        (grant["app_key"], shop): grant["refresh"]
        for grant in sandbox.call("grants")["grants"]
        for shop in grant["shop_ids"]
    }


def expire_and_kill(folder: Path, rounds: int) -> Counter[str]:
    """How often which answer was given, by where the latency was."""
    chance = random.Random(SEED)
    sandbox = Sandbox(
        *("--shops", str(SHOPS), "--apps", "7", "--conversations", "0"),
        *("--strict-rotation", "--seed", "5"),
    )
    app_of = {shop: APPS[place % len(APPS)] for place, shop in enumerate(sandbox.shops)}
    victim = Victim(folder, sandbox, SEED)
    told: Counter[str] = Counter()

    def connect(shop: str) -> None:
        app = app_of[shop]
        victim.whole("reconnect", shop=shop, app=app, code=sandbox.code(shop, app))

    try:
        for shop in sandbox.shops:
            connect(shop)
        for number in range(rounds):
            # Before the commit nothing is used up yet; after it the old pair is.
            place = ("delay_before_commit", "delay_after_commit")[number % 2]
            sandbox.call("faults", {"route": "token_refresh", place: LATENCY, "times": -1})
            chosen = chance.sample(sandbox.shops, EXPIRE)
            pid = victim.begin("speak", seed=number)
            end = time.monotonic() + chance.uniform(0.2, MINUTE)
            for at, shop in enumerate(chosen):
                time.sleep(max(0.0, min(end - time.monotonic(), chance.uniform(0, MINUTE / 10))))
                sandbox.call("tokens/expire", {"shop_id": shop})
                if at == EXPIRE - 1:
                    told["all expired"] += 1
            assert victim.kill_after(pid, max(0.0, end - time.monotonic())) == -9
            sandbox.clear_faults()
            # The core's pauses of a minute and more are over as quickly as its clock runs.
            victim.whole("ask_all", patience=30)
            answers = victim.notes()[-1]["answers"]
            assert set(answers) == set(sandbox.shops), f"round {number}"
            held = {
                hashlib.sha256(file.read_bytes()).hexdigest()[:12]
                for file in (folder / "vault").iterdir()
            }
            truth = current_pairs(sandbox)
            for shop, answer in answers.items():
                told[f"{place} {answer}"] += 1
                if answer == "ok":
                    continue
                assert answer == "sign_in", f"round {number}: {answer} {victim.errors()}"
                assert shop in chosen, f"round {number}: a shop that nothing happened to"
                app_key = sandbox.info["apps"][app_of[shop]]["app_key"]
                pair = truth[app_key, shop]
                assert pair not in held, f"round {number}: the pair was there, not used"
                connect(shop)
        return told
    finally:
        victim.close()
        sandbox.close()


def test_five_of_twenty_expire_and_the_core_is_killed(tmp_path: Path) -> None:
    told = expire_and_kill(tmp_path, 4)
    assert sum(told.values()) - told["all expired"] == 4 * SHOPS
    assert told["delay_before_commit ok"] + told["delay_after_commit ok"] >= 4 * SHOPS - 4 * EXPIRE


@pytest.mark.soak
@pytest.mark.timeout(7200)
def test_soak_twenty_shops(tmp_path: Path) -> None:
    rounds = max(20, int(os.environ.get("NOBI_KILL_ROUNDS", "500")) // 5)
    told = expire_and_kill(tmp_path, rounds)
    assert told["all expired"] == rounds
