"""A real window on an X server, driven by real key presses."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.journeys.outside import program, sandbox, until

ANSWER = "Dạ còn size L ạ, chị đặt hôm nay ngày mai giao: Ắ Ằ Ẵ ữ ỹ Đ"

pytestmark = pytest.mark.real


@pytest.fixture(autouse=True)
def _screen() -> None:
    if not os.environ.get("DISPLAY") or not shutil.which("xdotool"):
        pytest.skip("no X server or no xdotool here")


def keys(*words: str) -> str:
    """What xdotool answers to `words`."""
    return subprocess.run(
        ["xdotool", *words], check=False, capture_output=True, text=True, timeout=60
    ).stdout.strip()


def test_vietnamese_typed_on_a_keyboard_arrives_byte_for_byte(tmp_path: Path) -> None:
    with sandbox("--shops", "3", "--conversations", "6", "--messages", "8") as shop:
        said = shop.post("say", shop_id=shop.shops[1]["id"], text="Shop ơi còn hàng không ạ?")
        words = ["--demo", "--api-url", shop.url, "--data-dir", str(tmp_path), "--language", "vi"]
        with program(*words, screen=True) as process:
            window = until(
                lambda: keys("search", "--onlyvisible", "--pid", str(process.pid)), what="a window"
            ).split()[-1]
            until(lambda: shop.get("counts")["counts"], what="the program signed in to the sandbox")
            keys("windowfocus", "--sync", window)
            log = tmp_path / "logs" / "nobi.log"
            # The newest conversation is the buyer's who has just spoken; Ctrl+PgDn goes there.
            until(
                lambda: any(
                    r["path"].endswith(f"{said['conversation_id']}/messages")
                    for r in shop.get("requests?since=0")["requests"]
                ),
                what="the conversation was read",
            )

            def answered() -> bool:
                keys("key", "--window", window, "ctrl+Next")
                keys("type", "--window", window, "--delay", "25", ANSWER)
                keys("key", "--window", window, "Return")
                try:
                    until(shop.texts, 6)
                except AssertionError:
                    return False
                return True

            until(answered, 40, f"an answer; the log says {log.read_text()[-2000:]}")
            sent = shop.sent()
            assert [shop.texts()[0].encode()] == [ANSWER.encode()]
            assert sent[0]["conversation_id"] == said["conversation_id"]
            until(
                lambda: any(
                    r["path"].endswith("/messages/read")
                    for r in shop.get("requests?since=0")["requests"]
                ),
                what="the opened conversation was marked read at TikTok",
            )
            process.terminate()
            assert process.wait(15) == 0
