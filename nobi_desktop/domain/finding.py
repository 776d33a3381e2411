"""What an examination found, in codes and values: no secret, and nothing a buyer has written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeAlias

from nobi_desktop.domain.ids import ShopId
from nobi_desktop.domain.keys import Purpose


class Mark(StrEnum):
    """How it stands. NOTE is for information; WARN works for now, BAD does not work."""

    GOOD = "good"
    NOTE = "note"
    WARN = "warn"
    BAD = "bad"

    @property
    def needs_care(self) -> bool:
        return self in (Mark.WARN, Mark.BAD)


class Check(StrEnum):
    """What was looked at: first of this computer, then of a shop."""

    PROGRAM = "program"
    SYSTEM = "system"
    SQLITE = "sqlite"
    FOLDER = "folder"
    DISK = "disk"
    MODES = "modes"
    SELLER_FILE = "seller_file"
    COPY_FILE = "copy_file"
    RECORDS = "records"
    BACKUP = "backup"
    LOG = "log"
    KEYRING = "keyring"
    PROXY = "proxy"
    API_HOST = "api_host"
    AUTH_HOST = "auth_host"
    CLOCK = "clock"

    STANDING = "standing"
    APP = "app"
    TOKENS = "tokens"
    AUTHORIZATION = "authorization"
    SCOPES = "scopes"
    QUOTA = "quota"
    GRANTED = "granted"
    ACCEPTING = "accepting"
    CONVERSATIONS = "conversations"
    MESSAGES = "messages"
    ORDERS = "orders"
    PRODUCTS = "products"
    CALLS = "calls"


class Failure(StrEnum):
    """Why a question to TikTok was not answered; the words say what can be done about each."""

    NO_SCOPE = "no_scope"
    IP_LIST = "ip_list"
    NOT_ACTIVE = "not_active"
    NO_PERMISSION = "no_permission"
    EXPIRED = "expired"
    INVALID = "invalid"
    BAD_SECRET = "bad_secret"
    BAD_APP = "bad_app"
    REFUSED = "refused"
    SLOW_DOWN = "slow_down"
    QUOTA = "quota"
    CLOCK = "clock"
    NOT_TIKTOK = "not_tiktok"
    TIKTOK_DOWN = "tiktok_down"
    NAME = "name"
    TLS = "tls"
    PROXY = "proxy"
    TIMEOUT = "timeout"
    NETWORK = "network"


Value: TypeAlias = str | int | float


@dataclass(frozen=True, slots=True)
class Answer:
    """How a question to TikTok was answered.

    `number` and `text` are TikTok's, or our word for what came instead; both are empty where all
    went well. `request_id` is what TikTok's support asks for; `seconds` is how long it took.
    """

    number: str = ""
    text: str = ""
    request_id: str = ""
    http: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report. `code` says how it turned out, `values` fill its sentence.

    `purpose` is set where the shop has an app of its own for each purpose.
    """

    check: Check
    mark: Mark
    code: str
    values: tuple[tuple[str, Value], ...] = ()
    answer: Answer | None = None
    purpose: Purpose | None = None

    def text(self, name: str) -> str:
        """The value `name` as text, empty where there is none."""
        return str(dict(self.values).get(name, ""))

    def number(self, name: str) -> float:
        """The value `name` as a number, 0 where there is none."""
        value = dict(self.values).get(name, 0)
        return value if isinstance(value, int | float) else 0

    def serving(self, purpose: Purpose | None) -> Finding:
        """The same finding, told of `purpose`."""
        return replace(self, purpose=purpose)


def found(check: Check, mark: Mark, code: str, **values: Value) -> Finding:
    """A finding with its values by name."""
    return Finding(check, mark, code, tuple(values.items()))


@dataclass(frozen=True, slots=True)
class ShopFindings:
    """What was found of one shop; of one that is disconnected there is nothing to be asked."""

    shop: ShopId
    name: str
    region: str
    findings: tuple[Finding, ...]

    @property
    def needs_care(self) -> bool:
        return any(finding.mark.needs_care for finding in self.findings)

    @property
    def is_connected(self) -> bool:
        return not self._holds(Check.STANDING, "disconnected")

    @property
    def was_unreachable(self) -> bool:
        """Whether TikTok could not be asked, for a reason that is not the shop's own."""
        others = [f for f in self.findings if f.mark.needs_care and f.check is not Check.CALLS]
        return not others and self._holds(Check.CALLS, "unreachable")

    def _holds(self, check: Check, code: str) -> bool:
        return any(f.check is check and f.code == code for f in self.findings)


@dataclass(frozen=True, slots=True)
class Report:
    """The whole examination, made at `at` (UTC seconds); `calls` were spent on it in all."""

    at: float
    computer: tuple[Finding, ...]
    network: tuple[Finding, ...]
    shops: tuple[ShopFindings, ...]
    calls: int = 0

    @property
    def is_well(self) -> bool:
        """Whether nothing needs anybody's care."""
        own = [*self.computer, *self.network]
        return not any(f.mark.needs_care for f in own) and not any(s.needs_care for s in self.shops)
