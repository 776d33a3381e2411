"""The rig as a fixture: closed after each test, with no crash left unsaid."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

from tests.sync.rig import Rig


@pytest.fixture
async def rig_of(tmp_path: Path) -> AsyncIterator[Callable[..., Any]]:
    """Makes opened rigs; their words are those of the sandbox's World."""
    made: list[Rig] = []

    async def make(*, budget: int = 10_000, **world: Any) -> Rig:
        rig = Rig(tmp_path / f"data{len(made)}", **world)
        made.append(rig)
        return await rig.open(budget=budget)

    yield make
    for rig in made:
        await rig.close()
