"""The words and levels of the time that is left to answer."""

from __future__ import annotations

import pytest

from nobi_desktop.domain.tag import TAG_COLOURS
from nobi_desktop.ui import i18n
from nobi_desktop.ui.countdown import colours, standing
from nobi_desktop.ui.tag_chips import ink_and_ground
from nobi_desktop.ui.theme import tokens

NOW = 1_767_225_600.0
HOUR = 3600


@pytest.mark.parametrize(
    ("waited", "left", "level", "words"),
    [
        (1 * HOUR, 11 * HOUR, "grey", "11 h left"),
        (6 * HOUR, 6 * HOUR, "yellow", "6 h left"),
        (9 * HOUR + 1800, 2.5 * HOUR, "yellow", "2 h left"),
        (11 * HOUR, HOUR - 60, "red", "59 min left"),
        (12 * HOUR - 30, 30, "red", "1 min left"),
        (12 * HOUR, 0, "red", "overdue 1 min"),
        (14 * HOUR, -2 * HOUR, "red", "overdue 2 h"),
        (96 * HOUR, -84 * HOUR, "red", "overdue 3 days"),
    ],
)
def test_a_countdown_turns_yellow_and_red_with_words(
    waited: float, left: float, level: str, words: str
) -> None:
    told = standing(NOW, int(NOW - waited), int(NOW + left))
    assert tuple(told) == (level, words)


def test_without_a_deadline_the_wait_is_told_and_nothing_presses() -> None:
    assert tuple(standing(NOW, int(NOW - 5 * HOUR), 0)) == ("grey", "waits 5 h")
    assert tuple(standing(NOW, 0, 0)) == ("grey", "Unanswered")
    # A clock set back does not make a wait that has not begun.
    assert tuple(standing(NOW, int(NOW + 500), 0)) == ("grey", "waits 1 min")


def test_a_deadline_before_the_wait_is_overdue_and_no_error() -> None:
    assert standing(NOW, int(NOW), int(NOW - 1)).level == "red"
    assert standing(NOW, int(NOW + 100), int(NOW + 50)).level == "grey"


def test_vietnamese_sellers_read_their_own_words() -> None:
    i18n.install("vi")
    assert standing(NOW, int(NOW - 9 * HOUR), int(NOW + 3 * HOUR)).words == "còn 3 giờ"
    assert standing(NOW, int(NOW - 13 * HOUR), int(NOW - 20 * 60)).words == "quá hạn 20 phút"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_levels_and_tags_can_be_read(theme: str) -> None:
    now = tokens.load(theme)
    for level in ("grey", "yellow", "red"):
        ink, ground = colours(level, now)  # type: ignore[arg-type]
        assert tokens.contrast(ink, ground or now.surface) >= 4.5
    for colour in (*TAG_COLOURS, "#FFFFFF", "#000000", "no colour", ""):
        ink, ground = ink_and_ground(colour, now.dark)
        assert tokens.contrast(ink, ground) >= 4.5, colour
