"""A real window on an X server, driven by real key presses."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from tests.journeys.outside import program, sandbox, until

ANSWER = "Dạ còn size L ạ, chị đặt hôm nay ngày mai giao: Ắ Ằ Ẵ ữ ỹ Đ"

pytestmark = pytest.mark.real


@pytest.fixture(autouse=True)
def _screen() -> None:
    if not os.environ.get("DISPLAY") or not all(map(shutil.which, ("xdotool", "xkbcomp"))):
        pytest.skip("no X server, xdotool or xkbcomp here")


def keys(*words: str) -> str:
    """What xdotool answers to `words`."""
    return subprocess.run(
        ["xdotool", *words], check=False, capture_output=True, text=True, timeout=60
    ).stdout.strip()


@pytest.fixture
def vietnamese_keyboard(tmp_path: Path) -> None:
    """Give each letter of the answer a key: xdotool's own remapping in flight loses letters."""
    letters = sorted({f"U{ord(letter):04X}" for letter in ANSWER if ord(letter) > 127})
    pairs = [letters[at : at + 2] for at in range(0, len(letters), 2)]
    keys_for = "\n".join(
        f'key <FK{13 + n}> {{ type = "TWO_LEVEL", symbols[Group1] = [ {", ".join(pair)} ] }};'
        for n, pair in enumerate(pairs)
    )
    layout = f"""xkb_keymap {{
        xkb_keycodes {{ include "evdev+aliases(qwerty)" }};
        xkb_types {{ include "complete" }};
        xkb_compat {{ include "complete" }};
        xkb_symbols {{ include "pc+us+inet(evdev)" {keys_for} }};
        xkb_geometry {{ include "pc(pc105)" }};
    }};"""
    file = tmp_path / "keys.xkb"
    file.write_text(layout)
    subprocess.run(["xkbcomp", "-w", "0", str(file), os.environ["DISPLAY"]], check=True, timeout=20)


@pytest.mark.usefixtures("vietnamese_keyboard")
def test_vietnamese_typed_on_a_keyboard_arrives_byte_for_byte(tmp_path: Path) -> None:
    with sandbox("--shops", "3", "--conversations", "0") as shop:
        said = shop.post("say", shop_id=shop.shops[1]["id"], text="Shop ơi còn hàng không ạ?")
        words = ["--demo", "--api-url", shop.url, "--data-dir", str(tmp_path), "--language", "vi"]
        with program(*words, screen=True) as process:
            window = until(
                lambda: keys("search", "--onlyvisible", "--pid", str(process.pid)), what="a window"
            ).split()[-1]
            until(lambda: shop.get("counts")["counts"], what="the program signed in to the sandbox")
            keys("windowfocus", "--sync", window)
            log = tmp_path / "logs" / "nobi.log"

            def called(end: str) -> bool:
                calls = shop.get("requests?since=0")["requests"]
                return any(call["path"].endswith(end) for call in calls)

            until(lambda: called(f"{said['conversation_id']}/messages"), what="it was read")

            def opened() -> bool:
                # Ctrl+PgDn goes to the only conversation; shown in the active window it is read.
                keys("key", "ctrl+Next")
                time.sleep(0.5)
                return called("/messages/read")

            until(opened, 30, f"read at TikTok; the log says {log.read_text()[-2000:]}")
            keys("key", "Escape")
            keys("type", "--delay", "25", ANSWER)
            keys("key", "Return")
            until(shop.texts, 30, f"an answer; the log says {log.read_text()[-2000:]}")
            sent = shop.sent()
            assert [shop.texts()[0].encode()] == [ANSWER.encode()]
            assert sent[0]["conversation_id"] == said["conversation_id"]
            process.terminate()
            assert process.wait(15) == 0
