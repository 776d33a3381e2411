"""Settings keep what they do not know and put right what is out of bounds."""

from __future__ import annotations

import json

import pytest

from nobi_desktop.domain.settings import Settings


def test_settings_survive_being_kept() -> None:
    chosen = Settings(language="en", theme="dark", zoom=120, mark_read_at_tiktok=False)
    assert Settings.from_json(chosen.to_json()) == chosen


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("language", "fr"),
        ("theme", 3),
        ("zoom", 1000),
        ("zoom", "100"),
        ("zoom", True),
        ("list_width", 10),
        ("mark_read_at_tiktok", "yes"),
        ("send_key", None),
    ],
)
def test_a_bad_value_gets_its_default_and_the_others_stay(name: str, value: object) -> None:
    kept = Settings.from_json(json.dumps({"theme": "dark", name: value}))
    assert getattr(kept, name) == getattr(Settings(), name)
    if name != "theme":
        assert kept.theme == "dark"


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "3", '"x"'])
def test_what_is_no_settings_at_all_gives_the_defaults(text: str) -> None:
    assert Settings.from_json(text) == Settings()


def test_what_a_newer_version_wrote_is_kept() -> None:
    text = json.dumps({"theme": "dark", "wallpaper": {"name": "lotus"}})
    kept = json.loads(Settings.from_json(text).to_json())
    assert kept["wallpaper"] == {"name": "lotus"}
    assert kept["theme"] == "dark"
