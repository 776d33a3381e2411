"""What the seller has chosen, within bounds."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, fields
from typing import Any

LANGUAGES = ("system", "vi", "en")
THEMES = ("system", "light", "dark")
SEND_KEYS = ("enter", "ctrl_enter")

_CHOICES: dict[str, tuple[str, ...]] = {
    "language": LANGUAGES,
    "theme": THEMES,
    "send_key": SEND_KEYS,
}
_BOUNDS: dict[str, tuple[int, int]] = {"zoom": (80, 160), "list_width": (280, 480)}


@dataclass(frozen=True, slots=True)
class Settings:
    """The seller's choices. `zoom` is in per cent, `list_width` in pixels.

    `unknown` keeps what a newer version wrote, so that this one does not lose it.
    """

    language: str = "system"
    theme: str = "system"
    send_key: str = "enter"
    zoom: int = 100
    list_width: int = 344
    mark_read_at_tiktok: bool = True
    unknown: tuple[tuple[str, str], ...] = field(default=(), repr=False)

    def to_json(self) -> str:
        values = asdict(self)
        unknown = {name: json.loads(text) for name, text in values.pop("unknown")}
        return json.dumps(unknown | values, ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> Settings:
        """Settings as kept: bad values get their default, unknown keys stay."""
        try:
            values: Any = json.loads(text)
        except ValueError:
            values = {}
        if not isinstance(values, dict):
            values = {}
        known = {f.name: f for f in fields(cls) if f.name != "unknown"}
        chosen = {name: values[name] for name in known if name in values}
        for name in list(chosen):
            if not _fits(name, chosen[name], known[name].default):
                del chosen[name]
        unknown = tuple(
            (name, json.dumps(value)) for name, value in values.items() if name not in known
        )
        return cls(**chosen, unknown=unknown)


def _fits(name: str, value: Any, default: Any) -> bool:
    if type(value) is not type(default):
        return False
    if name in _CHOICES:
        return value in _CHOICES[name]
    if name in _BOUNDS:
        low, high = _BOUNDS[name]
        return bool(low <= value <= high)
    return True
