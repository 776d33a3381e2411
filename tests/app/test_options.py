"""The command line takes what it promises and refuses the rest in one clear line."""

from __future__ import annotations

from pathlib import Path

import pytest

from nobi_desktop import __version__
from nobi_desktop.app.options import Options, parse


def test_nothing_asked_for_means_the_usual() -> None:
    assert parse([]) == Options()


def test_every_option_is_taken(tmp_path: Path) -> None:
    picture = tmp_path / "a.png"
    found = parse(
        [
            "--demo",
            *("--data-dir", str(tmp_path)),
            *("--api-url", "http://127.0.0.1:8000/"),
            *("--auth-url", "https://auth.example"),
            *("--language", "vi"),
            *("--screenshot", str(picture)),
            *("--quit-after", "2.5"),
            *("--log-level", "debug"),
        ]
    )
    assert found == Options(
        demo=True,
        data_dir=tmp_path,
        api_url="http://127.0.0.1:8000",
        auth_url="https://auth.example",
        language="vi",
        screenshot=picture,
        quit_after=2.5,
        log_level="debug",
    )


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--quit-after", "-1"], "not a number of seconds"),
        (["--quit-after", "nan"], "not a number of seconds"),
        (["--quit-after", "soon"], "not a number of seconds"),
        (["--api-url", "ftp://x"], "not an http or https address"),
        (["--api-url", "x"], "not an http or https address"),
        (["--api-url", "http://[::1"], "not an address"),
        (["--api-url", "http://example.com"], "plain http is for this computer only"),
        (["--auth-url", "https://user:pw@x"], "no user"),
        (["--screenshot", "a.jpg"], "the picture is a PNG"),
        (["--screenshot", "/nowhere/a.png"], "there is no folder"),
        (["--data-dir", __file__], "not a folder"),
        (["--language", "fr"], "invalid choice"),
        (["--log-level", "all"], "invalid choice"),
        (["--dem"], "unrecognized arguments"),
        (["shop"], "unrecognized arguments"),
    ],
)
def test_a_mistake_is_told_in_one_line(
    words: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        parse(words)
    assert stop.value.code == 2
    lines = capsys.readouterr().err.strip().splitlines()
    assert told in lines[-1]
    assert "Traceback" not in "".join(lines)


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        parse(["--version"])
    assert stop.value.code == 0
    assert capsys.readouterr().out == f"nobi-desktop {__version__}\n"
