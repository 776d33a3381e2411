"""Planned misbehaviour: delays, dropped answers, late commits, rewritten and dripping answers.

A captive portal is `{"route": "token_refresh", "status": 200, "body": "<html>…"}`, or status 302
with a `location` in `headers`; a pair that is made but never arrives `{"drop": true}`, or late by
`delay_after_commit`; an empty list of shops `{"route": "shops", "rewrite": {"data.shops": []}}`.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass, fields
from typing import Any

ROUTES = {
    "send": "POST …/conversations/{id}/messages",
    "list_messages": "GET …/conversations/{id}/messages",
    "list_conversations": "GET …/conversations",
    "token_get": "GET /api/v2/token/get",
    "token_refresh": "GET /api/v2/token/refresh",
    "upload": "POST …/images/upload",
    "read": "POST …/messages/read",
    "orders": "order search",
    "products": "product search",
    "media": "pictures",
    "order": "order detail",
    "product": "product detail",
    "inventory": "inventory search",
    "shops": "GET /authorization/202309/shops",
    "conversation": "one conversation",
    "create_conversation": "POST …/conversations",
    "agent_settings": "GET …/agents/settings",
    "set_agent_settings": "PUT …/agents/settings",
    "performance": "shop performance",
    "coupons": "coupon search",
    "warehouses": "warehouse list",
    "authorize": "the consent page",
    "*": "everything but the control API",
}


class ConnectionDropped(ConnectionError):
    """The connection is closed without an answer; raised to in-process callers."""


@dataclass
class Fault:
    """One planned misbehaviour of one route.

    `status`, `code`, `body` and `body_base64` replace the answer and, unless `commit` is true,
    keep the request from being done. `rewrite` and `headers` change the answer of a request that
    is done. Calls without a cipher, those for tokens too, belong to the first shop of the consent.
    """

    route: str = "*"
    shop_id: str | None = None
    conversation_id: str | None = None
    times: int = 1
    after_calls: int = 0
    delay_before_commit: float = 0.0
    delay_after_commit: float = 0.0
    drop: bool = False
    drop_before: bool = False
    commit_after: float | None = None
    commit: bool | None = None
    hang: bool = False
    status: int | None = None
    code: int | None = None
    message: str | None = None
    body: str | None = None
    body_base64: str | None = None
    headers: dict[str, str] | None = None
    rewrite: dict[str, Any] | None = None
    drip: float | None = None
    clock_offset: float = 0.0
    id: int = 0
    seen: int = 0
    used: int = 0

    @property
    def replaces_answer(self) -> bool:
        planned = (self.status, self.code, self.body, self.body_base64)
        return any(part is not None for part in planned)

    @property
    def commits(self) -> bool:
        """Whether the request is done at once."""
        if self.drop_before or self.commit_after is not None:
            return False
        if self.commit is not None:
            return self.commit
        return not self.replaces_answer

    def wire(self) -> dict[str, Any]:
        return {name.name: getattr(self, name.name) for name in fields(self)}


_FIELDS = {name.name for name in fields(Fault)} - {"id", "seen", "used"}


class Faults:
    """The plan: the first fault that fits a request is used."""

    def __init__(self) -> None:
        self._planned: list[Fault] = []
        self._made = 0

    def plan(self, route: str = "*", **what: Any) -> Fault:
        """Adds a fault; see `Fault` for the words."""
        if route not in ROUTES:
            raise ValueError(f"no such route: {route!r}; known are {', '.join(ROUTES)}")
        unknown = set(what) - _FIELDS
        if unknown:
            raise ValueError(f"no such fault field: {', '.join(sorted(unknown))}")
        self._made += 1
        fault = Fault(route=route, id=self._made, **what)
        self._planned.append(fault)
        return fault

    def planned(self) -> list[Fault]:
        return list(self._planned)

    def clear(self, fault_id: int | None = None) -> int:
        """Forgets one fault or all; tells how many."""
        before = len(self._planned)
        self._planned = [
            fault for fault in self._planned if fault_id is not None and fault.id != fault_id
        ]
        return before - len(self._planned)

    def take(self, route: str, shop_id: str = "", conversation_id: str = "") -> Fault | None:
        """The fault for this request, if any; counts it as used."""
        for fault in self._planned:
            if fault.route not in ("*", route):
                continue
            if fault.shop_id is not None and fault.shop_id != shop_id:
                continue
            if fault.conversation_id is not None and fault.conversation_id != conversation_id:
                continue
            fault.seen += 1
            if fault.seen <= fault.after_calls:
                continue
            if 0 <= fault.times <= fault.used:
                continue
            fault.used += 1
            return fault
        return None


def rewritten(answer: Any, changes: dict[str, Any]) -> Any:
    """The answer with changes put in: nested objects, or paths such as data.messages.0.content.

    A name that begins with "-" removes that field.
    """
    result = copy.deepcopy(answer)
    for path, value in changes.items():
        removed = path.startswith("-")
        parts = path.removeprefix("-").split(".")
        _put(result, parts, value, removed)
    return result


def _put(node: Any, parts: list[str], value: Any, removed: bool) -> None:
    for part in parts[:-1]:
        if isinstance(node, list) and part.isdigit() and int(part) < len(node):
            node = node[int(part)]
        elif isinstance(node, dict):
            node = node.setdefault(part, {})
        else:
            return
    last = parts[-1]
    if isinstance(node, list):
        if last.isdigit() and int(last) < len(node):
            if removed:
                del node[int(last)]
            else:
                node[int(last)] = value
    elif isinstance(node, dict):
        if removed:
            node.pop(last, None)
        elif isinstance(value, dict) and isinstance(node.get(last), dict):
            node[last] = rewritten(node[last], value)
        else:
            node[last] = value
