"""Runs the parts behind the window on the one loop, waits for the end, and stops them."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox

from nobi_desktop.app import crash, logs
from nobi_desktop.app.instance import InstanceServer
from nobi_desktop.app.options import Options
from nobi_desktop.app.run import EXIT_OK, EXIT_UNABLE, say
from nobi_desktop.app.wiring import Parts, Unable, open_parts
from nobi_desktop.ui import words
from nobi_desktop.ui.window import MainWindow

if TYPE_CHECKING:
    from nobi_desktop.app.console import Console

_log = logging.getLogger(__name__)


class Program:
    """The running program: starts the parts, waits for the end, stops them."""

    def __init__(self, options: Options, folder: Path, window: MainWindow, *, screen: bool) -> None:
        self._options = options
        self._folder = folder
        self._window = window
        self._screen = screen
        self._end = asyncio.Event()
        self._by_hand = False
        self._parts: Parts | None = None
        self._console: Console | None = None

    @classmethod
    def run(
        cls,
        options: Options,
        folder: Path,
        app: QApplication,
        window: MainWindow,
        *,
        screen: bool,
        painted: float,
    ) -> int:
        """Run to the end on a Qt loop; `painted` is when the inbox was first seen, UTC seconds."""
        try:
            logs.set_up(folder, options.log_level)
            crash.watch(folder)
        except OSError as error:
            say(f"Nobi can't write its log in {folder}: {error.strerror}.")
            return EXIT_UNABLE
        _log.info("inbox painted at %.4f", painted)
        from nobi_desktop.app.loop import QtLoop

        loop = QtLoop(app)
        asyncio.set_event_loop(loop)
        loop.set_exception_handler(crash.on_loop)
        with loop:
            program = cls(options, folder, window, screen=screen)
            return int(loop.run_until_complete(program.main()))

    async def main(self) -> int:
        """From the painted window to the last closed file; the exit code."""
        self._window.closing.connect(self._closed)
        self._hear_signals(asyncio.get_running_loop())
        server = InstanceServer(self._folder, self._raise)
        code = EXIT_OK
        try:
            # Whoever closes the window while it starts is heard at once.
            starting = asyncio.ensure_future(self._start())
            ending = asyncio.ensure_future(self._end.wait())
            await asyncio.wait({starting, ending}, return_when=asyncio.FIRST_COMPLETED)
            ending.cancel()
            if not starting.done():
                starting.cancel()
                await asyncio.wait({starting}, timeout=5)
            elif (error := starting.exception()) is None:
                await self._until_the_end()
            elif isinstance(error, Unable):
                code = EXIT_UNABLE
                await self._say_why(error)
            else:
                raise error
            await self._tell_what_waits()
        finally:
            self._window.hide()
            server.close()
            self._window.close_watches()
            self._stop_console()
            if self._parts is not None:
                await self._parts.stop()
        return code

    async def _start(self) -> None:
        parts = await open_parts(self._options, self._folder)
        self._parts = parts
        self._window.attach(parts.desk, settled=not self._options.demo)
        if not self._screen:
            from nobi_desktop.app.console import Console

            self._console = Console(parts.desk, self._window, self._end.set, self._picture_path())
            self._console.start(asyncio.get_running_loop())
        await parts.connect(self._options)
        self._window.settle()
        if parts.sandbox is not None:
            say(f"The practice shops are at {parts.sandbox.api_url}.")
        elif not parts.registry.shops():
            say("No shop is connected yet; --demo starts three simulated ones to practise with.")

    def _stop_console(self) -> None:
        if self._console is None:
            return
        try:
            self._console.stop(asyncio.get_running_loop())
        except Exception:
            # A closed stdin must not keep the store from being closed.
            _log.exception("the console could not be stopped")

    def _closed(self) -> None:
        self._by_hand = True
        self._end.set()

    async def _tell_what_waits(self) -> None:
        """What has not gone yet goes at the next start: whoever closes the window is told so."""
        if self._parts is None:
            return
        waiting = await self._parts.waiting()
        if not waiting:
            return
        text = words.waiting_to_go(waiting)
        say(text)
        if self._screen and self._by_hand:
            self._end.clear()
            self._by_hand = False
            await self._show_box(text, 20.0)

    async def _say_why(self, error: Unable) -> None:
        """Tell why it can't go on, where it was started and in the window if there is one."""
        text = words.unable(error.code, error.detail)
        say(text)
        if self._screen:
            await self._show_box(text, self._options.quit_after or float("inf"))

    async def _show_box(self, text: str, seconds: float) -> None:
        """Show `text` with one button until it is pressed, `seconds` at the most."""
        box = QMessageBox(self._window if self._window.isVisible() else None)
        box.setObjectName("programDialog")
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setIcon(QMessageBox.Icon.Information)
        box.setText(text)
        box.finished.connect(lambda _: self._end.set())
        box.open()
        await self._wait(seconds)
        box.close()

    async def _until_the_end(self) -> None:
        options = self._options
        if options.screenshot is not None:
            settle = 6.0 if options.quit_after is None else min(6.0, options.quit_after * 0.8)
            await self._wait(settle)
            self._save_picture(options.screenshot)
            if options.quit_after is not None:
                await self._wait(max(0.0, options.quit_after - settle))
                return
        elif options.quit_after is not None:
            await self._wait(options.quit_after)
            return
        await self._end.wait()

    async def _wait(self, seconds: float) -> None:
        try:
            limit = None if seconds == float("inf") else seconds
            await asyncio.wait_for(self._end.wait(), limit)
        except TimeoutError:
            return

    def _picture_path(self) -> Path:
        return self._options.screenshot or Path.cwd() / "demo-window.png"

    def _save_picture(self, path: Path) -> None:
        if self._window.grab().save(str(path)):
            say(f"A picture of the window is in {path}")
        else:
            say(f"The picture could not be written to {path}")

    def _raise(self) -> None:
        self._window.showNormal()
        self._window.raise_()
        self._window.activateWindow()

    def _hear_signals(self, loop: asyncio.AbstractEventLoop) -> None:
        end: Callable[[], None] = self._end.set
        for number in (signal.SIGINT, signal.SIGTERM):
            try:
                loop.add_signal_handler(number, end)
            except (NotImplementedError, RuntimeError):
                signal.signal(number, lambda *_: loop.call_soon_threadsafe(end))
