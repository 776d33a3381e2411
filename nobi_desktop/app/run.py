"""Shows the window as early as it can, runs everything on one loop, and stops in order."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from nobi_desktop.app import crash, logs, paths, system
from nobi_desktop.app.options import Options
from nobi_desktop.domain.settings import Settings
from nobi_desktop.store import first_page

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from nobi_desktop.ui.window import MainWindow

_log = logging.getLogger(__name__)

EXIT_OK, EXIT_USAGE, EXIT_UNABLE = 0, 2, 1


def say(text: str) -> None:
    """A plain line to whoever started the program."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def run(options: Options) -> int:
    """Run the program to its end; the exit code. What can't work is said in one plain line."""
    screen = system.has_screen()
    missing = system.missing_packages(screen=screen)
    if missing:
        say("Qt needs system libraries that are not installed here. Install them with:")
        say("  " + system.install_line(missing))
        return EXIT_UNABLE
    folder = paths.data_folder(options.data_dir)
    if options.demo and options.data_dir is None:
        # Each practice run has new buyers; a folder of its own keeps them from the real shops.
        folder = _fresh_demo_folder(folder / "demo")
    try:
        paths.make_private(folder)
        logs.set_up(folder, options.log_level)
        crash.watch(folder)
    except OSError as error:
        say(f"Nobi can't write to its data folder {folder}: {error.strerror}.")
        say("Choose another one with --data-dir DIR.")
        return EXIT_UNABLE
    if not screen:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_API"] = "pyside6"
    kept = first_page.read(folder)

    from PySide6.QtWidgets import QApplication

    from nobi_desktop.app.instance import InstanceLock, ask_to_raise

    lock = InstanceLock(folder)
    if not lock.take():
        QApplication(["nobi-desktop"])
        if ask_to_raise(folder):
            say("Nobi is already open on this data folder; its window has come forward.")
            return EXIT_OK
        say(f"The data folder {folder} is in use by another program that does not answer.")
        return EXIT_UNABLE
    try:
        return _show(options, folder, kept, screen=screen)
    finally:
        lock.release()


def _fresh_demo_folder(folder: Path) -> Path:
    """An empty folder for this practice run; those of earlier runs go, if nobody holds them."""
    import shutil
    import tempfile

    from nobi_desktop.app.instance import InstanceLock

    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("run-*"):
        if not (old / "lock").exists():
            continue  # Another start has just made it and is about to take its lock.
        lock = InstanceLock(old)
        if lock.take():
            lock.release()
            shutil.rmtree(old, ignore_errors=True)
    return Path(tempfile.mkdtemp(prefix="run-", dir=folder))


def _show(
    options: Options, folder: Path, kept: first_page.FirstPage | None, *, screen: bool
) -> int:
    from PySide6.QtWidgets import QApplication

    from nobi_desktop.ui.window import MainWindow

    app = QApplication([sys.argv[0]])
    app.setApplicationName("nobi-desktop")
    app.setApplicationDisplayName("Nobi Desktop")
    # With the last window the loop would stop, and with it whatever is still on its way out.
    app.setQuitOnLastWindowClosed(False)
    settings = kept.settings if kept is not None else Settings()
    if options.language is not None:
        settings = replace(settings, language=options.language)
    window = MainWindow(settings)
    if kept is not None:
        window.preview(kept.rows, kept.shops, kept.counts)
    if not screen:
        # The off-screen platform has a made-up screen of 800 × 800: the picture is to show more.
        window.resize(1440, 900)
    window.show()
    app.processEvents()
    _log.info("inbox painted at %.4f", time.time())

    import qasync

    loop = qasync.QEventLoop(app)
    asyncio.set_event_loop(loop)
    loop.set_exception_handler(crash.on_loop)
    program = _Program(options, folder, app, window, screen=screen)
    with loop:
        return int(loop.run_until_complete(program.main()))


class _Program:
    """The running program: starts the parts, waits for the end, stops them."""

    def __init__(
        self, options: Options, folder: Path, app: QApplication, window: MainWindow, *, screen: bool
    ) -> None:
        self._options = options
        self._folder = folder
        self._app = app
        self._window = window
        self._screen = screen
        self._end = asyncio.Event()
        self._failed = ""

    async def main(self) -> int:
        """From the painted window to the last closed file; the exit code."""
        from nobi_desktop.app.instance import InstanceServer
        from nobi_desktop.app.wiring import Parts, Unable, open_parts

        self._window.closing.connect(self._end.set)
        self._hear_signals(asyncio.get_running_loop())
        server = InstanceServer(self._folder, self._raise)
        console = None
        parts: Parts | None = None
        try:
            parts = await open_parts(self._options, self._folder)
            self._window.attach(parts.desk)
            if not self._screen:
                from nobi_desktop.app.console import Console

                console = Console(parts.desk, self._window, self._end.set, self._picture_path())
                console.start(asyncio.get_running_loop())
            await parts.connect(self._options)
            await self._until_the_end()
        except Unable as error:
            say(str(error))
            self._failed = str(error)
        finally:
            self._window.hide()
            if console is not None:
                console.stop(asyncio.get_running_loop())
            server.close()
            self._window.close_watches()
            if parts is not None:
                await parts.stop()
        return EXIT_UNABLE if self._failed else EXIT_OK

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
            await asyncio.wait_for(self._end.wait(), seconds)
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
