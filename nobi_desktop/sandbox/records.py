"""The things the world holds: people, shops, conversations, messages, requests and uploads."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from nobi_desktop.sandbox.apps import SCOPES
from nobi_desktop.sandbox.authorization import Grant


@dataclass(slots=True)
class Person:
    """A buyer."""

    im_user_id: str
    user_id: str
    nickname: str
    avatar: str | None = None


@dataclass(slots=True)
class Shop:
    """One shop with its own seller; its cipher here is the one for the first app."""

    number: int
    id: str
    name: str
    kind: str
    region: str
    cipher: str
    code: str
    open_id: str
    im_user_id: str
    user_id: str
    agent_im_user_id: str
    agent_user_id: str
    single_agent: bool
    grant: Grant | None = None
    can_accept_chat: bool = True
    user_type: int = 0
    access_life: int | None = None
    scopes: set[str] = field(default_factory=lambda: set(SCOPES))

    @property
    def access_token(self) -> str:
        return self.grant.access_token if self.grant else ""

    @property
    def refresh_token(self) -> str:
        return self.grant.refresh_token if self.grant else ""


@dataclass(slots=True)
class Message:
    """One message as the server keeps it; content is the raw string of the wire."""

    id: str
    conversation_id: str
    type: str
    content: str
    create_time: int
    index: int
    role: str
    is_visible: bool = True
    phrase: str = ""
    from_api: bool = False
    received_at: float = 0.0
    raw_body: bytes = b""
    raw_content: str = ""
    extra: dict[str, Any] | None = None

    @property
    def order(self) -> tuple[int, int, int]:
        return (self.create_time, self.index, int(self.id))

    @property
    def index_key(self) -> tuple[int, int]:
        return (self.index, int(self.id))

    @property
    def text(self) -> str | None:
        """The text inside the content, where there is one."""
        try:
            inner = json.loads(self.raw_content or self.content)
        except (ValueError, TypeError):
            return None
        value = inner.get("content") if isinstance(inner, dict) else None
        return value if isinstance(value, str) else None


@dataclass(slots=True)
class Conversation:
    """One conversation between a shop and a buyer."""

    id: str
    shop_id: str
    buyer: Person
    create_time: int
    activity: tuple[int, int]
    unread_count: int = 0
    can_send_message: bool = True
    agent_joined: bool = False
    messages: list[Message] = field(default_factory=list)
    extra: dict[str, Any] | None = None

    @property
    def activity_key(self) -> tuple[int, int, int]:
        """Last active first: time, then order of arrival, then id."""
        return (*self.activity, int(self.id))

    @property
    def latest(self) -> Message | None:
        return self.messages[-1] if self.messages else None


@dataclass(slots=True)
class Request:
    """One line of the log of requests; it holds no secret."""

    n: int
    time: float
    method: str
    path: str
    route: str
    shop_id: str
    status: int
    code: int | None
    ms: float
    dropped: bool = False


@dataclass(slots=True)
class Upload:
    """One picture that came in through the API."""

    url: str
    shop_id: str
    kind: str
    width: int
    height: int
    data: bytes
    received_at: float
