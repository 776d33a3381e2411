"""Only honest web addresses become links, and only one function opens them."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from nobi_desktop.ui import links

# The off-screen platform says so for each window that is shown.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

REFUSED = (
    "file:///etc/passwd",
    "smb://server/share",
    "//server/share/x.png",
    "\\\\server\\share",
    "http:\\\\server\\share",
    "javascript:alert(1)",
    "data:text/html,<b>x</b>",
    "ms-msdt:/id",
    "ftp://example.com/x",
    "http://",
    "https:///path",
    "http://user:pw@example.com/",
    "https://tiktok.com@evil.example/",
    "https://@evil.example/",
    "https://evil.example\\@tiktok.com/",
    "https://exa mple.com/",
    "https://example.com/\u202egpj.exe",
    "https://example.com/\x00",
    "https://example.com/" + "a" * 3000,
    "",
)


@pytest.mark.parametrize("url", REFUSED)
def test_an_address_that_is_not_plainly_of_the_web_is_refused(url: str) -> None:
    assert links.checked(url) is None


def test_addresses_are_found_without_the_punctuation_around_them() -> None:
    text = "Xem https://a.vn/x?y=1. Hoặc (http://b.vn/z_(1)), rồi “https://c.vn”! file:///d"
    assert [link.url for link in links.find(text)] == [
        "https://a.vn/x?y=1",
        "http://b.vn/z_(1)",
        "https://c.vn",
    ]
    for link in links.find(text):
        assert text[link.start : link.end] == link.url


def test_a_refused_address_in_a_text_is_no_link() -> None:
    assert links.find("http://user:pw@example.com/ và " + "http://x.vn/" + "a" * 3000) == ()


def test_hosts_are_compared_by_whole_labels() -> None:
    assert links.is_tiktok(QUrl("https://www.tiktok.com/@a"))
    assert not links.is_tiktok(QUrl("https://eviltiktok.com/"))
    assert not links.is_tiktok(QUrl("https://tiktok.com.evil.example/"))
    assert not links.is_tiktok(QUrl("http://tiktok.com/"))


def test_a_tiktok_page_opens_at_once_and_a_refused_one_never(qtbot: Any) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    opened: list[str] = []
    visit = lambda url: opened.append(url.toString())  # noqa: E731
    assert links.open_link("https://www.tiktok.com/a", parent, opener=visit)
    for url in REFUSED:
        assert not links.open_link(url, parent, opener=visit)
    assert opened == ["https://www.tiktok.com/a"]


def test_another_host_is_asked_about_in_punycode(qtbot: Any) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    opened: list[str] = []
    assert links.open_link(
        "https://tіktok.com/gift", parent, opener=lambda url: opened.append(url.host())
    )
    dialog = parent.findChild(QDialog, "openLinkDialog")
    assert dialog is not None
    assert opened == []
    said = " ".join(label.text() for label in dialog.findChildren(object) if hasattr(label, "text"))
    assert "xn--" in said
    button = dialog.findChild(QPushButton, "confirmButton")
    assert button is not None
    button.click()
    assert len(opened) == 1


def test_esc_opens_nothing(qtbot: Any) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    opened: list[QUrl] = []
    links.open_link("https://example.com/", parent, opener=opened.append)
    dialog = parent.findChild(QDialog, "openLinkDialog")
    assert dialog is not None
    dialog.reject()
    assert opened == []
