"""What the seller has chosen, within bounds."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from nobi_desktop.domain.response import DEFAULT_HOURS, MARKET_HOURS

LANGUAGES = ("system", "vi", "en")
THEMES = ("system", "light", "dark")
SEND_KEYS = ("enter", "ctrl_enter")

_CHOICES: dict[str, tuple[str, ...]] = {
    "language": LANGUAGES,
    "theme": THEMES,
    "send_key": SEND_KEYS,
}
_BOUNDS: dict[str, tuple[int, int]] = {"zoom": (80, 160), "list_width": (280, 480)}
HOURS = (1, 168)
OTHERS = "OTHERS"
"""The market that stands for all those that have no rule of their own."""
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_CLOCKS = ("shift_start", "shift_end")


@dataclass(frozen=True, slots=True)
class Settings:
    """The seller's choices. `zoom` is in per cent, `list_width` in pixels.

    `shift_start` and `shift_end` are times of the day as HH:MM; a shift may go past midnight.
    `response_hours` holds (market, hours) where the seller has set another rule than the default;
    `keys` (command, its keys as Qt's portable text, joined by spaces) where they are not the
    defaults, empty keys for a command that has none. `side_panel` is whether it is unfolded.
    `unknown` keeps what a newer version wrote, so that this one does not lose it.
    """

    language: str = "system"
    theme: str = "system"
    send_key: str = "enter"
    zoom: int = 100
    list_width: int = 344
    mark_read_at_tiktok: bool = True
    side_panel: bool = True
    shift_start: str = "08:00"
    shift_end: str = "17:00"
    response_hours: tuple[tuple[str, int], ...] = ()
    keys: tuple[tuple[str, str], ...] = ()
    unknown: tuple[tuple[str, str], ...] = field(default=(), repr=False)

    def hours_for(self, region: str) -> int:
        """Hours within which a buyer of a shop in `region` must be answered."""
        region = region.upper()
        chosen = dict(self.response_hours)
        default = MARKET_HOURS.get(region) or chosen.get(OTHERS, DEFAULT_HOURS)
        return chosen.get(region, default)

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
        chosen = {name: _frozen(values[name]) for name in known if name in values}
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
    if name in _CLOCKS:
        return _CLOCK.fullmatch(value) is not None
    if name == "response_hours":
        return all(
            _pair(each, int) and HOURS[0] <= each[1] <= HOURS[1] and each[0].isupper()
            for each in value
        )
    if name == "keys":
        return all(_pair(each, str) for each in value)
    return True


def _pair(value: Any, kind: type) -> bool:
    return isinstance(value, tuple) and [type(part) for part in value] == [str, kind]


def _frozen(value: Any) -> Any:
    """JSON's lists as tuples."""
    return tuple(map(_frozen, value)) if isinstance(value, list) else value
