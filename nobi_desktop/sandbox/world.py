"""The state of the sandbox: shops, conversations, messages, orders, and what happened."""

from __future__ import annotations

import asyncio
import random
import time
from bisect import bisect_right, insort
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from nobi_desktop.sandbox import apps as partner_center
from nobi_desktop.sandbox import cast, script
from nobi_desktop.sandbox.apps import App
from nobi_desktop.sandbox.authorization import Authorizations
from nobi_desktop.sandbox.faults import ConnectionDropped, Faults
from nobi_desktop.sandbox.history import (
    COUPON_PLACES,
    FIXED_PHRASES,
    NEEDS_ORDER,
    PRODUCTS,
    coupon_id,
    history,
    invented_content,
    packed,
)
from nobi_desktop.sandbox.history import (
    shop_id as shop_id_of,
)
from nobi_desktop.sandbox.identity import DAY, Ids, block
from nobi_desktop.sandbox.orders import Order, invented
from nobi_desktop.sandbox.pages import Pages
from nobi_desktop.sandbox.products import Product, catalogue
from nobi_desktop.sandbox.records import Conversation, Message, Person, Request, Shop, Upload

__all__ = ["Conversation", "Message", "Person", "Request", "Shop", "Upload", "World"]

ROLES = ("BUYER", "SHOP", "CUSTOMER_SERVICE", "SYSTEM", "ROBOT")
OUR_ROLES = frozenset({"SHOP", "CUSTOMER_SERVICE"})
DEFAULT_REDIRECT = "http://127.0.0.1:8721/callback"
SENSITIVE = ("zalo", "whatsapp", "telegram", "chuyển khoản ngoài", "lừa đảo")
REMEMBERED_REQUESTS = 200_000


class World:
    """All shops of the sandbox, in memory, the same for the same seed."""

    def __init__(
        self,
        seed: int = 1,
        shops: int = 3,
        conversations: int = 30,
        messages: int = 12,
        clock: Callable[[], float] = time.time,
        *,
        base_url: str = "http://127.0.0.1:8720",
        redirect_url: str = DEFAULT_REDIRECT,
        quota: int = 10_000,
        rate: float = 20.0,
        strict_rotation: bool = False,
        strict_sign: bool = False,
        page_token_kind: str = "cursor",
        products: int = PRODUCTS,
        apps: int = 1,
        quiet: int = 0,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.seed = seed
        self.clock = clock
        self.offset = 0.0
        self.sleep = sleep
        self.drop_error: Callable[[str], Exception] = ConnectionDropped
        self._base_url = base_url
        self.quota = quota
        self.rate = rate
        self.burst = 3.0
        self.retry_after = True
        self.strict_sign = strict_sign
        self.largest_text = 2000
        self.sensitive_words: tuple[str, ...] = SENSITIVE
        if apps < 1:
            raise ValueError("a world has at least one app")
        self.apps = [partner_center.made(seed, number, redirect_url) for number in range(apps)]
        self.warehouse_id = "6955005333819123123"
        self.ids = Ids(seed)
        self.pages = Pages(seed, page_token_kind)
        self.faults = Faults()
        self.authorizations = Authorizations(self, strict_rotation=strict_rotation)
        self.requests: deque[Request] = deque(maxlen=REMEMBERED_REQUESTS)
        self.counts: dict[str, dict[str, int]] = {}
        self.uploads: dict[str, Upload] = {}
        self.listeners: list[Callable[[Message], None]] = []
        self.tasks: set[asyncio.Task[None]] = set()
        self._rng = random.Random(f"live:{seed}")
        self._request_number = 0
        self._chat_calls: dict[str, tuple[int, int]] = {}
        self._buckets: dict[tuple[str, str], tuple[float, float]] = {}
        self._coupon_sent: dict[str, float] = {}
        self._touches = 0
        self._sent: dict[str, list[Message]] = {}
        self._conversations: dict[str, Conversation] = {}
        self._by_shop: dict[str, list[Conversation]] = {}
        self._unsorted: set[str] = set()
        self._by_buyer: dict[tuple[str, str], Conversation] = {}
        self._products: dict[str, dict[str, Product]] = {}
        self._orders: dict[str, dict[str, Order]] = {}
        self._orders_of: dict[tuple[str, str], list[Order]] = {}
        self.shops: list[Shop] = []
        self._shops: dict[str, Shop] = {}
        self._behind: dict[str, tuple[App, Shop]] = {}
        now = int(self.now())
        for number in range(shops):
            self._open(number, products, now)
        self._remember(shops, conversations, messages, products, now - quiet)

    # -- time and places ---------------------------------------------------------------------

    def now(self) -> float:
        """The time of the sandbox."""
        return self.clock() + self.offset

    @property
    def base_url(self) -> str:
        """Where the sandbox is reached; pictures and avatars live under it."""
        return self._base_url

    @base_url.setter
    def base_url(self, value: str) -> None:
        old, self._base_url = self._base_url, value.rstrip("/")
        for conversation in self._conversations.values():
            for message in conversation.messages:
                if old in message.content:
                    message.content = message.content.replace(old, self._base_url)
        for upload in self.uploads.values():
            upload.url = upload.url.replace(old, self._base_url)

    def avatar(self, key: str) -> str:
        return f"{self._base_url}/media/avatar/{key}.png"

    @property
    def app_key(self) -> str:
        """The key of the first app, the one a world of one app speaks with."""
        return self.apps[0].app_key

    @property
    def app_secret(self) -> str:
        """The secret of the first app; it can be reset, as in Partner Center."""
        return self.apps[0].app_secret

    @app_secret.setter
    def app_secret(self, value: str) -> None:
        self.apps[0].app_secret = value

    @property
    def service_id(self) -> str:
        """By this the consent page knows the first app."""
        return self.apps[0].service_id

    @property
    def redirect_url(self) -> str:
        """Where the first app has sellers sent after their decision."""
        return self.apps[0].redirect_url

    def info(self) -> dict[str, Any]:
        """Everything a client needs to begin."""
        return {
            "api_url": self._base_url,
            "auth_url": self._base_url,
            "authorize_url": f"{self._base_url}/open/authorize",
            "app_key": self.app_key,
            "app_secret": self.app_secret,
            "service_id": self.service_id,
            "redirect_url": self.redirect_url,
            "shops": [
                {
                    "id": shop.id,
                    "name": shop.name,
                    "region": shop.region,
                    "cipher": shop.cipher,
                    "access_token": shop.access_token,
                    "refresh_token": shop.refresh_token,
                }
                for shop in self.shops
            ],
            "apps": [app.wire(self._base_url) for app in self.apps],
        }

    # -- making -------------------------------------------------------------------------------

    def _open(self, number: int, products: int, now: int) -> None:
        rng = random.Random(f"shop:{self.seed}:{number}")
        name, kind = cast.shop_name(number)
        shop_id = shop_id_of(self.seed, number)
        shop = Shop(
            number=number,
            id=shop_id,
            name=name,
            kind=kind,
            region="VN",
            cipher=f"ROW_{rng.getrandbits(176):044x}",
            code=f"VNLC{rng.choice('ABCDEFGHKLMNPQRSTUVWXYZ')}{rng.randint(10**7, 10**8 - 1)}",
            open_id=str(int(shop_id) + 101),
            im_user_id=str(int(shop_id) + 201),
            user_id=str(int(shop_id) + 301),
            agent_im_user_id=str(int(shop_id) + 401),
            agent_user_id=str(int(shop_id) + 501),
            single_agent=number % 3 == 2,
        )
        self.shops.append(shop)
        self._shops[shop_id] = shop
        self._by_shop[shop_id] = []
        self._sent[shop_id] = []
        goods = catalogue(self.seed, number, shop_id, kind, products, now)
        self._products[shop_id] = {product.id: product for product in goods}
        self._orders[shop_id] = {}
        self._behind.update({app.cipher(shop): (app, shop) for app in self.apps})
        shop.grant = self.authorizations.grant((shop_id,))
        shop.grant.went_out(shop.access_token)  # `info` shows it
        if goods:
            for _ in range(3):
                self._add_order(self._invented_order(rng, shop_id, self._new_person(rng), now))

    def _remember(
        self, shops: int, conversations: int, messages: int, products: int, now: int
    ) -> None:
        if not conversations or not messages:
            return
        past = history(
            self.seed,
            shops,
            conversations,
            messages,
            now=now,
            base_url=self._base_url,
            products=products,
        )
        for row in past:
            conversation = Conversation(
                row.id,
                row.shop_id,
                Person(row.im_user_id, row.user_id, row.nickname),
                row.create_time,
                (row.last_activity, 0),
                row.unread_count,
                row.can_send_message,
                row.agent_joined,
                [
                    Message(m.id, row.id, m.type, m.content, m.create_time, m.position, m.role,
                            m.is_visible, m.phrase)
                    for m in row.messages
                ],
            )  # fmt: skip
            self._keep(conversation)
            for order in row.orders:
                self._add_order(order)

    def _keep(self, conversation: Conversation) -> None:
        self._conversations[conversation.id] = conversation
        self._by_shop[conversation.shop_id].append(conversation)
        self._by_buyer[(conversation.shop_id, conversation.buyer.user_id)] = conversation
        self._unsorted.add(conversation.shop_id)

    def _new_person(self, rng: random.Random, nickname: str | None = None) -> Person:
        return Person(
            self.ids.new("person"),
            self.ids.new("user"),
            nickname if nickname is not None else cast.buyer_name(rng),
        )

    def _invented_order(
        self, rng: random.Random, shop_id: str, person: Person, created: int
    ) -> Order:
        return invented(
            rng,
            list(self._products[shop_id].values()),
            order_id=self.ids.new("order", 1000),
            package_id=self.ids.new("package"),
            user_id=person.user_id,
            nickname=person.nickname,
            created=created,
            now=int(self.now()),
        )

    def _add_order(self, order: Order) -> None:
        self._orders[order.shop_id][order.id] = order
        self._orders_of.setdefault((order.shop_id, order.user_id), []).append(order)

    # -- reading ------------------------------------------------------------------------------

    def shop(self, shop_id: str) -> Shop:
        """The shop with this id; KeyError if there is none."""
        return self._shops[shop_id]

    def behind(self, cipher: str) -> tuple[App, Shop] | None:
        """The pair that a cipher belongs to."""
        return self._behind.get(cipher)

    def app(self, app_key: str) -> App:
        """The app with this key; KeyError if there is none."""
        found = self.app_by_key(app_key)
        if found is None:
            raise KeyError(app_key)
        return found

    def app_by_key(self, app_key: str) -> App | None:
        return next((app for app in self.apps if app.app_key == app_key), None)

    def app_by_service(self, service_id: str) -> App | None:
        return next((app for app in self.apps if app.service_id == service_id), None)

    def conversations(self, shop_id: str) -> list[Conversation]:
        """The shop's conversations, last active first."""
        rows = self._by_shop[shop_id]
        if shop_id in self._unsorted:
            rows.sort(key=lambda row: row.activity_key, reverse=True)
            self._unsorted.discard(shop_id)
        return rows

    def find(self, shop_id: str, conversation_id: str) -> Conversation | None:
        found = self._conversations.get(conversation_id)
        return found if found is not None and found.shop_id == shop_id else None

    def any_conversation(self, conversation_id: str) -> Conversation:
        """The conversation with this id, whichever shop it belongs to."""
        return self._conversations[conversation_id]

    def conversation(
        self,
        shop_id: str,
        conversation_id: str | None = None,
        *,
        nickname: str | None = None,
        can_send: bool | None = None,
    ) -> Conversation:
        """The conversation with this id, or a new empty one with a new buyer."""
        if conversation_id is None:
            person = self._new_person(self._rng, nickname)
            conversation = self._start(shop_id, person)
        else:
            found = self.find(shop_id, conversation_id)
            if found is None:
                raise KeyError(conversation_id)
            conversation = found
            if nickname is not None:
                conversation.buyer.nickname = nickname
        if can_send is not None:
            conversation.can_send_message = can_send
        return conversation

    def _start(self, shop_id: str, person: Person) -> Conversation:
        now = int(self.now())
        made = Conversation(self.ids.new("conversation"), shop_id, person, now, self._touch(now))
        self._keep(made)
        return made

    def conversation_with(self, shop_id: str, user_id: str) -> Conversation | None:
        """The conversation with a buyer, started if the buyer has an order but none yet."""
        found = self._by_buyer.get((shop_id, user_id))
        if found is not None:
            return found
        orders = self._orders_of.get((shop_id, user_id))
        if not orders:
            return None
        person = Person(self.ids.new("person"), user_id, orders[0].nickname)
        return self._start(shop_id, person)

    def messages(self, shop_id: str, conversation_id: str) -> list[Message]:
        """All messages of a conversation as the server knows them, oldest first."""
        return list(self.conversation(shop_id, conversation_id).messages)

    def sent(self, shop_id: str) -> list[Message]:
        """The messages received through the API, in the order of their arrival."""
        return list(self._sent[shop_id])

    def products(self, shop_id: str) -> list[Product]:
        return list(self._products[shop_id].values())

    def product(self, shop_id: str, product_id: str) -> Product | None:
        return self._products[shop_id].get(product_id)

    def orders(self, shop_id: str, user_id: str | None = None) -> list[Order]:
        if user_id is not None:
            return list(self._orders_of.get((shop_id, user_id), ()))
        return list(self._orders[shop_id].values())

    def order(self, shop_id: str, order_id: str) -> Order | None:
        return self._orders[shop_id].get(order_id)

    def coupons(self, shop_id: str) -> list[str]:
        return [coupon_id(shop_id, place) for place in range(COUPON_PLACES)]

    # -- changing -----------------------------------------------------------------------------

    def _touch(self, when: int) -> tuple[int, int]:
        self._touches += 1
        return (when, self._touches)

    def add_order(
        self,
        shop_id: str,
        conversation_id: str,
        *,
        status: str | None = None,
        at: int | None = None,
    ) -> Order:
        """A new order of the buyer of this conversation."""
        buyer = self.conversation(shop_id, conversation_id).buyer
        created = int(self.now()) if at is None else at
        order = self._invented_order(self._rng, shop_id, buyer, created)
        if status is not None:
            order.status = status
        self._add_order(order)
        return order

    def say(
        self,
        shop_id: str,
        conversation_id: str | None = None,
        text: str | None = None,
        *,
        kind: str = "TEXT",
        content: str | None = None,
        role: str = "BUYER",
        at: float | None = None,
        index: int | None = None,
        visible: bool = True,
        extra_raw: dict[str, Any] | None = None,
        phrase: str = "",
        nickname: str | None = None,
    ) -> Message:
        """Somebody other than the API writes a message; without a conversation, a new buyer."""
        if role not in ROLES:
            raise ValueError(f"no such role: {role}")
        conversation = self.conversation(shop_id, conversation_id, nickname=nickname)
        when = int(self.now() if at is None else at)
        if content is None:
            content, kind, phrase = self._content(conversation, kind, text, phrase, when)
        message = Message(
            self.ids.new("message"),
            conversation.id,
            kind,
            content,
            when,
            self._index(conversation, when) if index is None else index,
            role,
            visible,
            phrase,
            received_at=self.now(),
            extra=extra_raw,
        )
        self._append(conversation, message)
        if role == "BUYER" and visible:
            conversation.unread_count += 1
        return message

    def _content(
        self, conversation: Conversation, kind: str, text: str | None, phrase: str, when: int
    ) -> tuple[str, str, str]:
        if kind == "RATING":
            kind, phrase = "NOTIFICATION", "rating"
        if text is None and not phrase:
            phrase = FIXED_PHRASES.get(kind, "closed" if kind == "NOTIFICATION" else "")
        if phrase:
            return packed(content=script.PHRASES[phrase][0]), kind, phrase
        goods = self.products(conversation.shop_id)
        shop_id, buyer = conversation.shop_id, conversation.buyer
        if kind == "TEXT" or not goods:
            return packed(content="Shop ơi" if text is None else text), kind, ""
        order = None
        if kind in NEEDS_ORDER:
            theirs = self.orders(shop_id, buyer.user_id)
            order = theirs[-1] if theirs else self.add_order(shop_id, conversation.id)
        product = self._rng.choice(goods)
        made = invented_content(
            self._rng, kind, product, order, self._base_url, when, text if text is not None else ""
        )
        return made, kind, ""

    def _index(self, conversation: Conversation, when: int) -> int:
        rows = conversation.messages
        if not rows:
            return block("index", self.seed) + self._rng.randint(1, 10**12)
        place = bisect_right(rows, when, key=lambda row: row.create_time)
        if place == 0:
            return rows[0].index - self._rng.randint(1, 40)
        if place < len(rows) and rows[place].index - rows[place - 1].index > 1:
            return rows[place - 1].index + 1
        return max(row.index for row in rows[-50:]) + self._rng.randint(1, 40)

    def _append(self, conversation: Conversation, message: Message) -> None:
        rows = conversation.messages
        if not rows or rows[-1].order <= message.order:
            rows.append(message)
        else:
            insort(rows, message, key=lambda row: row.order)
        if message.role != "ROBOT":
            conversation.activity = max(conversation.activity, self._touch(message.create_time))
            self._unsorted.add(conversation.shop_id)
        if message.role == "CUSTOMER_SERVICE":
            conversation.agent_joined = True

    def receive(
        self,
        conversation: Conversation,
        kind: str,
        content: str,
        *,
        role: str,
        raw_content: str,
        raw_body: bytes,
    ) -> Message:
        """A message that came in through the API."""
        when = int(self.now())
        message = Message(
            self.ids.new("message"),
            conversation.id,
            kind,
            content,
            when,
            self._index(conversation, when),
            role,
            from_api=True,
            received_at=self.now(),
            raw_body=raw_body,
            raw_content=raw_content,
        )
        self._append(conversation, message)
        self._sent[conversation.shop_id].append(message)
        for listener in self.listeners:
            listener(message)
        return message

    def burst_of(
        self,
        shop_id: str,
        conversation_id: str | None = None,
        count: int = 10,
        robots: bool = False,
    ) -> list[Message]:
        """Many messages at once, from the buyer or from robots."""
        made: list[Message] = []
        for place in range(count):
            if robots:
                key = script.ROBOT_PHRASES[place % len(script.ROBOT_PHRASES)]
                message = self.say(shop_id, conversation_id, kind="NOTIFICATION", role="ROBOT",
                                   phrase=key)  # fmt: skip
            else:
                text = f"{self._rng.choice(script.QUESTIONS)} ({place + 1}/{count})"
                goods = self.products(shop_id)
                item = self._rng.choice(goods).short if goods else "hàng"
                message = self.say(shop_id, conversation_id, text=text.replace("{item}", item))
            conversation_id = message.conversation_id
            made.append(message)
        return made

    def keep_upload(self, shop_id: str, kind: str, width: int, height: int, data: bytes) -> Upload:
        """Stores a picture and gives it an address of its shop_id."""
        name = f"{self.ids.new('message')}.{kind}"
        upload = Upload(
            f"{self._base_url}/media/upload/{name}", shop_id, kind, width, height, data, self.now()
        )
        self.uploads[name] = upload
        return upload

    # -- limits -------------------------------------------------------------------------------

    def take_turn(self, app_key: str, shop_id: str) -> float:
        """Seconds to wait before this app may make a call for this shop; zero means now."""
        if self.rate <= 0:
            return 0.0
        now, pair = self.clock(), (app_key, shop_id)
        most = max(1.0, self.rate * self.burst)
        tokens, since = self._buckets.get(pair, (most, now))
        tokens = min(most, tokens + max(0.0, now - since) * self.rate)
        if tokens < 1.0:
            self._buckets[pair] = (tokens, now)
            return (1.0 - tokens) / self.rate
        self._buckets[pair] = (tokens - 1.0, now)
        return 0.0

    def take_chat_call(self, shop_id: str) -> bool:
        """Counts a customer-service call of today (UTC); False when the quota is spent."""
        today = int(self.now() // DAY)
        day, used = self._chat_calls.get(shop_id, (today, 0))
        if day != today:
            used = 0
        if used >= self.quota:
            self._chat_calls[shop_id] = (today, used)
            return False
        self._chat_calls[shop_id] = (today, used + 1)
        return True

    def chat_calls_today(self, shop_id: str) -> int:
        today = int(self.now() // DAY)
        day, used = self._chat_calls.get(shop_id, (today, 0))
        return used if day == today else 0

    def may_send_coupon(self, shop_id: str) -> bool:
        """One coupon card in two seconds."""
        now = self.clock()
        if now - self._coupon_sent.get(shop_id, 0.0) < 2.0:
            return False
        self._coupon_sent[shop_id] = now
        return True

    # -- the log ------------------------------------------------------------------------------

    def log(
        self,
        *,
        method: str,
        path: str,
        route: str,
        shop_id: str,
        status: int,
        code: int | None,
        ms: float,
        dropped: bool = False,
    ) -> Request:
        """Remembers one request."""
        self._request_number += 1
        entry = Request(
            self._request_number,
            self.now(),
            method,
            path,
            route,
            shop_id,
            status,
            code,
            ms,
            dropped,
        )
        self.requests.append(entry)
        counted = self.counts.setdefault(shop_id or "-", {})
        counted[route] = counted.get(route, 0) + 1
        return entry

    def forget_requests(self) -> None:
        """Empties the log and its counts; the quota of the day stays used."""
        self.requests.clear()
        self.counts.clear()

    def in_background(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Runs work beside the requests; `settle` waits for it."""
        task = asyncio.get_running_loop().create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)
        return task

    async def settle(self) -> None:
        """Waits until no late work is left."""
        while self.tasks:
            await asyncio.gather(*self.tasks, return_exceptions=True)

    async def close(self) -> None:
        """Stops late work."""
        for task in list(self.tasks):
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
