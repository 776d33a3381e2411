"""The table of commands: which keys a command may have, and what the seller's own make of it."""

from __future__ import annotations

import pytest

from nobi_desktop.ui.actions import keys_of, problem, restored, with_key


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("", "none"),
        ("Ctrl+K, Ctrl+J", "none"),
        ("J", "typing"),
        ("Shift+J", "typing"),
        ("Ctrl+V", "typing"),
        ("Ctrl+Alt+Q", "typing"),
        ("Ctrl+J", "taken:next_unanswered"),
        ("Ctrl+D", ""),
        ("F7", ""),
        ("Alt+Q", ""),
    ],
)
def test_what_a_command_may_have(key: str, told: str) -> None:
    assert problem("due", key, ()) == told


def test_a_taken_key_comes_back_only_when_it_is_free() -> None:
    taken = with_key("due", "Ctrl+J", ())
    assert problem("next_unanswered", "Ctrl+J", taken) == "taken:due"
    kept, other = restored("next_unanswered", taken)
    assert other == "due"
    freed, other = restored("due", kept)
    assert (keys_of("due", freed), other) == (("Ctrl+D",), "")
    assert restored("next_unanswered", freed) == ((), "")


def test_an_unknown_command_in_the_settings_changes_nothing() -> None:
    strange = (("no_such_command", "Ctrl+J"),)
    assert keys_of("next_unanswered", strange) == ("Ctrl+J",)
    assert problem("due", "Ctrl+J", strange) == "taken:next_unanswered"
