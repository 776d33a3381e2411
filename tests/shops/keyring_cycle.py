"""Goes the whole way of a shop's keys through the Secret Service of this D-Bus session.

Connect, restart, refresh, disconnect; after each step another client looks into the keyring.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import secretstorage

from nobi_desktop.domain.keys import KeyState
from nobi_desktop.shops.installation import vault_of
from nobi_desktop.shops.vault import KeyringVault
from nobi_desktop.store import settings, shops
from nobi_desktop.tiktok import authorization
from tests.shops.rig import Place, place


def seen() -> dict[str, str]:
    """What lies in the keyring under our name, as another program sees it."""
    bus = secretstorage.dbus_init()
    try:
        found = {}
        for item in secretstorage.get_default_collection(bus).get_all_items():
            service = item.get_attributes().get("service", "")
            secret = item.get_secret().decode()
            assert secret not in item.get_label(), "a label shows a secret"
            if service.startswith("Nobi/"):
                found[service.split("/", 2)[2]] = secret
        return found
    finally:
        bus.close()


async def start(p: Place) -> None:
    """A start of the program on this folder."""
    p.vault, lasting = await vault_of(p.db)
    assert lasting
    assert isinstance(p.vault, KeyringVault)
    assert "SecretService" in p.vault.backend_name
    await p.reopen()
    await p.registry.open()
    await p.settle()


async def cycle(folder: Path) -> None:
    async with place(folder, connect=None, strict_rotation=True) as p:
        await start(p)
        assert seen() == {}
        first, second = p.world.shops[0].id, p.world.shops[1].id
        await p.connect(0, 1)
        grant = p.world.authorizations._refresh
        kept = seen()
        assert set(kept) == {
            f"{p.world.app_key}/app/secret",
            f"{first}/a/refresh",
            f"{first}/a/access",
        }
        assert kept[f"{p.world.app_key}/app/secret"] == p.world.app_secret
        assert kept[f"{first}/a/refresh"] in grant

        await p.registry.close()
        await start(p)
        assert {k.state for k in p.registry.keys.value} == {KeyState.GOOD}
        for shop in (first, second):
            client = p.registry.client(shop)
            assert client is not None
            assert await authorization.shops(client)
        await p.registry.refresh_tokens(second)
        after = seen()
        pointer = await p.db.read(shops.pointer, first)
        assert pointer.slot == "b"
        assert after[f"{first}/b/refresh"] in grant
        assert after[f"{first}/b/refresh"] != kept[f"{first}/a/refresh"]

        await p.registry.close()
        await start(p)
        await p.registry.refresh_tokens(first)
        await p.registry.remove(first)
        assert f"{first}/a/refresh" in seen(), "the other shop still uses them"
        await p.registry.remove(second)
        assert seen() == {}
        assert await p.db.read(settings.get_value, "keyring")
    sys.stdout.write("connected, restarted, refreshed, removed\n")


if __name__ == "__main__":
    asyncio.run(cycle(Path(sys.argv[1])))
