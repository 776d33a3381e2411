"""Connecting shops through the sheet: by keys and clicks, with whatever a seller may type."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QLoggingCategory, QPoint, QRect, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QTextDocument
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from nobi_desktop.domain.connecting import (
    ConnectForm,
    ConnectState,
    ConnectStep,
    ConnectTrouble,
    GrantedShop,
    KnownApp,
)
from nobi_desktop.domain.keys import Purpose
from nobi_desktop.domain.settings import Settings
from nobi_desktop.domain.shop import Shop
from nobi_desktop.ui import i18n, links
from nobi_desktop.ui.choice import TickRow
from nobi_desktop.ui.dialogs.connect_browser import BrowserPage
from nobi_desktop.ui.dialogs.connect_shop import ConnectShop
from nobi_desktop.ui.fields import ComboBox
from nobi_desktop.ui.window import MainWindow
from tests.ui import fakes

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

LINK = "https://services.tiktokshop.com/open/authorize?service_id=7&state=abc"
APPS = (KnownApp("6abcd1234", "73", True, 3), KnownApp("6abcd9999", "", False, 1))
GRANTED = (
    GrantedShop(fakes.SHOPS[0], known=True, connected=True),
    GrantedShop(fakes.SHOPS[1], known=True),
    GrantedShop(fakes.SHOPS[2]),
)
HOSTILE = (
    '<img src="file:///etc/hostname"><b>&amp;',
    "\u202e" * 50 + "gnp.exe",
    "H" + "\u0301\u0334" * 500,
    "a" * 100_000,
    "\ud800\0\x1b[2J",
    "{shop} {n} %n",
    "",
)


class Browser:
    """Stands where the desktop's browser is: it keeps what it was asked to open."""

    def __init__(self) -> None:
        self.opened: list[str] = []
        self.works = True

    def openUrl(self, url: QUrl) -> bool:
        self.opened.append(url.toString())
        return self.works


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> Browser:
    made = Browser()
    monkeypatch.setattr(links, "QDesktopServices", made)
    return made


class Rig:
    """The window, its desk and the sheet as it comes up."""

    def __init__(self, qtbot: QtBot, window: MainWindow, desk: fakes.Desk) -> None:
        self.qtbot, self.window, self.desk = qtbot, window, desk

    @property
    def calls(self) -> list[tuple[object, ...]]:
        return self.desk.connecting.calls

    def tell(self, step: ConnectStep, **fields: object) -> ConnectShop:
        self.desk.connecting.state.set(ConnectState(step, **fields))  # type: ignore[arg-type]
        return self.sheet()

    def sheet(self) -> ConnectShop:
        (found,) = [s for s in self.window.findChildren(ConnectShop) if s.isVisible()]
        found.activateWindow()
        self.qtbot.waitUntil(found.isActiveWindow)
        return found

    def press(self, key: Qt.Key, times: int = 1) -> None:
        for _ in range(times):
            widget = QApplication.focusWidget() or self.sheet()
            self.qtbot.keyClick(widget, key)

    def type(self, text: str) -> None:
        widget = QApplication.focusWidget()
        assert isinstance(widget, QLineEdit), widget
        self.qtbot.keyClicks(widget, text)

    def part(self, name: str) -> QWidget:
        found = self.sheet().findChild(QWidget, name)
        assert found is not None, name
        return found

    def button(self, name: str) -> QPushButton:
        found = self.part(name)
        assert isinstance(found, QPushButton)
        return found

    def said(self, name: str) -> str:
        found = self.part(name)
        assert isinstance(found, QLabel)
        return found.text() if found.isVisible() else ""

    def click(self, name: str) -> None:
        self.qtbot.mouseClick(self.part(name), Qt.MouseButton.LeftButton)


@pytest.fixture
def rig(qtbot: QtBot, window: MainWindow, desk: fakes.Desk, browser: Browser) -> Iterator[Rig]:
    yield Rig(qtbot, window, desk)
    desk.connecting.close()


def test_a_shop_is_connected_by_the_keyboard_alone(rig: Rig, browser: Browser) -> None:
    rig.tell(ConnectStep.FORM)
    rig.type("6key")
    rig.press(Qt.Key.Key_Tab)
    rig.type("s3cret")
    rig.press(Qt.Key.Key_Tab, 2)  # past the eye
    rig.type("7343334")
    rig.press(Qt.Key.Key_Return)
    call, form, words = rig.calls[-1]
    assert (call, form) == ("go", ConnectForm("6key", "s3cret", "7343334"))
    assert words.language == "en"  # type: ignore[attr-defined]

    rig.tell(ConnectStep.BROWSER, link=LINK, until=2e9, listening=True)
    assert browser.opened == [LINK]
    assert QApplication.focusWidget() is rig.part("openAgain")
    rig.press(Qt.Key.Key_Return)
    assert browser.opened == [LINK, LINK]
    assert rig.calls[-1][0] == "go"
    rig.press(Qt.Key.Key_Tab, 2)
    rig.type("code-1")
    rig.press(Qt.Key.Key_Return)
    assert rig.calls[-1] == ("paste", "code-1")

    rig.tell(ConnectStep.EXCHANGING)
    rig.press(Qt.Key.Key_Return)  # one too many
    assert rig.calls[-1] == ("paste", "code-1")

    rig.tell(ConnectStep.CHOOSE, granted=GRANTED, purposes=frozenset(Purpose))
    assert rig.button("goButton").text() == "Connect 2 shops"
    rig.press(Qt.Key.Key_Space)
    assert rig.button("goButton").text() == "Connect 3 shops"
    rig.press(Qt.Key.Key_Return)
    assert rig.calls[-1] == ("choose", *sorted(shop.id for shop in fakes.SHOPS))

    rig.tell(ConnectStep.SAVING, granted=GRANTED)
    rig.tell(ConnectStep.DONE, connected=fakes.SHOPS)
    assert rig.said("sheetTitle") == "3 shops connected"
    rig.press(Qt.Key.Key_Return)
    assert rig.calls[-1] == ("close",)
    assert not rig.desk.connecting.state.value.connected


def test_the_first_start_leads_to_the_sheet(rig: Rig) -> None:
    rig.desk.inbox.loading.set(False)
    step = rig.window.findChild(QPushButton, "connectFirst")
    assert step.isVisible()
    assert not rig.window.columns.isVisible()
    rig.qtbot.mouseClick(step, Qt.MouseButton.LeftButton)
    assert rig.calls == [("begin", "")]
    assert rig.sheet().isVisible()
    rig.desk.tell((), (fakes.tile(0),))
    assert not step.isVisible()
    assert rig.window.columns.isVisible()


@pytest.mark.parametrize("step", [step for step in ConnectStep if step is not ConnectStep.CLOSED])
def test_esc_ends_the_attempt_at_every_step(rig: Rig, step: ConnectStep) -> None:
    rig.tell(step, link=LINK, granted=GRANTED, connected=fakes.SHOPS)
    rig.press(Qt.Key.Key_Escape)
    assert rig.calls == [("close",)]
    assert rig.desk.connecting.state.value.step is ConnectStep.CLOSED
    rig.qtbot.waitUntil(lambda: rig.window.findChild(ConnectShop) is None)
    assert rig.window.findChild(QWidget, "sheetVeil") is None


def test_an_attempt_that_ends_below_closes_the_sheet(rig: Rig) -> None:
    sheet = rig.tell(ConnectStep.FORM)
    with rig.qtbot.waitSignal(sheet.finished):
        rig.desk.connecting.state.set(ConnectState())
    assert rig.calls == []
    rig.tell(ConnectStep.FORM)
    assert rig.sheet() is not sheet


def test_a_known_app_needs_no_typing(rig: Rig) -> None:
    rig.tell(ConnectStep.FORM, expected=fakes.SHOPS[0], apps=APPS, form=ConnectForm("6abcd1234"))
    assert rig.said("sheetTitle") == "Connect \u2068Thời trang Hà\u2069 again"
    assert not rig.part("appKey").isVisible()
    assert QApplication.focusWidget() is rig.button("goButton")
    rig.press(Qt.Key.Key_Return)
    assert rig.calls[-1][1] == ConnectForm("6abcd1234", "", "73")
    assert rig.button("goButton").text() == "Continue in browser…"
    assert not rig.button("goButton").isEnabled()


def test_apps_that_become_known_a_little_later_are_offered(rig: Rig) -> None:
    rig.tell(ConnectStep.FORM)
    rig.tell(ConnectStep.FORM, apps=APPS)
    combo = rig.part("knownApp")
    assert isinstance(combo, ComboBox)
    assert [combo.itemText(n) for n in range(combo.count())] == [
        "App ••1234 · 3 shops",
        "App ••9999 · 1 shop",
        "Another app",
    ]
    combo.setFocus()
    rig.press(Qt.Key.Key_Down)
    assert rig.part("appSecret").isVisible()
    assert rig.part("service").isVisible()
    assert not rig.part("appKey").isVisible()


def test_what_was_typed_is_not_lost_when_apps_come_late(rig: Rig) -> None:
    rig.tell(ConnectStep.FORM)
    rig.type("6typed")
    rig.tell(ConnectStep.FORM, apps=APPS, form=ConnectForm("6abcd1234"))
    entry = rig.part("appKey")
    assert isinstance(entry, QLineEdit)
    assert entry.text() == "6typed"
    assert entry.isVisible()


def test_another_app_is_typed_in(rig: Rig) -> None:
    rig.tell(ConnectStep.FORM, apps=APPS)
    combo = rig.part("knownApp")
    assert isinstance(combo, ComboBox)
    combo.setFocus()
    rig.press(Qt.Key.Key_Down, 2)
    assert combo.currentText() == "Another app"
    rig.press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is rig.part("appKey")
    rig.type("6new")
    rig.press(Qt.Key.Key_Return)
    assert rig.calls[-1][1] == ConnectForm("6new")


@pytest.mark.parametrize(
    ("code", "field", "where"),
    [
        ("no_key", "app_key", "appKey"),
        ("no_secret", "", "appSecret"),
        ("bad_link", "service", "service"),
        ("bad_key", "", "appSecret"),
    ],
)
def test_the_wrong_field_is_outlined_and_gets_the_keyboard(
    rig: Rig, code: str, field: str, where: str
) -> None:
    rig.tell(ConnectStep.FORM)
    rig.type("6key")
    rig.press(Qt.Key.Key_Return)
    rig.tell(ConnectStep.FORM, trouble=ConnectTrouble(code, field=field))
    entry = rig.part(where)
    assert entry.property("wrong") is True
    assert QApplication.focusWidget() is entry
    assert rig.said("troubleText")
    assert rig.button("goButton").isEnabled()
    rig.type("x")
    assert not entry.property("wrong")


def test_a_secret_that_is_wrong_by_now_is_asked_for_again(rig: Rig) -> None:
    rig.tell(ConnectStep.FORM, apps=APPS, form=ConnectForm("6abcd1234"))
    trouble = ConnectTrouble("bad_key", "36004003", "app secret is invalid")
    rig.tell(ConnectStep.FORM, apps=APPS, form=ConnectForm("6abcd1234"), trouble=trouble)
    assert rig.said("troubleDetail") == "36004003 · app secret is invalid"
    rig.type("new")
    rig.press(Qt.Key.Key_Return)
    assert rig.calls[-1][1] == ConnectForm("6abcd1234", "new", "73")


def test_after_a_refusal_a_new_secret_can_be_given(rig: Rig) -> None:
    rig.tell(ConnectStep.FORM, apps=APPS, form=ConnectForm("6abcd1234"))
    assert not rig.part("appSecret").isVisible()
    rig.tell(ConnectStep.FORM, apps=APPS, trouble=ConnectTrouble("refused", "36004003"))
    assert rig.part("appSecret").isVisible()
    rig.click("goButton")
    assert rig.calls[-1][1] == ConnectForm("6abcd1234", "", "73")


def test_the_secret_is_hidden_until_the_eye_is_pressed(rig: Rig) -> None:
    rig.tell(ConnectStep.FORM)
    entry, eye = rig.part("appSecret"), rig.part("showSecret")
    assert isinstance(entry, QLineEdit)
    assert isinstance(eye, QToolButton)
    assert entry.echoMode() is QLineEdit.EchoMode.Password
    rig.qtbot.keyClick(eye, Qt.Key.Key_Space)
    assert entry.echoMode() is QLineEdit.EchoMode.Normal
    assert eye.accessibleName() == "Hide"


def test_a_secret_stays_no_longer_than_it_is_needed(rig: Rig) -> None:
    rig.tell(ConnectStep.FORM)
    entry = rig.part("appSecret")
    assert isinstance(entry, QLineEdit)
    entry.setFocus()
    rig.type("s3cret")
    rig.tell(ConnectStep.DONE, connected=fakes.SHOPS)
    assert entry.text() == ""
    rig.click("otherButton")
    assert rig.calls == [("begin", "")]


def test_the_redirect_address_is_there_to_be_copied(rig: Rig) -> None:
    rig.tell(ConnectStep.FORM)
    assert not rig.part("whereBox").isVisible()
    rig.part("whereButton").setFocus()
    rig.press(Qt.Key.Key_Return)
    assert rig.part("whereBox").isVisible()
    rig.click("copyRedirect")
    assert QGuiApplication.clipboard().text() == "http://127.0.0.1:8721/callback"


def test_a_link_is_opened_once_and_a_new_one_anew(rig: Rig, browser: Browser) -> None:
    rig.tell(ConnectStep.BROWSER, link=LINK, listening=True)
    rig.tell(ConnectStep.BROWSER, link=LINK, listening=True, trouble=ConnectTrouble("no_code"))
    assert browser.opened == [LINK]
    rig.click("copyLink")
    assert QGuiApplication.clipboard().text() == LINK
    rig.click("backButton")
    assert rig.calls == [("back",)]
    rig.tell(ConnectStep.BROWSER, link=LINK + "2", listening=True)
    assert browser.opened == [LINK, LINK + "2"]


def test_a_browser_that_does_not_open_leaves_the_link(rig: Rig, browser: Browser) -> None:
    browser.works = False
    rig.tell(ConnectStep.BROWSER, link=LINK, listening=True)
    assert rig.said("notOpened")
    shown = rig.part("consentLink")
    assert isinstance(shown, QLineEdit)
    assert shown.isVisible()
    assert shown.text() == LINK
    browser.works = True
    rig.click("openAgain")
    assert not rig.said("notOpened")


@pytest.mark.parametrize("link", ["javascript:alert(1)", "http://example.com/", "", "file:///etc"])
def test_a_consent_page_is_encrypted_or_on_this_computer(link: str, browser: Browser) -> None:
    assert not links.open_consent(link)
    assert browser.opened == []


def test_the_sandboxs_consent_page_opens(browser: Browser) -> None:
    assert links.open_consent("http://127.0.0.1:9001/open/authorize?service_id=1")


def test_qt_does_not_write_the_link_to_the_log(browser: Browser) -> None:
    QLoggingCategory.setFilterRules("qt.qpa.services=true")
    links.open_consent(LINK)
    assert not QLoggingCategory("qt.qpa.services").isWarningEnabled()


def test_without_a_listener_pasting_comes_first(rig: Rig) -> None:
    rig.tell(ConnectStep.BROWSER, link=LINK, listening=False)
    assert "8721" in rig.said("browserIntro")
    assert QApplication.focusWidget() is rig.part("pasteAddress")
    assert not rig.part("browserWaiting").isVisible()
    assert rig.part("pasteAddress").mapToGlobal(QPoint()).y() < (
        rig.part("openAgain").mapToGlobal(QPoint()).y()
    )
    rig.press(Qt.Key.Key_Return)  # nothing pasted yet
    assert rig.calls == []


@pytest.mark.parametrize("junk", ["\n\n", "<img src=x>", "a" * 30_000, "\u202e\0", "{n} %n"])
def test_junk_is_handed_on_and_answered(rig: Rig, junk: str) -> None:
    rig.tell(ConnectStep.BROWSER, link=LINK, listening=True)
    entry = rig.part("pasteAddress")
    assert isinstance(entry, QLineEdit)
    QGuiApplication.clipboard().setText(junk)
    entry.setFocus()
    entry.paste()
    rig.press(Qt.Key.Key_Return)
    assert [call for call, *_ in rig.calls] in ([], ["paste"])
    rig.tell(ConnectStep.BROWSER, link=LINK, listening=True, trouble=ConnectTrouble("no_code"))
    assert rig.said("troubleText").startswith("There is no code in it.")
    assert entry.property("wrong") is True
    assert QApplication.focusWidget() is entry
    assert rig.sheet().height() < rig.window.height()


@pytest.mark.parametrize(
    ("left", "said"), [(272.4, "4:33"), (60, "1:00"), (0.2, "0:01"), (-5, "0:00"), (1e12, "99:00")]
)
def test_the_time_left_is_counted_down(
    qtbot: QtBot, browser: Browser, left: float, said: str
) -> None:
    page = BrowserPage(clock=lambda: 1000.0)
    qtbot.addWidget(page)
    page.begin(ConnectState(ConnectStep.BROWSER, link=LINK, until=1000.0 + left, listening=True))
    assert page.findChild(QLabel, "timeLeft").text() == said
    page.end()


def test_the_expected_and_the_new_are_ticked(rig: Rig) -> None:
    rig.tell(ConnectStep.CHOOSE, granted=GRANTED, expected=fakes.SHOPS[0])
    rows = rig.sheet().findChildren(TickRow)
    assert [row.isChecked() for row in rows] == [True, True, True]
    assert "will be connected again" in rows[0].accessibleDescription() or (
        "already connected" in rows[0].accessibleDescription()
    )
    rig.part("selectAll").setFocus()
    rig.press(Qt.Key.Key_Return)
    assert rig.calls == []
    assert not rig.button("goButton").isEnabled()
    assert rig.button("selectAll").text() == "Select all"
    rig.click(f"granted_{fakes.SHOPS[2].id}")
    assert rig.button("goButton").text() == "Connect 1 shop"
    rig.click("goButton")
    assert rig.calls[-1] == ("choose", fakes.SHOPS[2].id)


def test_ticks_stay_when_saving_fails(rig: Rig) -> None:
    rig.tell(ConnectStep.CHOOSE, granted=GRANTED)
    rig.click(f"granted_{fakes.SHOPS[2].id}")
    rig.tell(ConnectStep.SAVING, granted=GRANTED)
    rig.tell(ConnectStep.CHOOSE, granted=GRANTED, trouble=ConnectTrouble("vault_locked"))
    rows = rig.sheet().findChildren(TickRow)
    assert [row.isChecked() for row in rows] == [False, True, False]
    assert "keyring is locked" in rig.said("troubleText")


@pytest.mark.parametrize(
    ("purposes", "said"),
    [
        (frozenset(Purpose), ""),
        (frozenset({Purpose.CHAT}), "Chats work."),
        (frozenset({Purpose.COMMERCE}), "Orders and products work."),
        (frozenset(), "This app may neither"),
    ],
)
def test_what_the_app_may_not_do_is_said(rig: Rig, purposes: frozenset[Purpose], said: str) -> None:
    rig.tell(ConnectStep.CHOOSE, granted=GRANTED, purposes=purposes)
    assert rig.said("missingPurposes").startswith(said)
    assert bool(rig.said("missingPurposes")) is bool(said)
    assert ("not allowed" in rig.part("purposes").accessibleName()) is bool(said)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_outside_text_is_shown_letter_for_letter(
    rig: Rig, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    loads: list[object] = []
    monkeypatch.setattr(QTextDocument, "loadResource", lambda *what: loads.append(what))
    shop = Shop(text or "1", text, text, colour=text)
    trouble = ConnectTrouble(text, text, text, text)
    app = KnownApp(text, text, True, 2**31)
    for step in (ConnectStep.FORM, ConnectStep.BROWSER, ConnectStep.CHOOSE, ConnectStep.DONE):
        sheet = rig.tell(
            step,
            expected=shop,
            apps=(app,),
            form=ConnectForm(text, "", text),
            link=text,
            granted=(GrantedShop(shop, True), GrantedShop(replace(shop, id="2"))),
            connected=(shop,),
            trouble=trouble,
        )
        sheet.grab()
        for label in sheet.findChildren(QLabel):
            assert label.textFormat() == Qt.TextFormat.PlainText, label.objectName()
            assert "\u202e" not in label.text()
            assert len(label.text()) < 700
        for widget in sheet.findChildren(QWidget):
            assert "<img" not in widget.toolTip()
        for button in sheet.findChildren(QAbstractButton):
            assert "\u202e" not in button.text()
        assert sheet.height() <= rig.window.height()
    assert loads == []


STATES = (
    ConnectState(ConnectStep.FORM),
    ConnectState(ConnectStep.FORM, expected=fakes.SHOPS[0], apps=APPS),
    ConnectState(ConnectStep.FORM, trouble=ConnectTrouble("no_scope", "105005", "denied")),
    ConnectState(ConnectStep.BROWSER, link=LINK, until=2e9, listening=True),
    ConnectState(ConnectStep.BROWSER, link=LINK, trouble=ConnectTrouble("wrong_state")),
    ConnectState(ConnectStep.EXCHANGING),
    ConnectState(ConnectStep.CHOOSE, granted=GRANTED, purposes=frozenset({Purpose.CHAT})),
    ConnectState(ConnectStep.SAVING),
    ConnectState(ConnectStep.DONE, connected=fakes.SHOPS),
)


def whole(sheet: QWidget) -> None:
    """Whatever stands outside the part that scrolls is whole and inside; nothing is narrower."""
    scrolled = sheet.findChild(QWidget, "sheetBody")
    for kind in (QAbstractButton, QLabel, QLineEdit):
        for widget in sheet.findChildren(kind):
            if not widget.isVisible():
                continue
            name = widget.objectName() or widget.text()
            ground = scrolled if scrolled.isAncestorOf(widget) else sheet
            box = QRect(widget.mapTo(ground, QPoint(0, 0)), widget.size())
            assert ground.rect().contains(box), name
            assert widget.height() >= widget.minimumSizeHint().height(), name
            if isinstance(widget, QPushButton):
                assert widget.width() >= widget.sizeHint().width(), name
            if isinstance(widget, QLabel) and widget.wordWrap():
                assert widget.height() >= widget.heightForWidth(widget.width()), name


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    ("theme", "zoom", "size"),
    [("light", 100, (1024, 680)), ("dark", 100, (1024, 680)), ("light", 160, (960, 600))],
)
def test_nothing_is_clipped(
    qtbot: QtBot,
    make_window: Callable[..., MainWindow],
    desk: fakes.Desk,
    browser: Browser,
    language: str,
    theme: str,
    zoom: int,
    size: tuple[int, int],
) -> None:
    desk.preferences.settings.set(Settings(theme=theme, language=language, zoom=zoom))
    window = make_window(*size)
    browser.works = False
    rig = Rig(qtbot, window, desk)
    for state in STATES:
        desk.connecting.state.set(state)
        sheet = rig.sheet()
        QApplication.sendPostedEvents()
        qtbot.waitUntil(lambda sheet=sheet: sheet.height() == sheet.minimumHeight())
        sheet.grab()
        assert sheet.width() <= size[0]
        assert sheet.height() <= size[1]
        whole(sheet)
    desk.connecting.close()


def test_every_control_has_a_name_for_machines_and_one_for_ears(rig: Rig) -> None:
    for state in STATES:
        rig.desk.connecting.state.set(state)
        sheet = rig.sheet()
        assert sheet.accessibleName()
        for kind in (QAbstractButton, QLineEdit, ComboBox):
            for widget in sheet.findChildren(kind):
                if not widget.isVisible():
                    continue
                assert widget.objectName(), widget
                words = widget.text() if isinstance(widget, QAbstractButton) else ""
                assert widget.accessibleName() or words, widget.objectName()


def test_tab_goes_round_in_the_order_of_the_eye(rig: Rig) -> None:
    rig.tell(ConnectStep.FORM)
    seen = []
    for _ in range(7):
        seen.append(QApplication.focusWidget().objectName())
        rig.press(Qt.Key.Key_Tab)
    assert seen == [
        "appKey",
        "appSecret",
        "showSecret",
        "service",
        "whereButton",
        "otherButton",
        "goButton",
    ]
    assert QApplication.focusWidget() is rig.part("appKey")


def test_words_and_look_change_while_it_stands(rig: Rig) -> None:
    sheet = rig.tell(ConnectStep.CHOOSE, granted=GRANTED, purposes=frozenset({Purpose.CHAT}))
    high = sheet.height()
    i18n.install("vi")
    rig.qtbot.waitUntil(lambda: rig.said("sheetTitle") == "Chọn shop để kết nối")
    assert rig.button("goButton").text() == "Kết nối 2 shop"
    assert "lịch sử còn ở đây" in rig.sheet().findChildren(TickRow)[1].accessibleDescription()
    rig.desk.preferences.change(theme="dark", zoom=125)
    rig.qtbot.waitUntil(lambda: sheet.height() > high)
