"""One measured figure as one line of JSON."""

from __future__ import annotations

import json
import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """`value` in `unit`, measured against something in the same run, and what it must reach.

    `at_least` turns the limit round: the value must not fall below it.
    """

    name: str
    value: float
    unit: str
    against: str
    limit: float
    at_least: bool = False

    @property
    def ok(self) -> bool:
        return self.value >= self.limit if self.at_least else self.value <= self.limit

    def line(self) -> str:
        values = asdict(self) | {"value": round(self.value, 3), "ok": self.ok}
        if not self.at_least:
            del values["at_least"]
        return json.dumps(values, ensure_ascii=False)


def p95(values: Sequence[float]) -> float:
    return percentile(values, 95)


def p99(values: Sequence[float]) -> float:
    return percentile(values, 99)


def percentile(values: Sequence[float], percent: int) -> float:
    """The smallest value that `percent` of all do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, -(-len(ordered) * percent // 100) - 1))]


def median(values: Sequence[float]) -> float:
    return statistics.median(values)
