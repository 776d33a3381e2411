"""Reads the command line; its options stay as they are, since scripts rely on them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from nobi_desktop import __version__

if TYPE_CHECKING:
    import argparse

LOG_LEVELS = ("debug", "info", "warning", "error")


class Options(NamedTuple):
    """What the command line asks for; None where it does not say."""

    demo: bool = False
    data_dir: Path | None = None
    api_url: str | None = None
    auth_url: str | None = None
    language: str | None = None
    screenshot: Path | None = None
    quit_after: float | None = None
    log_level: str = "info"


class DoctorOptions(NamedTuple):
    """What the command line asks of the doctor; empty or None where it does not say."""

    demo: bool = False
    data_dir: Path | None = None
    api_url: str | None = None
    auth_url: str | None = None
    language: str | None = None
    shop: str = ""
    json: bool = False


def _address(text: str) -> str:
    """An http(s) address without a trailing slash; plain http only for this computer."""
    import argparse
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
        _ = parts.port
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not an address") from None
    if parts.scheme not in ("http", "https") or not host:
        raise argparse.ArgumentTypeError(f"{text!r} is not an http or https address")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise argparse.ArgumentTypeError("an address has no user, query or fragment here")
    if parts.scheme == "http" and host not in ("127.0.0.1", "localhost", "::1"):
        raise argparse.ArgumentTypeError("plain http is for this computer only; use https")
    return text.rstrip("/")


def _seconds(text: str) -> float:
    import argparse

    try:
        seconds = float(text)
    except ValueError:
        seconds = -1.0
    if not 0 < seconds < 10_000_000:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of seconds above 0")
    return seconds


def _picture(text: str) -> Path:
    import argparse

    path = Path(text)
    if path.suffix.lower() != ".png":
        raise argparse.ArgumentTypeError("the picture is a PNG: give a name that ends in .png")
    if not path.absolute().parent.is_dir():
        raise argparse.ArgumentTypeError(f"there is no folder {path.absolute().parent}")
    return path.absolute()


def _folder(text: str) -> Path:
    path = Path(text).expanduser().absolute()
    if path.exists() and not path.is_dir():
        import argparse

        raise argparse.ArgumentTypeError(f"{path} is not a folder")
    return path


def parser() -> argparse.ArgumentParser:
    """The command line's grammar, with the help text."""
    import argparse

    words = argparse.ArgumentParser(
        prog="nobi-desktop",
        description="One fast window for the chats of several TikTok Shops.",
        epilog="nobi-desktop doctor [--help] finds out what is wrong, without changing anything.",
        allow_abbrev=False,
    )
    add = words.add_argument
    add(
        "--demo",
        action="store_true",
        help="practise with three simulated shops; with --api-url, with the sandbox running there",
    )
    add("--data-dir", type=_folder, metavar="DIR", help="keep everything in this folder")
    _add_addresses(words)
    add("--language", choices=("vi", "en"), help="the language of the window")
    add(
        "--screenshot",
        type=_picture,
        metavar="FILE",
        help="write a PNG of the window when it is ready",
    )
    add("--quit-after", type=_seconds, metavar="SECONDS", help="stop by itself")
    add("--log-level", choices=LOG_LEVELS, default="info", help="how much the log tells")
    add("--version", action="version", version=f"nobi-desktop {__version__}")
    return words


def _add_addresses(words: argparse.ArgumentParser) -> None:
    words.add_argument("--api-url", type=_address, metavar="URL", help="where TikTok Shop's API is")
    words.add_argument("--auth-url", type=_address, metavar="URL", help="where its sign-in is")


def doctor_parser() -> argparse.ArgumentParser:
    """The grammar of what follows `nobi-desktop doctor`."""
    import argparse

    words = argparse.ArgumentParser(
        prog="nobi-desktop doctor",
        description="Looks at this computer and at each shop, by reading only, and tells what is "
        "wrong and what to do. Works while Nobi is running. The report holds no secret.",
        epilog="exit code: 0 all is well, 1 something needs care, 2 the command line is wrong",
        allow_abbrev=False,
    )
    add = words.add_argument
    add("--data-dir", type=_folder, metavar="DIR", help="look at this folder")
    _add_addresses(words)
    add("--language", choices=("vi", "en"), help="the language of the report")
    add("--shop", metavar="NAME-OR-ID", default="", help="look at this shop alone")
    add("--json", action="store_true", help="tell the findings as JSON")
    add(
        "--demo",
        action="store_true",
        help="look at practice shops; with --api-url, at those of the sandbox running there",
    )
    return words


def parse_doctor(arguments: Sequence[str]) -> DoctorOptions:
    """`DoctorOptions` from what follows `doctor`; a mistake ends the process as in `parse`."""
    words = doctor_parser()
    found = DoctorOptions(**vars(words.parse_args(list(arguments))))
    if found.demo and found.data_dir is not None:
        words.error("practice shops have a folder of their own: --demo or --data-dir, not both")
    return found


def parse(arguments: Sequence[str]) -> Options:
    """`Options` from `arguments`; a mistake ends the process with one clear line and code 2."""
    # A start by an icon has no words, or names its folder: it does without the grammar's 10 ms.
    match list(arguments):
        case []:
            return Options()
        case ["--data-dir", folder] if not folder.startswith("-") and not Path(folder).is_file():
            return Options(data_dir=_folder(folder))
    found = parser().parse_args(list(arguments))
    return Options(**vars(found))
