"""No secret and no person reaches a log line, a traceback or a file."""

from __future__ import annotations

import logging
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from nobi_desktop.app import logs

SECRET = "CANARYcanary0123456789abcdef"


@pytest.fixture
def root() -> Iterator[logging.Logger]:
    logger = logging.getLogger()
    before, level = list(logger.handlers), logger.level
    levels = {name: logging.getLogger(name).level for name in logs.QUIET}
    yield logger
    for handler in list(logger.handlers):
        if handler not in before:
            handler.close()
    logger.handlers[:] = before
    logger.setLevel(level)
    for name, old in levels.items():
        logging.getLogger(name).setLevel(old)


@pytest.mark.parametrize(
    "text",
    [
        f"GET /api/v2/token/get?app_key=1&app_secret={SECRET}&auth_code={SECRET}&grant_type=x",
        f"GET /api/v2/token/refresh?refresh_token={SECRET}",
        f"{{'x-tts-access-token': '{SECRET}', 'a': 1}}",
        f'{{"access_token": "{SECRET}"}}',
        f"x-tts-access-token: {SECRET}",
        f"token ROW_{SECRET} refused",
        f"sign={SECRET}&timestamp=1",
        f"http://127.0.0.1:8721/callback?code={SECRET}&state=1",
    ],
)
def test_a_secret_never_stands_in_a_line(text: str) -> None:
    assert SECRET not in logs.redact(text)


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("call 0912345678 now", "0912345678"),
        ("call +84 912 345 678", "345 678"),
        ("mail v2b2V5@chat.seller.tiktok.com", "v2b2V5"),
        ("conversation 7494560109732330001", "7494560109732330001"),
        (f"open {Path.home()}/Documents", str(Path.home())),
    ],
)
def test_a_person_never_stands_in_a_line(text: str, gone: str) -> None:
    assert gone not in logs.redact(text)


def test_what_helps_to_find_a_fault_stays() -> None:
    line = "GET /order/202309/orders/search 429 code 36009002 in 812 ms"
    assert logs.redact(line) == line
    for code in ("36004005", "105002", "http_502"):
        line = f"SignInAgain(code={code} http=401 request_id=20261125222405A764)"
        assert logs.redact(line) == line
    assert logs.redact("conversation 7494560109732330001").endswith("001")


@pytest.mark.parametrize("code", ["12345678ab", "1234-5678", "123456789", "1234/x", "http_502x"])
def test_what_only_begins_like_a_number_is_taken_out(code: str) -> None:
    assert logs.redact(f"/callback?code={code}&state=s").startswith("/callback?code=***")


def test_tracebacks_are_redacted_too(tmp_path: Path, root: logging.Logger) -> None:
    logs.set_up(tmp_path, "info")
    try:
        raise RuntimeError(f"refused: refresh_token={SECRET}")
    except RuntimeError:
        logging.getLogger("nobi_desktop.test").exception("with %s", f"access_token={SECRET}")
    for handler in root.handlers:
        handler.flush()
    file = tmp_path / "logs" / "nobi.log"
    text = file.read_text(encoding="utf-8")
    assert "RuntimeError" in text
    assert SECRET not in text
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_the_http_library_is_not_heard_at_info(tmp_path: Path, root: logging.Logger) -> None:
    logs.set_up(tmp_path, "debug")
    assert not logging.getLogger("httpx").isEnabledFor(logging.INFO)
    assert not logging.getLogger("sqlalchemy.engine").isEnabledFor(logging.INFO)
    assert root.isEnabledFor(logging.DEBUG)
