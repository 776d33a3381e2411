"""Shops under several apps are connected by driving the real sheet, over real HTTP."""

from __future__ import annotations

import logging
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from nobi_desktop.app.options import Options
from nobi_desktop.app.wiring import open_parts
from nobi_desktop.domain.connecting import ConnectStep
from nobi_desktop.domain.settings import Settings
from nobi_desktop.domain.shop import ShopState
from nobi_desktop.sandbox.server import running
from nobi_desktop.sandbox.world import World
from nobi_desktop.shops.vault import MemoryVault
from nobi_desktop.ui import links
from nobi_desktop.ui.choice import TickRow
from nobi_desktop.ui.dialogs.connect_shop import ConnectShop
from nobi_desktop.ui.window import MainWindow
from tests.journeys.browser import Browser
from tests.journeys.conftest import Program

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def world() -> Iterator[World]:
    made = World(seed=11, shops=20, conversations=0, messages=0, rate=0, apps=7)
    with running(made):
        yield made


class Seller:
    """Hands on the keyboard and the mouse; the browser allows what the seller has in mind."""

    def __init__(self, qtbot: QtBot, program: Program, window: MainWindow) -> None:
        self.qtbot, self.program, self.window = qtbot, program, window
        self.allowed: tuple[str, ...] = ()
        self.visits: list[threading.Thread] = []

    def openUrl(self, url: QUrl) -> bool:
        link, shops = url.toString(), self.allowed
        visit = threading.Thread(target=lambda: Browser().allow(link, shops), daemon=True)
        self.visits.append(visit)
        visit.start()
        return True

    async def until(self, question: Callable[[], object], what: str) -> None:
        def asked() -> object:
            QApplication.processEvents()
            return question()

        await self.program.until(asked, 30, what)

    @property
    def sheet(self) -> ConnectShop:
        (found,) = [s for s in self.window.findChildren(ConnectShop) if s.isVisible()]
        return found

    async def at(self, step: ConnectStep) -> None:
        state = self.program.desk.connecting.state
        await self.until(lambda: state.value.step is step, f"{step}, not {state.value.trouble}")
        self.sheet.activateWindow()
        await self.until(self.sheet.isActiveWindow, "the sheet")

    def type(self, name: str, text: str) -> None:
        entry = self.sheet.findChild(QLineEdit, name)
        if entry.isVisible():
            entry.clear()
            self.qtbot.keyClicks(entry, text)

    def press(self, key: Qt.Key = Qt.Key.Key_Return) -> None:
        self.qtbot.keyClick(QApplication.focusWidget() or self.sheet, key)

    async def connect(self, world: World, number: int, shops: tuple[str, ...]) -> None:
        app = world.apps[number].wire(world.base_url)
        self.allowed = shops
        await self.at(ConnectStep.FORM)
        combo = self.sheet.findChild(QWidget, "knownApp")
        if combo.isVisible():
            combo.setFocus()
            self.qtbot.keyClick(combo, Qt.Key.Key_End)
        self.type("appKey", app["app_key"])
        self.type("appSecret", app["app_secret"])
        self.type("service", app["link"])
        self.press()
        await self.at(ConnectStep.CHOOSE)
        rows = [row for row in self.sheet.findChildren(TickRow) if row.isVisible()]
        assert len(rows) == len(shops)
        self.press()
        await self.at(ConnectStep.DONE)


@asynccontextmanager
async def sold(
    qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Seller]:
    options = Options()
    failures: list[str] = []
    parts = await open_parts(
        options,
        folder,
        vault=MemoryVault(),
        report=lambda name, error: failures.append(f"{name}: {error!r}"),
    )
    window = MainWindow(Settings(language="vi", theme="light"))
    qtbot.addWidget(window)
    window.show()
    try:
        await parts.connect(options)
        window.attach(parts.desk)
        seller = Seller(qtbot, Program(parts), window)
        monkeypatch.setattr(links, "QDesktopServices", seller)
        yield seller
    finally:
        window.close_watches()
        await parts.stop()
    assert failures == []


def secrets(world: World) -> set[str]:
    """Everything that only the keyring may hold."""
    tokens = {t for g in world.authorizations.grants for t in (g.access_token, g.refresh_token)}
    return tokens | {app.app_secret for app in world.apps}


def contents(folder: Path) -> bytes:
    """All that was written into `folder`."""
    return b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())


def said(window: MainWindow) -> str:
    """All that stands, or stood, on the window's widgets, and on the clipboard."""
    texts = [QApplication.clipboard().text()]
    for widget in (window, *window.findChildren(QWidget)):
        texts += [widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()]
        texts += [widget.windowTitle(), str(widget.property("text") or "")]
    return "\n".join(texts)


async def test_twenty_shops_under_three_apps(
    qtbot: QtBot,
    world: World,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """F59 too: what the keyring alone may hold stands in no file, no log and no window."""
    caplog.set_level(logging.DEBUG)
    ids = [shop.id for shop in world.shops]
    async with sold(qtbot, tmp_path, monkeypatch) as seller:
        step = None

        def first_step() -> bool:
            nonlocal step
            step = seller.window.findChild(QPushButton, "connectFirst")
            return step is not None and step.isVisible()

        await seller.until(first_step, "the welcome")
        qtbot.mouseClick(step, Qt.MouseButton.LeftButton)
        # Of the seven apps these three may chat (see `sandbox.apps`).
        for number, part in ((0, ids[:7]), (3, ids[7:14]), (6, ids[14:])):
            await seller.connect(world, number, tuple(part))
            if number < 6:
                other = seller.sheet.findChild(QPushButton, "otherButton")
                qtbot.mouseClick(other, Qt.MouseButton.LeftButton)
        seller.press()
        await seller.until(lambda: not seller.window.findChildren(ConnectShop), "no sheet")
        rows = seller.program.desk.shops.rows
        await seller.until(
            lambda: {r.shop.id for r in rows.value if r.status.state is ShopState.LIVE} == set(ids),
            "twenty live shops",
        )
        apps = {keys.app for row in rows.value for keys in row.keys}
        assert apps == {world.apps[number].app_key for number in (0, 3, 6)}
        assert seller.window.columns.isVisible()
        for visit in seller.visits:
            visit.join(5)
        shown = said(seller.window)
    files = contents(tmp_path)
    planted = secrets(world)
    assert len(planted) > len(world.apps) + 6
    for secret in planted:
        assert secret not in shown
        assert secret not in caplog.text
        assert secret.encode() not in files


async def test_a_wrong_secret_is_asked_for_again(
    qtbot: QtBot, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = world.apps[0].wire(world.base_url)
    async with sold(qtbot, tmp_path, monkeypatch) as seller:
        seller.program.desk.connecting.begin()
        await seller.at(ConnectStep.FORM)
        seller.allowed = (world.shops[0].id,)
        seller.type("appKey", app["app_key"])
        seller.type("appSecret", "wrong")
        seller.type("service", app["link"])
        seller.press()
        await seller.until(
            lambda: seller.program.desk.connecting.state.value.trouble, "the refusal"
        )
        await seller.at(ConnectStep.FORM)
        said = seller.sheet.findChild(QLabel, "troubleText")
        await seller.until(said.isVisible, "the sentence")
        trouble = seller.program.desk.connecting.state.value.trouble
        assert trouble is not None
        assert trouble.code == "bad_key"

        seller.type("appSecret", app["app_secret"])
        seller.press()
        await seller.at(ConnectStep.CHOOSE)
        seller.press(Qt.Key.Key_Escape)
        assert seller.program.desk.connecting.state.value.step is ConnectStep.CLOSED
