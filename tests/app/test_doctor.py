"""The doctor as a program: what it prints, how it ends, and that it changes nothing."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from nobi_desktop.app import doctor
from nobi_desktop.app.options import DoctorOptions, parse_doctor
from nobi_desktop.domain.finding import Check, Mark, Report, ShopFindings, found
from nobi_desktop.store import opening
from nobi_desktop.ui import i18n
from tests.journeys.outside import ROOT, Sandbox, program, sandbox, until

READS = {
    ("GET", "shops"),
    ("GET", "agent_settings"),
    ("GET", "list_conversations"),
    ("GET", "list_messages"),
    ("POST", "orders"),
    ("POST", "products"),
}


def run(*words: str, code: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """`nobi-desktop doctor` as a process of its own, without display and without keyring."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "DBUS_SESSION_BUS_ADDRESS")
    }
    kept["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
    kept["PYTHONIOENCODING"] = "utf-8"
    start = ["-c", code] if code else ["-m", "nobi_desktop"]
    return subprocess.run(
        [sys.executable, *start, "doctor", *words],
        cwd=ROOT,
        env=kept | environment,
        capture_output=True,
        encoding="utf-8",
        timeout=90,
        check=False,
    )


def of(told: dict[str, Any], check: Check, shop: int | None = None) -> dict[str, Any]:
    where = told["shops"][shop]["findings"] if shop is not None else told["computer"]
    where = where if shop is not None else where + told["network"]
    (finding,) = [f for f in where if f["check"] == check]
    return dict(finding)


def snapshot(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


# -- the command line ---------------------------------------------------------------------------


def test_what_follows_doctor_is_read(tmp_path: Path) -> None:
    assert parse_doctor([]) == DoctorOptions()
    found_options = parse_doctor(
        [
            *("--data-dir", str(tmp_path), "--api-url", "http://127.0.0.1:1/"),
            *("--auth-url", "https://a.example", "--language", "vi", "--shop", "Hà", "--json"),
        ]
    )
    assert found_options == DoctorOptions(
        data_dir=tmp_path,
        api_url="http://127.0.0.1:1",
        auth_url="https://a.example",
        language="vi",
        shop="Hà",
        json=True,
    )


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--api-url", "http://example.com"], "plain http is for this computer only"),
        (["--language", "fr"], "invalid choice"),
        (["--data-dir", __file__], "not a folder"),
        (["--screenshot", "a.png"], "unrecognized arguments"),
        (["extra"], "unrecognized arguments"),
        (["--demo", "--data-dir", "/tmp"], "--demo or --data-dir, not both"),
        (["--shop"], "expected one argument"),
    ],
)
def test_a_mistake_is_told_in_one_line(
    words: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        parse_doctor(words)
    assert stop.value.code == 2
    assert told in capsys.readouterr().err.strip().splitlines()[-1]


# -- whole processes ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def shops() -> Any:
    with sandbox("--shops", "2", "--conversations", "3", "--messages", "4") as running:
        yield running


@pytest.fixture(autouse=True)
def quiet(request: pytest.FixtureRequest) -> Any:
    """Faults of one test do not reach the next."""
    yield
    if "shops" in request.fixturenames:
        running: Sandbox = request.getfixturevalue("shops")
        for shop in running.shops:
            running.post("settings", can_accept_chat={shop["id"]: True})


@pytest.mark.parametrize(("language", "last"), [("en", "2 shops are fine."), ("vi", "2 shop ổn.")])
def test_practice_shops_are_well(shops: Sandbox, language: str, last: str) -> None:
    done = run("--demo", "--api-url", shops.url, "--language", language)
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    assert lines[-1] == last
    assert done.returncode == 0
    assert max(map(len, lines)) <= doctor.WIDTH
    assert not any("✗" in line or "  ! " in line for line in lines)


def test_a_fault_is_told_and_the_code_is_one(shops: Sandbox) -> None:
    shops.post("settings", can_accept_chat={shops.shops[1]["id"]: False})
    done = run("--demo", "--api-url", shops.url, "--language", "en")
    assert done.returncode == 1
    name = shops.shops[1]["name"]
    assert done.stdout.splitlines()[-1] == f"1 shop is fine. 1 shop needs you: {name}."
    assert "✗ Takes chats no, TikTok does not hand" in " ".join(done.stdout.split())


PORTAL = {"route": "list_conversations", "status": 302, "body": "<html>"}
FAULTS: list[tuple[dict[str, Any], Check, str]] = [
    ({"route": "orders", "status": 401, "code": 105005}, Check.ORDERS, "no_scope"),
    ({"route": "agent_settings", "status": 401, "code": 105002}, Check.ACCEPTING, "expired"),
    ({"route": "agent_settings", "status": 401, "code": 106001}, Check.ACCEPTING, "bad_secret"),
    ({"route": "agent_settings", "status": 403, "code": 36009033}, Check.ACCEPTING, "ip_list"),
    ({"route": "list_messages", "status": 429, "code": 36009002}, Check.MESSAGES, "slow_down"),
    (PORTAL, Check.CONVERSATIONS, "not_tiktok"),
    ({"route": "products", "drop": True}, Check.PRODUCTS, "network"),
    ({"route": "products", "code": 36009003}, Check.PRODUCTS, "tiktok_down"),
]


def test_each_shop_tells_its_own_trouble() -> None:
    with sandbox("--shops", str(len(FAULTS)), "--conversations", "2", "--messages", "3") as many:
        for shop, (fault, _, _) in zip(many.shops, FAULTS, strict=True):
            many.post("faults", shop_id=shop["id"], times=-1, message="as it is", **fault)
        done = run("--demo", "--api-url", many.url, "--json")
        said = [
            run("--demo", "--api-url", many.url, "--language", language)
            for language in ("en", "vi")
        ]
    told = json.loads(done.stdout)
    assert {each.returncode for each in (done, *said)} == {1}
    for number, (fault, check, code) in enumerate(FAULTS):
        finding = of(told, check, number)
        assert (finding["code"], told["shops"][number]["well"]) == (code, False)
        if "code" in fault:
            assert finding["answer"]["number"] == str(fault["code"])
            assert all(f"{fault['code']} “as it is”" in read.stdout for read in said)
            assert finding["answer"]["request_id"]
    for read in said:
        lines = read.stdout.splitlines()
        assert max(map(len, lines)) <= doctor.WIDTH
        assert sum("→" in line for line in lines) == len(FAULTS)
        assert " ".join(lines[lines.index("", -4) + 1 :]).startswith(f"{len(FAULTS)} shop")


def test_json_is_for_programs_and_holds_no_secret(shops: Sandbox) -> None:
    before = len(shops.get("requests")["requests"])
    done = run("--demo", "--api-url", shops.url, "--json", "--shop", "nang")
    told = json.loads(done.stdout)
    assert done.returncode == 0
    assert (told["well"], told["calls"], len(told["shops"])) == (True, 6, 1)
    assert of(told, Check.CONVERSATIONS, 0)["values"]["count"] == 3
    assert of(told, Check.CONVERSATIONS, 0)["answer"]["request_id"]
    asked = shops.get("requests")["requests"][before:]
    calls = [(e["method"], e["route"]) for e in asked if e["path"].startswith("/")][-6:]
    assert set(calls) == READS
    facts = shops.facts
    for shop in facts["shops"]:
        for secret in (shop["cipher"], shop["access_token"], shop["refresh_token"], shop["id"]):
            assert secret not in done.stdout + done.stderr
    assert facts["app_secret"] not in done.stdout + done.stderr
    assert facts["app_key"] not in done.stdout + done.stderr


def test_no_shop_of_that_name(shops: Sandbox) -> None:
    done = run("--demo", "--api-url", shops.url, "--shop", "nobody", "--language", "en")
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("No shop is called nobody. There are: Thời trang Hà, ")
    assert len(done.stderr.splitlines()) == 1


def test_no_sandbox_there() -> None:
    done = run("--demo", "--api-url", "http://127.0.0.1:9")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "no sandbox answers at http://127.0.0.1:9\n"


def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    folder = tmp_path / "none"
    done = run(
        *("--data-dir", str(folder), "--language", "en"),
        *("--api-url", "http://127.0.0.1:9", "--auth-url", "http://127.0.0.1:9"),
    )
    assert done.returncode == 1
    assert "Nobi has not been started with it" in " ".join(done.stdout.split())
    assert "✗ Keyring" in done.stdout
    assert "✗ TikTok's API" in done.stdout
    assert done.stdout.splitlines()[-2].startswith("No shop is connected here. Besides")
    assert done.stderr == ""
    assert not folder.exists()


@pytest.mark.parametrize("harm", ["", "seller.sqlite", "tiktok.sqlite"])
def test_files_stay_as_they_are(tmp_path: Path, harm: str) -> None:
    folder = tmp_path / "data"
    connection, _ = opening.open_store(folder, 1.0)
    opening.close(connection)
    if harm:
        (folder / harm).write_bytes(b"broken" * 2000)
    before = snapshot(folder)
    done = run(
        *("--data-dir", str(folder), "--json"),
        *("--api-url", "http://127.0.0.1:9", "--auth-url", "http://127.0.0.1:9"),
    )
    assert done.returncode == 1
    told = json.loads(done.stdout)
    for check, file in ((Check.SELLER_FILE, "seller.sqlite"), (Check.COPY_FILE, "tiktok.sqlite")):
        assert of(told, check)["code"] == ("damaged" if harm == file else "sound")
    assert snapshot(folder) == before


def test_beside_the_running_program(shops: Sandbox, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    with program("--demo", "--api-url", shops.url, "--data-dir", str(folder)) as process:
        until(lambda: (folder / "tiktok.sqlite-wal").exists(), 30, "the store")
        until(lambda: len(_records(folder)) == 2, 30, "the shops")
        done = run("--data-dir", str(folder), "--api-url", shops.url, "--json")
        told = json.loads(done.stdout)
        assert of(told, Check.SELLER_FILE)["code"] == "sound"
        assert of(told, Check.COPY_FILE)["code"] == "sound"
        assert [shop["name"] for shop in told["shops"]] == [s["name"] for s in shops.shops]
        # Its practice keys are in its own memory; no keyring of this computer was asked for them.
        assert of(told, Check.APP, 0)["code"] == "keyring"
        assert process.poll() is None
        process.terminate()
        assert process.wait(30) == 0


def _records(folder: Path) -> list[Any]:
    done = run("--data-dir", str(folder), "--api-url", "http://127.0.0.1:9", "--json")
    return list(json.loads(done.stdout)["shops"])


def test_where_the_terminal_knows_ascii_only(shops: Sandbox) -> None:
    shops.post("settings", can_accept_chat={shops.shops[1]["id"]: False})
    done = run(*("--demo", "--api-url", shops.url, "--language", "vi"), PYTHONIOENCODING="ascii")
    assert done.stdout.isascii()
    assert "  x Nhan hoi thoai" in done.stdout
    assert "  + Don hang" in done.stdout
    assert "?" not in done.stdout.split("\n\n", 1)[1]


WITHOUT_QT = """
import sys
for name in ("PySide6", "PySide6.QtCore", "PySide6.QtGui", "PySide6.QtWidgets"):
    sys.modules[name] = None
from nobi_desktop.__main__ import main
sys.exit(main(sys.argv[1:]))
"""


def test_where_qt_cannot_be_loaded_it_speaks_english(shops: Sandbox) -> None:
    done = run("--demo", "--api-url", shops.url, "--language", "vi", code=WITHOUT_QT)
    assert done.stderr == ""
    assert done.stdout.splitlines()[-1] == "2 shops are fine."
    assert done.returncode == 0


def test_whoever_reads_only_the_beginning_sees_no_traceback(shops: Sandbox) -> None:
    line = f'"{sys.executable}" -m nobi_desktop doctor --demo --api-url {shops.url} | head -n 1'
    done = subprocess.run(
        ["sh", "-c", line], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stdout.startswith("Nobi Desktop")
    assert "Traceback" not in done.stderr


SEEDED = """
import asyncio, sys
from pathlib import Path
from nobi_desktop.app import demo, practice
from nobi_desktop.flow.clock import SystemClock
from nobi_desktop.shops.registry import Registry
from nobi_desktop.shops.vault import choose
from nobi_desktop.store import settings
from nobi_desktop.store.database import Database
from nobi_desktop.tiktok.transport import Transports

async def main():
    folder, url = Path(sys.argv[1]), sys.argv[2]
    clock = SystemClock()
    db = await Database.open(folder, clock=clock)
    await db.write(settings.set_value, "install_id", "ci-doctor")
    vault, lasting = await choose("ci-doctor")
    assert lasting
    transports = Transports.build()
    registry = Registry(db=db, vault=vault, clock=clock, transports=transports)
    await practice.connect_all(registry, await demo.running_at(url))
    await registry.close()
    await transports.close()
    await db.close()

asyncio.run(main())
"""


@pytest.mark.real
def test_with_a_real_keyring(shops: Sandbox, tmp_path: Path) -> None:
    missing = [
        name for name in ("dbus-run-session", "gnome-keyring-daemon") if not shutil.which(name)
    ]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")
    home, runtime, folder = tmp_path / "home", tmp_path / "run", tmp_path / "data"
    home.mkdir()
    runtime.mkdir(mode=0o700)
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DBUS_SESSION_BUS_ADDRESS", "GNOME_KEYRING_CONTROL", "DISPLAY")
        and not name.startswith(("XDG_", "PYTHON_KEYRING"))
    }
    words = f'--data-dir "{folder}" --api-url {shops.url} --auth-url {shops.url} --json'
    script = (
        "printf 'ci\\n' | gnome-keyring-daemon --unlock --components=secrets >/dev/null && "
        f'"{sys.executable}" -c "$NOBI_SEEDED" "{folder}" {shops.url} && '
        f'exec "{sys.executable}" -m nobi_desktop doctor {words}'
    )
    done = subprocess.run(
        ["dbus-run-session", "--", "sh", "-c", script],
        cwd=ROOT,
        env={**kept, "HOME": str(home), "XDG_RUNTIME_DIR": str(runtime), "NOBI_SEEDED": SEEDED},
        capture_output=True,
        encoding="utf-8",
        timeout=90,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-2000:]
    told = json.loads(done.stdout)
    assert "SecretService" in of(told, Check.KEYRING)["values"]["name"]
    assert told["calls"] == 12


# -- pieces -------------------------------------------------------------------------------------

NOON = 1_767_240_000.0
"""2026-01-01 11:00 in Vietnam."""


@pytest.mark.parametrize(
    ("kept", "code", "used"),
    [
        ("", "unknown", None),
        ("nonsense", "unknown", None),
        ("[1]", "unknown", None),
        ('{"day": "2026-01-01"}', "unknown", None),
        ('{"day": "2026-01-01", "used": 412}', "left", 412),
        ('{"day": "2025-12-31", "used": 9999}', "left", 0),
        ('{"day": "2026-01-01", "used": 9500}', "nearly", 9500),
        ('{"day": "2026-01-01", "used": -5}', "left", 0),
        ('{"day": "2026-01-01", "used": 1, "refused_until": 1767286800}', "spent", None),
        ('{"day": "2026-01-01", "used": 1, "refused_until": 5}', "left", 1),
    ],
)
def test_what_is_left_of_the_day(kept: str, code: str, used: int | None) -> None:
    finding = doctor.quota(kept, "VN", NOON)
    assert finding.code == code
    assert dict(finding.values).get("used") == used


def test_a_hostile_name_cannot_reach_the_terminal(qapp: object) -> None:
    i18n.install("en")
    evil = "\x1b]0;x\x07\u202eevil\nname" + "Ạ" * 300
    shop = ShopFindings("7601", evil, "V\x1bN", (found(Check.ACCEPTING, Mark.BAD, "no"),))
    report = Report(NOON, (), (), (shop,))
    for line in [*doctor.lines(report), *doctor.as_json(report).splitlines()]:
        assert not any(ord(c) < 32 or c == "\u202e" for c in line)
    assert max(map(len, doctor.lines(report))) <= doctor.WIDTH
