"""What several tests of the desk stand on."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests import given
from tests.desk.ground import on_ground
from tests.desk.seeking import Seeker


@pytest.fixture
async def seeker(tmp_path: Path) -> AsyncIterator[Seeker]:
    """A seeker over a new store with one shop."""
    async with on_ground(Seeker, tmp_path, given.shop()) as made:
        yield made
