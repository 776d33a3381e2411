"""The core is killed in the middle of its work, over and over; the sandbox knows the truth."""

from __future__ import annotations

import os
import random
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.soak.rig import Sandbox, Victim, choice_of, compare

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")

ROUNDS = int(os.environ.get("NOBI_KILL_ROUNDS", "50"))
SEED = int(os.environ.get("NOBI_KILL_SEED", "7"))

SENDING = (
    {"drop": True},
    {"drop_before": True},
    {"status": 502, "body": "", "commit": True},
    {"status": 502, "body": ""},
    {"commit_after": 0.4},
    {"delay_after_commit": 0.2},
    {"delay_before_commit": 0.2},
    {"status": 429, "code": 36009002},
)


def kill_over_and_over(folder: Path, rounds: int) -> None:
    chance = random.Random(SEED)
    sandbox = Sandbox("--shops", "2", "--conversations", "6", "--messages", "4", "--seed", "3")
    victim = Victim(folder, sandbox, SEED)
    killed: Counter[str] = Counter()
    try:
        victim.whole("connect")
        keys = sandbox.keys()
        for number in range(rounds):
            for _ in range(chance.randint(0, 2)):
                fault = {"route": "send", "after_calls": chance.randint(0, 3)}
                sandbox.call("faults", fault | chance.choice(SENDING))
            if chance.random() < 0.3:
                sandbox.call("tokens/expire", {})
            shop, conversation = chance.choice(keys)
            said = {"shop_id": shop, "conversation_id": conversation}
            sandbox.call("say", {**said, "text": f"{number} shop ơi", "count": 3})
            failpoint, seconds = choice_of(chance)
            where = f"round {number} of seed {SEED}, {failpoint or 'any moment'}"
            pid = victim.begin(
                "work",
                failpoint=failpoint,
                keys=keys,
                round=number,
                messages=4,
                seed=SEED * 1000 + number,
            )
            ended = victim.kill_after(pid, seconds)
            assert ended == -9, f"{where}: {victim.errors()}"
            killed[failpoint.partition(":")[0]] += 1
            compare(victim, sandbox, where)
            sandbox.clear_faults()
        victim.whole("settle", patience=60 + rounds / 4)
        states = compare(victim, sandbox, "at the end")
        settled = {"sent", "confirmed", "unconfirmed"}
        assert set(states) <= settled, f"not settled: {states} {victim.errors()}"
        assert states["confirmed"] >= rounds
        # What came in meanwhile is there, too: every message, in order, once.
        stored = victim.messages()
        for shop in sandbox.shops:
            for row in sandbox.call("conversations", shop_id=shop)["conversations"]:
                name = row["conversation_id"]
                truth = sandbox.call("messages", shop_id=shop, conversation_id=name)["messages"]
                truth.sort(key=lambda m: (int(m["index"]), m["create_time"], m["message_id"]))
                assert stored.get(name, []) == [m["message_id"] for m in truth]
        if rounds >= 50:
            assert len(killed) > 8, killed
    finally:
        victim.close()
        sandbox.close()


def refresh_and_kill(folder: Path, rounds: int) -> None:
    """Single-use refresh tokens: only a pair that nobody ever got may cost a sign-in."""
    chance = random.Random(SEED)
    sandbox = Sandbox("--shops", "1", "--conversations", "0", "--strict-rotation", "--seed", "4")
    victim = Victim(folder, sandbox, SEED)
    points = ("refresh_started", "refresh_answered", "slot_written", "pointer_moved", "")
    answers: Counter[str] = Counter()
    try:
        victim.whole("connect")
        for number in range(rounds):
            point = points[number % len(points)]
            count = chance.randint(1, 3)
            if not point:
                sandbox.call("faults", {"route": "token_refresh", "delay_before_commit": 0.02,
                                        "times": -1})  # fmt: skip
            pid = victim.begin("refresh", failpoint=f"{point}:{count}" if point else "")
            assert victim.kill_after(pid, 3.0 if point else chance.uniform(0.05, 0.3)) == -9
            sandbox.clear_faults()
            sandbox.call("tokens/expire", {})
            victim.whole("ask", patience=20)
            answer = victim.notes()[-1]["answer"]
            answers[f"{point} {answer}"] += 1
            if answer == "sign_in":
                held = {file.read_text() for file in (folder / "vault").iterdir()}
                now = sandbox.call("info")["shops"][0]["refresh_token"]
                assert now not in held, f"round {number}: the pair was there, and not used"
                assert point in ("refresh_answered", ""), f"round {number}: {point}"
                victim.whole("reconnect", code=sandbox.code(sandbox.shops[0]))
            else:
                assert answer == "ok", f"round {number}: {answer} {victim.errors()}"
        assert answers["slot_written ok"] == answers["pointer_moved ok"] == rounds // len(points)
    finally:
        victim.close()
        sandbox.close()


def test_a_core_killed_at_any_moment_loses_and_doubles_nothing(tmp_path: Path) -> None:
    """F18: the process is killed at every named place, in the middle of pages too."""
    kill_over_and_over(tmp_path, ROUNDS)


def test_a_refresh_killed_at_any_moment_locks_nobody_out(tmp_path: Path) -> None:
    refresh_and_kill(tmp_path, max(5, ROUNDS // 10 // 5 * 5))


@pytest.mark.soak
@pytest.mark.timeout(7200)
def test_soak_kill_loop(tmp_path: Path) -> None:
    kill_over_and_over(tmp_path, int(os.environ.get("NOBI_KILL_ROUNDS", "500")))


@pytest.mark.soak
@pytest.mark.timeout(7200)
def test_soak_refresh_loop(tmp_path: Path) -> None:
    refresh_and_kill(tmp_path, 100)
