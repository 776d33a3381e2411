"""The developer apps of the world: their keys, and what each may ask a seller for."""

from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from nobi_desktop.sandbox.identity import block

if TYPE_CHECKING:
    from nobi_desktop.sandbox.records import Shop

CHAT_SCOPE = "seller.customer_service"
SHOPS_SCOPE = "seller.authorization.info"
SCOPES = (
    SHOPS_SCOPE,
    CHAT_SCOPE,
    "seller.order.info",
    "seller.product.basic",
    "seller.return_refund.basic",
    "seller.promotion.info",
    "seller.logistics",
)
KINDS = (
    ("Nobi Desktop", frozenset(SCOPES)),
    ("Nobi Chat", frozenset({SHOPS_SCOPE, CHAT_SCOPE})),
    ("Nobi Orders", frozenset(SCOPES) - {CHAT_SCOPE}),
)
"""As in Partner Center: chat is for apps of the kind "customer support", orders for an ERP."""


@dataclass(slots=True)
class App:
    """One app of Partner Center; with an address allow list it refuses every caller here."""

    number: int
    name: str
    app_key: str
    app_secret: str = field(repr=False)
    service_id: str
    redirect_url: str
    scopes: set[str]
    ip_allow_list: bool = False

    def cipher(self, shop: Shop) -> str:
        """The shop's cipher for this app: it belongs to the pair."""
        if self.number == 0:
            return shop.cipher
        return f"ROW_{hashlib.sha256(f'{self.app_key}:{shop.cipher}'.encode()).hexdigest()[:44]}"

    def wire(self, base_url: str) -> dict[str, Any]:
        """What a client must know of the app; `link` is what Partner Center lets one copy."""
        page = f"{base_url}/open/authorize"
        return {
            "name": self.name,
            "app_key": self.app_key,
            "app_secret": self.app_secret,
            "service_id": self.service_id,
            "authorize_url": page,
            "link": f"{page}?service_id={self.service_id}",
            "redirect_url": self.redirect_url,
            "scopes": [scope for scope in SCOPES if scope in self.scopes],
        }


def made(seed: int, number: int, redirect_url: str) -> App:
    """The app with this number, counted from zero, the same for the same seed."""
    rng = random.Random(f"keys:{seed}:{number}" if number else f"keys:{seed}")
    name, scopes = KINDS[number % len(KINDS)]
    around = number // len(KINDS)
    return App(
        number=number,
        name=f"{name} {around + 1}" if around else name,
        app_key=f"6f{rng.getrandbits(44):011x}",
        app_secret=f"{rng.getrandbits(160):040x}",
        service_id=str(block("shop", seed) + 999 - number),
        redirect_url=redirect_url,
        scopes=set(scopes),
    )
