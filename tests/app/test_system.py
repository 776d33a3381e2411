"""What Qt lacks is told with the one line that installs it."""

from __future__ import annotations

import os

import pytest

from nobi_desktop.app import system


def test_this_computer_has_what_the_off_screen_window_needs() -> None:
    assert system.missing_packages(screen=False) == []


def test_a_missing_library_is_told_by_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":9")
    monkeypatch.setattr(system.sys, "platform", "linux")
    monkeypatch.setattr(system, "XCB", {"libnothing-here.so.9": "libnothing9"})
    assert system.missing_packages(screen=True) == ["libnothing9"]
    line = system.install_line(["libnothing9", "libgl1"])
    assert line.endswith("apt-get install -y --no-install-recommends libnothing9 libgl1")
    assert line.startswith("sudo ") == (os.geteuid() != 0)


@pytest.mark.parametrize(
    ("environment", "shown"),
    [
        ({"DISPLAY": ":1"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
        ({}, False),
        ({"DISPLAY": ":1", "QT_QPA_PLATFORM": "offscreen"}, False),
    ],
)
def test_a_display_is_found_by_the_environment(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], shown: bool
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(system.sys, "platform", "linux")
    assert system.has_screen() is shown
