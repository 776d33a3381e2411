"""The sandbox in this process, for the tests of this room."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from nobi_desktop.tiktok.client import ShopClient
from tests.tiktok.shop_world import ShopWorld


@pytest.fixture
async def sandbox() -> AsyncIterator[ShopWorld]:
    made = ShopWorld()
    yield made
    await made.close()


@pytest.fixture
def shop(sandbox: ShopWorld) -> ShopClient:
    return sandbox.client()
