"""Where there is no display the program runs off-screen, tells in plain lines and takes answers."""

from __future__ import annotations

import json
import signal
import threading
import urllib.request
from pathlib import Path

import pytest

from tests.journeys.outside import program, sandbox, until

ANSWER = "Dạ shop chào chị, còn hàng ạ 🎉"


def test_an_answer_typed_without_a_display_is_in_the_sandbox(tmp_path: Path) -> None:
    picture = tmp_path / "window.png"
    words = ["--data-dir", str(tmp_path / "data"), "--screenshot", str(picture)]
    with (
        sandbox("--shops", "3", "--conversations", "6", "--messages", "8") as shop,
        program("--demo", "--api-url", shop.url, "--language", "vi", *words) as process,
    ):
        assert process.stdin is not None
        assert process.stdout is not None
        lines: list[str] = []
        reader = threading.Thread(target=lambda: lines.extend(process.stdout or []), daemon=True)
        reader.start()
        until(lambda: any("conversations" in line for line in lines), what="what is there")
        assert any("no display" in line and "off-screen" in line for line in lines)
        shop.post("say", shop_id=shop.shops[0]["id"], text="Áo này còn size L không ạ?")
        until(lambda: any("Áo này còn size L" in line for line in lines), 20, "what came in")
        process.stdin.write("/open 1\n" + ANSWER + "\n")
        process.stdin.flush()
        until(shop.texts, what="the answer in the sandbox")
        assert shop.texts() == [ANSWER]
        until(lambda: any(ANSWER in line and "out" in line for line in lines), 20, "what went out")
        process.stdin.write("/nothing\n/quit\n")
        # The end of what is typed comes with the last word, as from a pipe.
        process.stdin.close()
        assert process.wait(20) == 0
        reader.join(5)
        assert any("Not a command" in line for line in lines)
        assert not any("runs on" in line for line in lines)
        assert not any("Traceback" in line for line in lines)
    assert picture.read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"


def test_each_typed_line_goes_to_what_was_opened_before_it(tmp_path: Path) -> None:
    with (
        sandbox("--shops", "1", "--conversations", "0") as shop,
        program("--demo", "--api-url", shop.url, "--data-dir", str(tmp_path)) as process,
    ):
        for number in range(4):
            shop.post("say", shop_id=shop.shops[0]["id"], text="Còn hàng?", nickname=f"K{number}")
        assert process.stdin is not None
        assert process.stdout is not None
        lines: list[str] = []
        reader = threading.Thread(target=lambda: lines.extend(process.stdout or []), daemon=True)
        reader.start()
        until(lambda: sum("Còn hàng" in line for line in lines) >= 4, what="the list")
        process.stdin.write("/list\n")
        process.stdin.flush()
        process.stdin.write("/open 2\ntwo\n/open 3\nthree\n")
        process.stdin.flush()
        until(lambda: len(shop.sent()) == 2, what="both answers")
        told = [line for line in lines if line.startswith("Open: ")]
        assert len(told) == 2
        sent = {m["conversation_id"]: json.loads(m["content"])["content"] for m in shop.sent()}
        assert len(sent) == 2
        names = {c["conversation_id"]: c["nickname"] for c in shop.conversations()}
        assert sorted(sent.values()) == ["three", "two"]
        for key, text in sent.items():
            opened = told[0] if text == "two" else told[1]
            assert names[key] in opened
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0


def test_a_proxy_has_no_part_in_practising(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with (
        sandbox("--shops", "1", "--conversations", "2", "--messages", "4") as shop,
        program(
            *("--demo", "--api-url", shop.url, "--data-dir", str(tmp_path), "--quit-after", "6")
        ) as process,
    ):
        told, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    assert "2 conversations" in told


def test_it_ends_by_itself_and_says_what_is_wrong(tmp_path: Path) -> None:
    words = ["--demo", "--api-url", "http://127.0.0.1:9", "--data-dir", str(tmp_path)]
    with program(*words, "--quit-after", "20") as process:
        told, _ = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "no sandbox answers at http://127.0.0.1:9" in told
    assert "Traceback" not in told


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with program("--data-dir", str(tmp_path / "file" / "x")) as process:
        told, _ = process.communicate(timeout=60)
    assert process.returncode in (1, 2)
    assert "--data-dir" in told
    assert "Traceback" not in told


def test_what_has_not_gone_is_told_at_the_end_and_goes_at_the_next_start(tmp_path: Path) -> None:
    with sandbox("--shops", "1", "--conversations", "0") as shop:
        shop.post("say", shop_id=shop.shops[0]["id"], text="Còn hàng không?")
        shop.post("faults", route="send", status=429, times=-1)
        words = ["--demo", "--api-url", shop.url, "--data-dir", str(tmp_path)]
        with program(*words) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            lines: list[str] = []
            reader = threading.Thread(
                target=lambda: lines.extend(process.stdout or []), daemon=True
            )
            reader.start()
            until(lambda: any("1 conversations" in line for line in lines), what="the list")
            process.stdin.write("Dạ còn ạ\n")
            process.stdin.flush()
            until(lambda: any("will be tried again" in line for line in lines), what="waiting")
            process.stdin.write("/quit\n")
            process.stdin.flush()
            assert process.wait(30) == 0
            reader.join(5)
        assert any("Messages waiting to be sent: 1" in line for line in lines)
        assert shop.texts() == []
        request = urllib.request.Request(f"{shop.url}/_sandbox/faults", method="DELETE")
        urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request).close()
        with program(*words):
            until(shop.texts, 60, "what had waited")
        assert shop.texts() == ["Dạ còn ạ"]
