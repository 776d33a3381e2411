"""Shows the window as early as it can, then hands it to the program behind it."""

from __future__ import annotations

import gc
import os
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from nobi_desktop.app import paths, system
from nobi_desktop.app.lock import InstanceLock
from nobi_desktop.domain.settings import Settings
from nobi_desktop.store import first_page

if TYPE_CHECKING:
    from nobi_desktop.app.options import Options

EXIT_OK, EXIT_UNABLE = 0, 1


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
    try:
        if options.demo and options.data_dir is None:
            # Each practice run has new buyers; a folder of its own keeps them from real shops.
            folder = _fresh_demo_folder(folder / "demo")
        paths.make_private(folder)
        lock = InstanceLock(folder)
        ours = lock.take()
    except OSError as error:
        say(f"Nobi can't write to its data folder {folder}: {error.strerror}.")
        say("Choose another one with --data-dir DIR.")
        return EXIT_UNABLE
    if not screen:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_API"] = "pyside6"
    if not ours:
        return _second_start(folder)
    try:
        return _show(options, folder, first_page.read(folder), screen=screen)
    finally:
        lock.release()


def _fresh_demo_folder(folder: Path) -> Path:
    """An empty folder for this practice run; those of earlier runs go, if nobody holds them."""
    import shutil
    import tempfile

    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("run-*"):
        if not (old / "lock").exists():
            continue  # Another start has just made it and is about to take its lock.
        lock = InstanceLock(old)
        if lock.take():
            lock.release()
            shutil.rmtree(old, ignore_errors=True)
    return Path(tempfile.mkdtemp(prefix="run-", dir=folder))


def _second_start(folder: Path) -> int:
    from PySide6.QtWidgets import QApplication

    from nobi_desktop.app.instance import ask_to_raise

    app = QApplication([sys.argv[0]])
    raised = ask_to_raise(folder)
    del app
    if raised:
        say("Nobi is already open on this data folder; its window has come forward.")
        return EXIT_OK
    say(f"The data folder {folder} is in use by another program that does not answer.")
    return EXIT_UNABLE


def _show(
    options: Options, folder: Path, kept: first_page.FirstPage | None, *, screen: bool
) -> int:
    from PySide6.QtWidgets import QApplication

    _plain_imports()
    from nobi_desktop.ui.theme import style
    from nobi_desktop.ui.window import MainWindow

    # Chosen among the words the style comes without the names of Qt's styles, 500 of them.
    app = QApplication([sys.argv[0], "-style", "fusion"])
    app.setProperty(style.FUSION, True)
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
    painted = time.time()
    gc.enable()

    from nobi_desktop.app.program import Program

    return Program.run(options, folder, app, window, screen=screen, painted=painted)


def _plain_imports() -> None:
    """Take PySide6's own import function away again.

    It looks through the source of every module for the optional spellings of PySide6's names,
    which nothing here uses, and makes each later import dearer by a third.
    """
    import builtins

    plain = getattr(builtins, "__orig_import__", None)
    if plain is not None:
        builtins.__import__ = plain
