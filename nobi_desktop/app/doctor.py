"""Prints the doctor's report: what is wrong, and what to do; for a terminal or as JSON."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import sys
import tempfile
import textwrap
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nobi_desktop import __version__
from nobi_desktop.app import demo, logs, paths, practice, system
from nobi_desktop.app.options import DoctorOptions, parse_doctor
from nobi_desktop.domain.finding import Check, Finding, Mark, Report, found

if TYPE_CHECKING:
    from nobi_desktop.shops.vault import Vault

EXIT_WELL, EXIT_CARE, EXIT_USAGE = 0, 1, 2
WIDTH = 80
NEARLY = 0.9
"""The part of the day's calls from which on they count as nearly used up."""

_SIGNS = {Mark.GOOD: "✓", Mark.NOTE: "·", Mark.WARN: "!", Mark.BAD: "✗"}
_ASCII_SIGNS = {Mark.GOOD: "+", Mark.NOTE: "-", Mark.WARN: "!", Mark.BAD: "x"}


def main(arguments: Sequence[str]) -> int:
    """Examine and print what `arguments` ask for; the exit code."""
    options = parse_doctor(arguments)
    # Whatever the parts would log goes nowhere: the program's own log stays as it is.
    logging.getLogger().addHandler(logging.NullHandler())
    from nobi_desktop.shops.doctor import NoSuchShop

    _speak(options.language or "system")
    from nobi_desktop.ui import doctor_words

    if sys.stderr.isatty():
        _write(sys.stderr, [doctor_words.working()])
    try:
        report = asyncio.run(_examine(options))
    except NoSuchShop as error:
        _write(sys.stderr, [doctor_words.no_such_shop(options.shop, error.names)])
        return EXIT_USAGE
    except demo.DemoFailed as error:
        _write(sys.stderr, [str(error)])
        return EXIT_CARE
    except KeyboardInterrupt:
        return EXIT_CARE
    _write(sys.stdout, [as_json(report)] if options.json else lines(report))
    return EXIT_WELL if report.is_well else EXIT_CARE


def _speak(choice: str) -> None:
    """Load the words of the language; where Qt cannot be loaded the report is in English."""
    try:
        from PySide6.QtCore import QCoreApplication

        from nobi_desktop.ui import i18n
    except ImportError:
        return
    global _qt
    _qt = QCoreApplication.instance() or QCoreApplication(["nobi-desktop"])
    i18n.install(choice)


_qt: Any = None
"""Qt's application, which holds the words: kept for as long as they are needed."""


# -- examining ----------------------------------------------------------------------------------


async def _examine(options: DoctorOptions) -> Report:
    system.speak_directly_to_this_computer()
    if options.demo:
        return await _examine_practice(options)
    folder = paths.data_folder(options.data_dir)
    return await _look(options, folder)


async def _look(
    options: DoctorOptions, folder: Path, vault: Vault | None = None, api_url: str = ""
) -> Report:
    from nobi_desktop.flow.clock import SystemClock
    from nobi_desktop.shops.doctor import Doctor

    doctor = Doctor(
        folder,
        logs.file_of(folder),
        clock=SystemClock(),
        quota_of=quota,
        vault=vault,
        api_url=api_url or options.api_url or "",
        auth_url=options.auth_url or api_url,
    )
    return await doctor.examine(options.shop)


async def _examine_practice(options: DoctorOptions) -> Report:
    """The same examination of practice shops, which are connected for it in a folder of their own.

    Raises DemoFailed.
    """
    from nobi_desktop.flow.clock import SystemClock
    from nobi_desktop.shops.registry import Registry
    from nobi_desktop.shops.vault import MemoryVault
    from nobi_desktop.store.database import Database
    from nobi_desktop.store.errors import StoreError
    from nobi_desktop.tiktok.transport import Transports

    sandbox = await demo.running_at(options.api_url) if options.api_url else await demo.start()
    try:
        with tempfile.TemporaryDirectory(prefix="nobi-") as place:
            folder, clock, vault = Path(place), SystemClock(), MemoryVault("demo")
            try:
                db = await Database.open(folder, clock=clock)
            except StoreError as error:
                raise demo.DemoFailed(f"{folder} cannot hold them ({error.code})") from None
            transports = Transports.build()
            registry = Registry(db=db, vault=vault, clock=clock, transports=transports)
            try:
                await practice.connect_all(registry, sandbox, options.auth_url or "")
            finally:
                await registry.close()
                await transports.close()
                await db.close()
            return await _look(options, folder, vault, sandbox.api_url)
    finally:
        await sandbox.stop()


def quota(kept: str, region: str, now: float) -> Finding:
    """What is known of today's calls of a shop, from what its budget has kept."""
    from nobi_desktop.sync import budget

    try:
        value = json.loads(kept)
        day, used = str(value["day"]), max(0, int(value["used"]))
        refused_until = float(value.get("refused_until", 0.0))
    except (ValueError, KeyError, TypeError, AttributeError):
        return found(Check.QUOTA, Mark.NOTE, "unknown")
    if refused_until > now:
        return found(Check.QUOTA, Mark.WARN, "spent", at=refused_until)
    if day < budget.day_of(now, budget.zone_of(region)):
        used = 0
    mark, code = (Mark.WARN, "nearly") if used > NEARLY * budget.DAILY else (Mark.GOOD, "left")
    return found(Check.QUOTA, mark, code, used=used, daily=budget.DAILY)


# -- printing -----------------------------------------------------------------------------------


def lines(report: Report) -> Iterator[str]:
    """The report for a terminal of 80 columns."""
    from nobi_desktop.ui import doctor_words as words

    parts = [
        (words.section("computer"), report.computer),
        (words.section("network"), report.network),
        *((words.shop_title(shop), shop.findings) for shop in report.shops),
    ]
    column = max(len(words.title(f)) for _, findings in parts for f in findings) + 2
    yield words.heading(report, __version__)
    for name, findings in parts:
        yield ""
        yield name
        for finding in findings:
            yield from _finding(finding, column)
    yield ""
    yield from _wrapped(words.summary(report))


def _finding(finding: Finding, column: int) -> Iterator[str]:
    from nobi_desktop.ui import doctor_words as words

    first = f"  {_SIGNS[finding.mark]} {words.title(finding):<{column}}"
    rest = " " * len(first)
    said = words.sentence(finding)
    advice = words.advice(finding)
    yield from _wrapped(said, first, rest)
    for own in words.tiktoks_own(finding):
        yield from _wrapped(own, rest, rest)
    if advice:
        yield from _wrapped(advice, f"{rest}→ ", f"{rest}  ")


def _wrapped(text: str, first: str = "", rest: str = "") -> list[str]:
    wrapped = textwrap.wrap(
        text, WIDTH, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False
    )
    return wrapped or [first.rstrip()]


def as_json(report: Report) -> str:
    """The findings for a program; names and texts from outside are cleaned as on the screen."""
    return json.dumps(
        {
            "nobi": __version__,
            "at": round(report.at),
            "well": report.is_well,
            "calls": report.calls,
            "computer": [_finding_json(f) for f in report.computer],
            "network": [_finding_json(f) for f in report.network],
            "shops": [
                {
                    "id_tail": shop.shop[-4:],
                    "name": _cleaned(shop.name),
                    "region": _cleaned(shop.region),
                    "well": not shop.needs_care,
                    "findings": [_finding_json(f) for f in shop.findings],
                }
                for shop in report.shops
            ],
        },
        ensure_ascii=False,
        indent=1,
    )


def _finding_json(finding: Finding) -> dict[str, Any]:
    told: dict[str, Any] = {
        "check": finding.check,
        "mark": finding.mark,
        "code": finding.code,
        "values": {name: _cleaned(value) for name, value in finding.values},
    }
    if finding.purpose is not None:
        told["purpose"] = finding.purpose
    if finding.answer is not None:
        answer = finding.answer
        told["answer"] = {
            "number": _cleaned(answer.number),
            "text": _cleaned(answer.text),
            "request_id": _cleaned(answer.request_id),
            "http": answer.http,
            "seconds": answer.seconds,
        }
    return told


def _cleaned(value: Any) -> Any:
    from nobi_desktop.ui import clean

    return clean.one_line(value, 400) if isinstance(value, str) else value


def _write(stream: Any, said: Iterable[str]) -> None:
    """Write line by line; where the stream cannot show our letters, with plainer ones."""
    try:
        for line in said:
            stream.write(_shown(line, stream.encoding or "ascii") + "\n")
        stream.flush()
    except BrokenPipeError:
        # Whoever reads has seen enough; Python's own last flush must not complain.
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


_PLAINER = {"→": ">", "…": "..", "“": '"', "”": '"', "•": "*", "đ": "d", "Đ": "D"} | {
    _SIGNS[mark]: _ASCII_SIGNS[mark] for mark in Mark
}


def _shown(line: str, encoding: str) -> str:
    """`line` as the encoding can hold it: signs in ASCII, letters without their marks."""
    try:
        line.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        line = "".join(_plainer(character, encoding) for character in line)
    return line


def _plainer(character: str, encoding: str) -> str:
    for offer in (
        character,
        _PLAINER.get(character, ""),
        unicodedata.normalize("NFD", character)[0],
    ):
        with contextlib.suppress(UnicodeEncodeError, LookupError):
            if offer and offer.encode(encoding):
                return offer
    return "?"
