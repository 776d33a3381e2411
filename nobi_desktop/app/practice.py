"""Connects the practice shops as a seller connects real ones, doing the browser's part itself."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from nobi_desktop.app import demo

if TYPE_CHECKING:
    from nobi_desktop.shops.registry import Registry


async def connect_all(registry: Registry, found: demo.Sandbox, auth_url: str = "") -> None:
    """Sign every shop of `found` in, each by an authorization of its own. Raises DemoFailed."""
    from nobi_desktop.domain.connecting import CallbackWords
    from nobi_desktop.shops.callback import Callback, CallbackError
    from nobi_desktop.shops.connect import Connect, ConnectError, credential_for

    credential = credential_for(
        found.app_key,
        found.service_id,
        api_url=found.api_url,
        auth_url=auth_url or found.auth_url,
    )
    words = CallbackWords("en", "Signed in", "Back to Nobi.", "Refused", "", "Refused", "")
    try:
        for shop in found.shops:
            attempt = Connect(
                registry,
                credential,
                found.app_secret,
                authorize_url=found.authorize_url,
            )
            callback = Callback(attempt.state, words, clock=registry.clock, port=0)
            async with callback:
                waiting = asyncio.ensure_future(callback.wait())
                address = f"http://127.0.0.1:{callback.port}/callback"
                try:
                    await demo.allow(found, attempt.link, shop, address)
                    code = await waiting
                finally:
                    waiting.cancel()
            granted = await attempt.exchange(code)
            await attempt.save([s.id for s in granted])
    except (ConnectError, CallbackError) as error:
        raise demo.DemoFailed(
            f"the practice shop's sign-in was not accepted ({error.code})"
        ) from None
