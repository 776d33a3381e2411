"""Figures of whole processes: start, memory and idle processor time, beside an empty window."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import psutil

from nobi_desktop.sync.orders import QUIET
from tests.benchmarks.figure import Figure, median
from tests.journeys.outside import ROOT, sandbox

# Nobody has written for an hour.
IDLE = ("--conversations", "20", "--messages", "10", "--quiet", "3600")
EMPTY = """
import sys, time
from PySide6.QtWidgets import QApplication, QListView, QMainWindow
app = QApplication([])
window = QMainWindow()
window.setCentralWidget(QListView())
window.resize(1280, 820)
window.show()
app.processEvents()
print(time.time(), flush=True)
sys.stdin.read()
"""


def _environment() -> dict[str, str]:
    environment = dict(os.environ)
    # Whoever runs the program for a second time has its compiled modules.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    if not environment.get("DISPLAY"):
        environment["QT_QPA_PLATFORM"] = "offscreen"
    else:
        environment.pop("QT_QPA_PLATFORM", None)
    return environment


@contextmanager
def empty_window() -> Iterator[tuple[float, psutil.Process]]:
    """An empty PySide6 window; the seconds to its first paint, and its process."""
    begun = time.time()
    process = subprocess.Popen(
        [sys.executable, "-c", EMPTY],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=_environment(),
        text=True,
    )
    assert process.stdout is not None
    assert process.stdin is not None
    painted = float(process.stdout.readline())
    try:
        yield painted - begun, psutil.Process(process.pid)
    finally:
        process.stdin.close()
        process.wait(10)
        process.stdout.close()


@contextmanager
def program(
    folder: Path, *words: str, module: str = "nobi_desktop"
) -> Iterator[tuple[float, psutil.Process]]:
    """The program on the store in `folder`; seconds to its painted inbox, and its process."""
    words = words if module != "nobi_desktop" else ("--data-dir", str(folder), *words)
    log = folder / "logs" / "nobi.log"
    log.unlink(missing_ok=True)
    begun = time.time()
    process = subprocess.Popen(
        [sys.executable, "-m", module, *words],
        cwd=ROOT,
        env=_environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        end = time.time() + 30
        while True:
            text = log.read_text() if log.exists() else ""
            marks = [line for line in text.splitlines() if "inbox painted at" in line]
            if marks:
                break
            assert process.poll() is None, "the program ended by itself"
            assert time.time() < end, "no inbox was painted"
            time.sleep(0.05)
        yield float(marks[0].split()[-1]) - begun, psutil.Process(process.pid)
    finally:
        process.terminate()
        process.wait(20)


def start(folder: Path, rounds: int = 31) -> Figure:
    """Start to first painted inbox, taking turns with the empty window."""
    ours: list[float] = []
    empty: list[float] = []
    for _ in range(rounds):
        with empty_window() as (seconds, _process):
            empty.append(seconds)
        with program(folder) as (seconds, _process):
            ours.append(seconds)
    return Figure(
        "start to first painted inbox",
        median(ours) / median(empty),
        "ratio",
        f"an empty PySide6 window: {median(empty):.3f} s, ours {median(ours):.3f} s",
        2.0,
    )


def memory(folder: Path) -> Figure:
    """Proportional set size, idle, everything loaded."""
    with empty_window() as (_, process):
        time.sleep(1)
        empty = process.memory_full_info().pss
    with program(folder) as (_, process):
        time.sleep(8)
        ours = process.memory_full_info().pss
    return Figure(
        "memory, 100,000 conversations stored, idle",
        ours / empty,
        "ratio",
        f"an empty PySide6 window: {empty / 2**20:.0f} MiB PSS, ours {ours / 2**20:.0f} MiB",
        2.2,
    )


def _processor_time(process: psutil.Process, seconds: float) -> float:
    """Processor time of `process` in the next `seconds`, in hundredths of one core."""
    before, begun = process.cpu_times(), time.monotonic()
    time.sleep(seconds)
    after, passed = process.cpu_times(), time.monotonic() - begun
    return (after.user + after.system - before.user - before.system) / passed * 100


def idle_cpu(folder: Path, seconds: float = 60) -> Figure:
    """Processor time of five shops that are polled every 15 s while nothing happens."""
    with (
        sandbox(*IDLE, "--shops", "5") as shop,
        program(folder, "--demo", "--api-url", shop.url) as (_, process),
    ):
        time.sleep(40)
        share = _processor_time(process, seconds)
    return Figure(
        "idle processor time, 5 shops polled every 15 s", share, "% of a core", "one core", 1.0
    )


def twenty_idle(folder: Path, seconds: float = QUIET) -> list[Figure]:
    """20 shops under three authorizations that are polled while nothing happens.

    The program is started a second time, as on any morning but the first: its shops are known and
    their conversations stored. It is watched for as long as lies between two looks at the orders
    of a quiet shop, so that each shop is counted with its one.
    """
    with sandbox(*IDLE, "--shops", "20") as shop:

        def started() -> AbstractContextManager[tuple[float, psutil.Process]]:
            return program(folder, str(folder), shop.url, module="tests.benchmarks.seller")

        with started():
            time.sleep(40)
        with empty_window() as (_, process):
            time.sleep(1)
            empty = process.memory_full_info().pss
        with started() as (_, process):
            time.sleep(40)
            shop.delete("requests")
            begun = time.monotonic()
            share = _processor_time(process, seconds)
            counts = shop.get("counts")["counts"]
            cycles = (time.monotonic() - begun) / 15
            ours = process.memory_full_info().pss
    by_shop = [counts.get(one["id"], {}) for one in shop.shops]
    calls = [sum(shop_calls.values()) / cycles for shop_calls in by_shop]
    orders = [shop_calls.get("orders", 0) for shop_calls in by_shop]
    return [
        Figure("idle processor time, 20 shops polled every 15 s", share, "% of a core",
               "20 shops under 3 authorizations; one core", 1.0),
        Figure("calls of an idle shop among 20, the busiest", max(calls),
               "calls in a cycle of 15 s", f"20 shops in {seconds:.0f} s; the quietest"
               f" {min(calls):.2f}; of these, searches of orders {min(orders)} to {max(orders)} a"
               " shop; nobody has written for an hour", 1.1),
        Figure("memory, 20 shops polled", ours / empty, "ratio",
               f"an empty PySide6 window: {empty / 2**20:.0f} MiB PSS, ours {ours / 2**20:.0f} MiB;"
               " 400 conversations stored, practice keys in no keyring", 2.2),
    ]  # fmt: skip
