"""Twenty shops, five tokens that expire together, slow answers and `kill -9`: nobody is locked out.

Each shop has an authorization of its own. A refresh token serves once. After each round every shop
can be spoken for, except where the sandbox holds a pair that the core never got.
"""

from __future__ import annotations

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
LATENCY = 3.0 / SPEED
MINUTE = 60.0 / SPEED


def expire_and_kill(folder: Path, rounds: int) -> Counter[str]:
    """How often which answer was given, by where the latency was."""
    chance = random.Random(SEED)
    sandbox = Sandbox(
        "--shops", str(SHOPS), "--conversations", "0", "--strict-rotation", "--seed", "5"
    )
    victim = Victim(folder, sandbox, SEED)
    told: Counter[str] = Counter()
    anew: set[str] = set()
    try:
        victim.whole("connect")
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
            held = {file.read_text() for file in (folder / "vault").iterdir()}
            truth = {s["id"]: s["refresh_token"] for s in sandbox.call("info")["shops"]}
            for shop, answer in answers.items():
                told[f"{place} {answer}"] += 1
                if answer == "ok":
                    continue
                assert answer == "sign_in", f"round {number}: {answer} {victim.errors()}"
                assert shop in chosen, f"round {number}: a shop that nothing happened to"
                # The sandbox's list of pairs knows the first consent for a shop only.
                if shop not in anew:
                    assert truth[shop] not in held, f"round {number}: the pair was there, not used"
                anew.add(shop)
                victim.whole("reconnect", shop=shop, code=sandbox.code(shop))
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
