"""What one API call carries, how an endpoint is described, and how a call is refused."""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nobi_desktop.sandbox.authorization import Grant
    from nobi_desktop.sandbox.world import Shop, World

JsonObject = dict[str, Any]


class Refused(Exception):
    """The call is answered with an error envelope."""

    def __init__(
        self,
        code: int,
        message: str,
        status: int = 200,
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(f"{code} {message}")
        self.code = code
        self.message = message
        self.status = status
        self.headers = headers or {}


def parameter_error(text: str) -> Refused:
    """The wide family 36009004: the text tells the cause."""
    return Refused(36009004, text, 400)


@dataclass
class Call:
    """One request to the API, already matched to its endpoint."""

    world: World
    endpoint: Endpoint
    path: str
    pairs: list[tuple[str, str]]
    headers: dict[str, str]
    body: bytes
    ids: dict[str, str]
    now: float
    grant: Grant | None = None
    shop_or_none: Shop | None = None
    params: dict[str, str] = field(default_factory=dict)

    @property
    def shop(self) -> Shop:
        if self.shop_or_none is None:
            raise Refused(106013, "shop_cipher is required", 400)
        return self.shop_or_none

    @property
    def content_type(self) -> str:
        return self.headers.get("content-type", "")

    def json_body(self) -> JsonObject:
        """The body as an object; nothing, {} and [] all mean an empty one."""
        if not self.body.strip():
            return {}
        try:
            value = json.loads(self.body)
        except (ValueError, RecursionError):
            raise Refused(36009022, "Invalid body format: malformed JSON", 400) from None
        if value == []:
            return {}
        if not isinstance(value, dict):
            raise Refused(36009022, "Invalid body format: an object is expected", 400)
        return value

    def flag(self, name: str) -> bool:
        value = self.params.get(name, "").lower()
        if value in ("", "false", "0"):
            return False
        if value in ("true", "1"):
            return True
        raise parameter_error(f"Invalid parameter: {name} must be a boolean")

    def choice(self, name: str, allowed: tuple[str, ...]) -> str:
        value = self.params.get(name, "") or allowed[0]
        if value not in allowed:
            raise parameter_error(f"Invalid parameter: {name} must be one of {', '.join(allowed)}")
        return value

    def items(self, name: str) -> list[str]:
        """A list parameter: repeated, comma-joined, or a JSON array."""
        text = self.params.get(name, "")
        if text.startswith("["):
            try:
                value = json.loads(text)
            except ValueError:
                raise parameter_error(f"Invalid parameter: {name}") from None
            return [str(part) for part in value]
        return [part for part in text.split(",") if part]

    def page_size(self) -> int:
        """The checked page size of this call."""
        rule = self.endpoint.page
        if rule is None:
            raise RuntimeError(f"{self.endpoint.name} has no pages")
        text = self.params.get("page_size", "")
        if not text:
            if rule.default is None:
                raise parameter_error("Missing required parameter: page_size")
            return rule.default
        if not re.fullmatch(r"\d{1,9}", text) or not 1 <= int(text) <= rule.largest:
            raise parameter_error(
                f"Invalid parameter: page_size must be between 1 and {rule.largest}"
            )
        return int(text)


Handler = Callable[[Call], Awaitable[JsonObject]]


@dataclass(frozen=True)
class Page:
    """How many rows one page of an endpoint may hold; no default means a required parameter."""

    largest: int
    default: int | None = None


@dataclass(frozen=True)
class Endpoint:
    """One method and path of the API, with its rules."""

    name: str
    method: str
    path: str
    handler: Handler
    scope: str
    cipher: bool = True
    page: Page | None = None

    @property
    def is_chat(self) -> bool:
        return self.path.startswith("/customer_service/")

    def pattern(self) -> re.Pattern[str]:
        text = re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", self.path)
        return re.compile(text + r"/?\Z")
