"""Connecting shops: from an app's keys through the browser to the shops that the seller ticks."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from nobi_desktop.desk.connect_form import AS_THEY_ARE, Addresses, BadForm, Plan, plan_of, tidied
from nobi_desktop.desk.troubles import INTERNAL, trouble_of
from nobi_desktop.domain.connecting import (
    CallbackWords,
    ConnectForm,
    ConnectState,
    ConnectStep,
    ConnectTrouble,
    GrantedShop,
)
from nobi_desktop.domain.ids import ShopId
from nobi_desktop.domain.shop import Shop, ShopRow
from nobi_desktop.flow.news import Fact
from nobi_desktop.shops.callback import LIFE, PORT, Callback, CallbackError
from nobi_desktop.shops.connect import Connect, ConnectError
from nobi_desktop.store import shops as records
from nobi_desktop.store.errors import StoreError

if TYPE_CHECKING:
    from nobi_desktop.flow.tasks import TaskScope
    from nobi_desktop.shops.registry import Registry
    from nobi_desktop.store.database import Database

FINISH = 8.0
"""Seconds that the end of the program waits for shops that are just being saved."""

_ONCE_MORE = ("wrong_state", "no_code")
"""What a pasted text may be without ending the attempt: the right one can still come."""

_log = logging.getLogger(__name__)


class Connecting:
    """One attempt at a time, told step by step by `state`.

    Whatever was not saved is forgotten with the attempt: tokens, the app's secret, the listener.
    `port` is where the browser comes back to.
    """

    def __init__(
        self,
        db: Database,
        scope: TaskScope,
        registry: Registry,
        shops: Fact[tuple[ShopRow, ...]],
        *,
        addresses: Addresses = AS_THEY_ARE,
        port: int = PORT,
    ) -> None:
        self.state: Fact[ConnectState] = Fact(ConnectState())
        self._db = db
        self._scope = scope
        self._registry = registry
        self._shops = shops
        self._addresses = addresses
        self._port = port
        self._turn = asyncio.Lock()
        self._task: asyncio.Task[Any] | None = None
        self._saving: asyncio.Task[Any] | None = None
        self._connect: Connect | None = None
        self._pasted: asyncio.Future[str] | None = None

    # -- commands -------------------------------------------------------------------------------

    def begin(self, expected: ShopId = "") -> None:
        """Ask for an app's keys; with `expected` to connect that shop anew."""
        if self.state.value.step is ConnectStep.SAVING:
            return
        self._forget()
        row = self._row(expected)
        self.state.set(ConnectState(ConnectStep.FORM, expected=row.shop if row else None))
        self._run(self._offer_apps)

    def go(self, form: ConnectForm, words: CallbackWords) -> None:
        """Go to the consent page with what the seller typed; `words` are for the browser."""
        if self.state.value.step is ConnectStep.FORM:
            self._tell(form=tidied(form), trouble=None)
            self._run(lambda: self._attempt(form, words))

    def paste(self, text: str) -> None:
        """Take the callback's address, or the bare code, from the seller's hand."""
        if self._connect is None or self._pasted is None or self._pasted.done():
            return
        try:
            self._pasted.set_result(self._connect.read(text))
        except ConnectError as error:
            if error.code in _ONCE_MORE:
                self._tell(trouble=_trouble(error))
            else:
                self._pasted.set_exception(error)

    def choose(self, shops: Collection[ShopId]) -> None:
        """Save these of the granted shops and open them."""
        connect = self._connect
        if self.state.value.step is ConnectStep.CHOOSE and connect is not None:
            self._tell(step=ConnectStep.SAVING, trouble=None)
            self._saving = self._scope.start(self._save(connect, frozenset(shops)), "save shops")

    def back(self) -> None:
        """Back to the form; what was granted so far is forgotten."""
        if self.state.value.step in (ConnectStep.CLOSED, ConnectStep.SAVING):
            return
        self._forget()
        now = self.state.value
        self.state.set(
            ConnectState(ConnectStep.FORM, expected=now.expected, apps=now.apps, form=now.form)
        )
        self._run(self._offer_apps)

    def close(self) -> None:
        """End the attempt. Shops that are just being saved are saved all the same."""
        self._forget()
        self.state.set(ConnectState())

    async def finish(self) -> None:
        """Wait, after `close`, for what has to come to its end."""
        tasks = {task for task in (self._task, self._saving) if task is not None}
        if tasks:
            await asyncio.wait(tasks, timeout=FINISH)

    # -- one attempt ----------------------------------------------------------------------------

    def _row(self, shop: ShopId) -> ShopRow | None:
        return next((row for row in self._shops.value if row.shop.id == shop), None)

    def _run(self, work: Callable[[], Awaitable[None]]) -> None:
        """Do `work` for the attempt after the work before it has let go of its listener."""
        self._stop()

        async def run() -> None:
            async with self._turn:
                await work()

        self._task = self._scope.start(run(), "connect")

    def _stop(self) -> None:
        # Once is enough: a second time would break off its cleaning up.
        if self._task is not None and not self._task.cancelling():
            self._task.cancel()

    def _forget(self) -> None:
        self._stop()
        self._connect = self._pasted = None

    def _tell(self, **fields: Any) -> None:
        self.state.set(replace(self.state.value, **fields))

    def _fail(self, trouble: ConnectTrouble) -> None:
        """Back to the form, with nothing left of the attempt but what was typed."""
        self._connect = self._pasted = None
        now = self.state.value
        self.state.set(
            ConnectState(
                ConnectStep.FORM,
                expected=now.expected,
                apps=now.apps,
                form=now.form,
                trouble=trouble,
            )
        )

    async def _offer_apps(self) -> None:
        """Offer the apps that were used before, the expected shop's own in the form already."""
        try:
            apps = await self._registry.apps()
        except StoreError as error:
            _log.warning("known apps cannot be told: %s", error.code)
            return
        now = self.state.value
        row = self._row(now.expected.id) if now.expected else None
        own = {keys.app for keys in row.keys} if row else set()
        fitting = [app for app in apps if app.app_key in own or len(apps) == 1]
        form = now.form
        if fitting and form == ConnectForm():
            form = ConnectForm(fitting[0].app_key, "", fitting[0].service)
        self._tell(apps=apps, form=form)

    async def _attempt(self, form: ConnectForm, words: CallbackWords) -> None:
        expected = self.state.value.expected
        try:
            plan = await self._plan(form, expected)
            connect = Connect(
                self._registry,
                plan.credential,
                plan.secret,
                authorize_url=plan.authorize_url,
                expected=expected.id if expected else "",
            )
            code = await self._code(connect, words)
            self._tell(
                step=ConnectStep.EXCHANGING, link="", until=0.0, listening=False, trouble=None
            )
            granted = await connect.exchange(code)
        except BadForm as error:
            self._fail(error.trouble)
        except (CallbackError, ConnectError) as error:
            self._fail(_trouble(error))
        except Exception as error:
            trouble = ConnectTrouble(trouble_of(error))
            self._fail(trouble)
            if trouble.code == INTERNAL:
                raise
        else:
            self._tell(
                step=ConnectStep.CHOOSE,
                granted=self._standing(granted, expected),
                purposes=connect.purposes,
            )

    async def _plan(self, form: ConnectForm, expected: Shop | None) -> Plan:
        known = {c.app_key: c for c in await self._db.read(records.credentials)}
        plan = plan_of(
            form,
            known.get(form.app_key.strip()),
            self._addresses,
            expected.region if expected else "",
        )
        secret = plan.secret or await self._registry.app_secret(plan.credential.app_key)
        if not secret:
            raise BadForm("no_secret", "app_secret")
        return replace(plan, secret=secret)

    async def _code(self, connect: Connect, words: CallbackWords) -> str:
        """The code that the browser brings or the seller pastes, within five minutes."""
        clock = self._registry.clock
        callback = Callback(connect.state, words, clock=clock, port=self._port)
        try:
            await callback.open()
            listening = True
        except CallbackError:
            # Another program has the port: the address can still be pasted.
            listening = False
        pasted: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        come = asyncio.ensure_future(callback.wait() if listening else self._late())
        try:
            self._connect, self._pasted = connect, pasted
            self._tell(
                step=ConnectStep.BROWSER,
                link=connect.link,
                until=clock.now() + LIFE,
                listening=listening,
            )
            await asyncio.wait({come, pasted}, return_when=asyncio.FIRST_COMPLETED)
            return await (pasted if pasted.done() else come)
        finally:
            come.cancel()
            await asyncio.wait({come})
            if not come.cancelled():
                come.exception()
            await callback.close()

    async def _late(self) -> str:
        await self._registry.clock.sleep(LIFE)
        raise CallbackError("late")

    def _standing(
        self, granted: Collection[Shop], expected: Shop | None
    ) -> tuple[GrantedShop, ...]:
        """The granted shops as they stand here, the expected one first."""
        known = {row.shop.id: row.shop for row in self._shops.value}
        rows = [
            GrantedShop(
                # By its colour the seller knows a shop that was here before.
                replace(shop, colour=known[shop.id].colour) if shop.id in known else shop,
                known=shop.id in known,
                connected=shop.id in known and known[shop.id].connected,
            )
            for shop in granted
        ]
        rows.sort(key=lambda row: expected is None or row.shop.id != expected.id)
        return tuple(rows)

    async def _save(self, connect: Connect, chosen: frozenset[ShopId]) -> None:
        try:
            kept = await connect.save(chosen)
        except ConnectError as error:
            # Nothing was saved, and the tokens are still in hand: it can be tried again.
            if self._connect is connect:
                self._tell(step=ConnectStep.CHOOSE, trouble=_trouble(error))
            return
        except Exception:
            if self._connect is connect:
                self._tell(step=ConnectStep.CHOOSE, trouble=ConnectTrouble(INTERNAL))
            raise
        if self._connect is connect:
            self._connect = self._pasted = None
            self._tell(step=ConnectStep.DONE, connected=kept)


def _trouble(error: ConnectError | CallbackError) -> ConnectTrouble:
    if isinstance(error, CallbackError):
        return ConnectTrouble(error.code)
    return ConnectTrouble(error.code, error.number, error.text)
