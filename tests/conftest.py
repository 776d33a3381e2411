"""What every test has: no network but this computer, and no missing part that goes unnoticed."""

from __future__ import annotations

import importlib.util
import os
import socket
from collections.abc import Iterator
from typing import Any

import hypothesis
import pytest

os.environ.setdefault("QT_API", "pyside6")
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# A proxy of the machine would see traffic that is meant for this computer only.
for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
    os.environ.pop(name, None)

# The gate tries the same examples each time; NOBI_RANDOM=1, as in `make soak`, looks for new ones.
hypothesis.settings.register_profile("gate", derandomize=True, database=None)
if os.environ.get("NOBI_RANDOM") != "1":
    hypothesis.settings.load_profile("gate")

CI = os.environ.get("CI") == "true"
_connect = socket.socket.connect


def _loopback_only(self: socket.socket, address: Any) -> None:
    if self.family in (socket.AF_INET, socket.AF_INET6):
        host = str(address[0])
        if not (host.startswith("127.") or host in ("::1", "localhost")):
            raise AssertionError(f"a test reached out to {host}")
    _connect(self, address)


@pytest.fixture(autouse=True, scope="session")
def loopback_only() -> Iterator[None]:
    """Fails a test that opens a connection to another computer."""
    socket.socket.connect = _loopback_only  # type: ignore[method-assign]
    yield
    socket.socket.connect = _connect  # type: ignore[method-assign]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Where Qt is not installed, its plugin's settings are known all the same."""
    if importlib.util.find_spec("pytestqt") is None:
        for name in ("qt_api", "qt_log_level_fail"):
            parser.addini(name, "used where pytest-qt is installed")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Long proofs run only when asked for by name of their marker."""
    if "soak" in (config.option.markexpr or ""):
        return
    kept = [item for item in items if item.get_closest_marker("soak") is None]
    config.hook.pytest_deselected(items=[i for i in items if i not in kept])
    items[:] = kept


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Any:
    """On the gate, a test of a real component that is skipped has failed."""
    report = yield
    if CI and report.skipped and item.get_closest_marker("real") is not None:
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid}: a real component is missing: {report.longrepr}"
    return report
