"""Asks TikTok about one shop through one app, by reading only, and tells how each answer was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TypeVar

from nobi_desktop.domain.conversation import ListedConversation
from nobi_desktop.domain.finding import Answer, Check, Failure, Finding, Mark, found
from nobi_desktop.domain.keys import Purpose
from nobi_desktop.domain.message import Kind
from nobi_desktop.domain.shop import Shop
from nobi_desktop.flow.clock import Clock
from nobi_desktop.shops.standing import WayIn
from nobi_desktop.tiktok import authorization, customer_service, orders, products
from nobi_desktop.tiktok.client import ShopClient
from nobi_desktop.tiktok.errors import (
    BAD_SIGN,
    EXPIRED_TOKEN,
    NO_SCOPE,
    ClockWrong,
    Garbled,
    NoPermission,
    QuotaSpent,
    SignInAgain,
    SlowDown,
    TikTokError,
    Unreachable,
)
from nobi_desktop.tiktok.limits import Pace, ServerClock
from nobi_desktop.tiktok.witness import Witness

T = TypeVar("T")

SCOPES = {
    Check.GRANTED: "seller.authorization.info",
    Check.ACCEPTING: "seller.customer_service",
    Check.CONVERSATIONS: "seller.customer_service",
    Check.MESSAGES: "seller.customer_service",
    Check.ORDERS: "seller.order.info",
    Check.PRODUCTS: "seller.product.basic",
}
"""What the seller must have granted for each question (API sheet section 1)."""

CHAT_SCOPES = (SCOPES[Check.GRANTED], SCOPES[Check.CONVERSATIONS])
COMMERCE_SCOPES = (SCOPES[Check.ORDERS], SCOPES[Check.PRODUCTS])

_PAGE = 10
_NUMBERS = {
    NO_SCOPE: Failure.NO_SCOPE,
    "36009033": Failure.IP_LIST,
    "105004": Failure.NOT_ACTIVE,
    "36009043": Failure.NOT_ACTIVE,
    "36009044": Failure.NOT_ACTIVE,
    EXPIRED_TOKEN: Failure.EXPIRED,
    BAD_SIGN: Failure.BAD_SECRET,
}
_WORDS = {
    "tls": Failure.TLS,
    "proxy": Failure.PROXY,
    "timeout": Failure.TIMEOUT,
    "name": Failure.NAME,
}
_HOPELESS = frozenset(
    {
        Failure.IP_LIST,
        Failure.NOT_ACTIVE,
        Failure.EXPIRED,
        Failure.INVALID,
        Failure.BAD_SECRET,
        Failure.BAD_APP,
        Failure.SLOW_DOWN,
        Failure.CLOCK,
        Failure.TLS,
        Failure.PROXY,
        Failure.TIMEOUT,
        Failure.NETWORK,
    }
)
"""What the next question would meet just the same."""


def failure_of(error: TikTokError) -> Failure:
    """Why there was no answer, told finer than the kinds of error tell it."""
    known = _NUMBERS.get(error.code)
    if known is not None:
        return known
    match error:
        case NoPermission():
            return Failure.NO_PERMISSION
        case SignInAgain(reason="app"):
            return Failure.BAD_APP
        case SignInAgain():
            return Failure.INVALID
        case SlowDown():
            return Failure.SLOW_DOWN
        case QuotaSpent():
            return Failure.QUOTA
        case ClockWrong():
            return Failure.CLOCK
        case Garbled():
            return Failure.NOT_TIKTOK
        case Unreachable(http=0):
            return _WORDS.get(error.code, Failure.NETWORK)
        case Unreachable():
            return Failure.TIKTOK_DOWN
    return Failure.REFUSED


class _Stop(Exception):
    """The questions that are left would meet the same failure."""


class _KeptToken:
    """The access token as it lies in the keyring. It is never renewed here.

    A refresh token may serve only once, and the program, not we, would have to keep the new one.
    """

    def __init__(self, token: str) -> None:
        self._token = token

    def __repr__(self) -> str:
        return "_KeptToken()"

    async def access_token(self) -> str:
        return self._token

    async def renew(self, refused: str) -> str:
        raise SignInAgain(EXPIRED_TOKEN, http=401)


class Examination:
    """The questions to TikTok about one shop; six calls at the most, all of them reading.

    `hide` takes secrets out of a text. `was_cut_short` tells that not all was asked, since the rest
    would have met the same failure.
    """

    def __init__(
        self,
        shop: Shop,
        way: WayIn,
        secret: str,
        token: str,
        *,
        base_url: str,
        witness: Witness,
        clock: Clock,
        server_clock: ServerClock,
        hide: Callable[[str], str],
    ) -> None:
        self.findings: list[Finding] = []
        self.was_cut_short = False
        self._shop = shop
        self._way = way
        self._witness = witness
        self._hide = hide
        self._client = ShopClient(
            transports=witness.transports,
            app_key=way.credential.app_key if way.credential else "",
            app_secret=secret,
            tokens=_KeptToken(token),
            pace=Pace(clock),
            server_clock=server_clock,
            shop=shop.id,
            cipher=way.cipher,
            base_url=base_url,
            alias=f"doctor …{shop.id[-3:]}",
        )

    def __repr__(self) -> str:
        return f"Examination({len(self.findings)} findings)"

    async def run(self) -> tuple[Finding, ...]:
        """Ask everything that this way in is for."""
        try:
            await self._granted()
            if Purpose.CHAT in self._way.purposes:
                await self._chat()
            if Purpose.COMMERCE in self._way.purposes:
                await self._commerce()
        except _Stop:
            self.was_cut_short = True
        return tuple(self.findings)

    async def _granted(self) -> None:
        granted = await self._ask(Check.GRANTED, authorization.shops(self._client))
        if granted is None:
            return
        ours = next((each for each in granted if each.shop.id == self._shop.id), None)
        if ours is None:
            mark, code = Mark.BAD, "other_shops"
        elif ours.cipher != self._way.cipher:
            mark, code = Mark.BAD, "other_cipher"
        else:
            mark, code = Mark.GOOD, "granted"
        self._tell(found(Check.GRANTED, mark, code, count=len(granted)))

    async def _chat(self) -> None:
        accepts = await self._ask(Check.ACCEPTING, customer_service.agent_settings(self._client))
        if accepts is not None:
            mark, code = (Mark.GOOD, "yes") if accepts else (Mark.BAD, "no")
            self._tell(found(Check.ACCEPTING, mark, code))
        page = await self._ask(Check.CONVERSATIONS, customer_service.conversations(self._client))
        if page is None:
            return
        newest = max(page.items, key=_moment, default=None)
        self._tell(
            found(
                Check.CONVERSATIONS,
                Mark.WARN if page.skipped else Mark.GOOD,
                "page" if newest else "none",
                count=len(page.items),
                newest=_moment(newest) if newest else 0,
                skipped=page.skipped,
            )
        )
        if newest is not None:
            await self._messages(newest)

    async def _messages(self, newest: ListedConversation) -> None:
        page = await self._ask(Check.MESSAGES, customer_service.messages(self._client, newest.id))
        if page is None:
            return
        kinds = Counter(message.kind for message in page.messages)
        broken = kinds.pop(Kind.BROKEN, 0)
        self._tell(
            found(
                Check.MESSAGES,
                Mark.WARN if broken else Mark.GOOD,
                "page" if page.messages else "none",
                count=len(page.messages),
                kinds=", ".join(f"{kind.value} {count}" for kind, count in kinds.most_common()),
                broken=broken,
            )
        )

    async def _commerce(self) -> None:
        ordered = await self._ask(Check.ORDERS, orders.search(self._client, page_size=_PAGE))
        if ordered is not None:
            self._tell(
                found(
                    Check.ORDERS,
                    Mark.GOOD,
                    "page",
                    count=len(ordered.orders),
                    total=ordered.page.total,
                )
            )
        listed = await self._ask(Check.PRODUCTS, products.search(self._client, page_size=_PAGE))
        if listed is not None:
            self._tell(
                found(
                    Check.PRODUCTS,
                    Mark.GOOD,
                    "page",
                    count=len(listed.products),
                    total=listed.page.total,
                )
            )

    async def _ask(self, check: Check, question: Awaitable[T]) -> T | None:
        """The answer; None where there is none, which is told. Raises `_Stop`."""
        try:
            return await question
        except TikTokError as error:
            failure = failure_of(error)
            text = self._hide(error.text or self._witness.last.message)
            answer = self._answer(error.code, text, error.request_id, error.http)
            self.findings.append(
                replace(
                    found(check, _gravity(check, failure), failure, scope=SCOPES[check]),
                    answer=answer,
                )
            )
            if failure in _HOPELESS:
                raise _Stop from None
            return None

    def _tell(self, finding: Finding) -> None:
        self.findings.append(replace(finding, answer=self._answer()))

    def _answer(
        self, number: str = "", text: str = "", request_id: str = "", http: int = 0
    ) -> Answer:
        last = self._witness.last
        return Answer(
            number, text, self._hide(request_id or last.request_id), http, round(last.seconds, 3)
        )


def _moment(conversation: ListedConversation) -> int:
    latest = conversation.latest
    return latest.created if latest is not None and latest.created else conversation.created


def _gravity(check: Check, failure: Failure) -> Mark:
    """Chat is what the program is for; without the rest it still works."""
    lesser = check in (Check.ORDERS, Check.PRODUCTS, Check.GRANTED)
    passing = failure in (Failure.SLOW_DOWN, Failure.TIKTOK_DOWN)
    return Mark.WARN if passing or (lesser and failure is Failure.NO_SCOPE) else Mark.BAD
