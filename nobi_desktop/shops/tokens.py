"""Keeps the tokens of one authorization: fresh, saved twice over, and refreshed by one hand only.

The order of steps is what makes a crash harmless: note that a refresh begins, call, write the new
pair to the slot that is *not* in force, read it back, move the pointer, and only then use it. A
shop is asked to sign in again only where TikTok has said a documented "no" twice, a minute apart.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import math
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from nobi_desktop.domain.keys import KeyState
from nobi_desktop.flow.clock import Clock
from nobi_desktop.flow.news import Fact
from nobi_desktop.shops.slots import (
    DAY,
    USUAL_LIFE,
    instant,
    other_slot,
    secret_name,
    write_pair,
)
from nobi_desktop.shops.vault import Vault, VaultError
from nobi_desktop.store import shops
from nobi_desktop.store.database import Database
from nobi_desktop.store.errors import StoreError
from nobi_desktop.tiktok.authorization import TokenPair
from nobi_desktop.tiktok.errors import (
    Garbled,
    NoPermission,
    Refused,
    SignInAgain,
    SlowDown,
    TikTokError,
    Unreachable,
)

EARLY = 2 * DAY
FRESH = 600.0
"""Seconds for which a new token is used whatever the clock says, so that no expiry makes a loop."""
PROVEN = 60.0
"""Seconds after which a renewed token that was not refused again counts as working."""
CONFIRM_AFTER = 60.0
FIRST_PAUSE = 30.0
LONGEST_PAUSE = 900.0
_MARGIN = 60.0
_LOOK = 60.0
_QUIT = 5.0

DEAD_CODES = frozenset({"36004001", "36004004", "36004005", "98001005", "98001006"})
"""What the auth host documents for a refresh token that will never work again."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class TokenStatus:
    """What can be told of the tokens without telling them, as in `domain.keys.ShopKeys`."""

    state: KeyState = KeyState.GOOD
    access_expires: int = 0
    refresh_expires: int = 0
    code: str = ""
    saved: bool = True


def _reach_nothing(name: str) -> None:
    """Stands where a test may end the process."""


class TokenKeeper:
    """The one place that hands out and refreshes the tokens of the authorization `home`.

    `refresh` asks TikTok for a new pair; `server_now` is TikTok's time in UTC seconds. `run` is the
    endless task that refreshes early. What `access_token` and `renew` raise: `SignInAgain` where
    the shop must be connected again, else `Unreachable(sent=False)` or `SlowDown`, whatever went
    wrong, for nothing of the caller's has left this computer by then.
    """

    def __init__(
        self,
        home: str,
        *,
        db: Database,
        vault: Vault,
        clock: Clock,
        server_now: Callable[[], float],
        refresh: Callable[[str], Awaitable[TokenPair]],
        reach: Callable[[str], object] = _reach_nothing,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self.home = home
        self.status: Fact[TokenStatus] = Fact(TokenStatus())
        self._db = db
        self._vault = vault
        self._clock = clock
        self._server_now = server_now
        self._call = refresh
        self._reach = reach
        self._chance = chance
        self._loaded = False
        self._loading = asyncio.Lock()
        self._access = ""
        self._refresh = ""
        self._slot = ""
        self._generation = 0
        self._life = 0.0
        self._jitter = chance()
        self._interrupted = False
        self._refreshed = -math.inf
        self._renewed = -math.inf
        self._failures = 0
        self._retry_at = -math.inf
        self._suspected: float | None = None
        self._failure: TikTokError | None = None
        self._unsaved: tuple[str, TokenPair] | None = None
        self._flight: asyncio.Task[None] | None = None
        self._closed = False

    def __repr__(self) -> str:
        return f"TokenKeeper({self.home}, {self.status.value.state})"

    # -- what callers ask -----------------------------------------------------------------------

    async def access_token(self) -> str:
        """A token that should work now."""
        await self._ready()
        fresh = self._clock.monotonic() - self._refreshed < FRESH
        valid = self._server_now() < self.status.value.access_expires - _MARGIN
        if not (self._access and (fresh or valid)):
            await self._refreshed_by_one()
        return self._access

    async def renew(self, refused: str) -> str:
        """Another token than `refused`, which TikTok has just answered with 105002.

        However many callers come with one refused token, there is one refresh. A token that is
        refused within a minute of such a renewal ends the authorization instead of going round.
        """
        await self._ready()
        if self._access and self._access != refused:
            return self._access
        if self._flight is None and self._clock.monotonic() - self._renewed < PROVEN:
            self._die("105002")
            raise self._sign_in()
        await self._refreshed_by_one()
        self._renewed = self._clock.monotonic()
        return self._access

    async def refresh_now(self) -> TokenStatus:
        """Refresh because the seller asks, without waiting for a pause to end; how it ended.

        Tokens that count as dead are asked for, too: in the keyring if they were lost there, else
        of TikTok once more. Raises the same as `access_token`, and tells an answer that is not
        TikTok's (`Garbled`) and a "no" that is still to be confirmed (`Refused`) from the rest.
        """
        if self.status.value.state is KeyState.DEAD:
            # It was refused a minute apart already: one more refusal is enough.
            self._suspected = self._clock.monotonic() - CONFIRM_AFTER
            self._loaded = False
            self._tell(KeyState.RETRYING, self.status.value.code)
        await self._ready()
        self._retry_at = -math.inf
        try:
            await self._refreshed_by_one()
        except SignInAgain:
            raise
        except TikTokError:
            match self._failure:
                case Garbled() as failure:
                    raise failure from None
                case SignInAgain() | NoPermission() | Refused() as no:
                    raise Refused(no.code, no.text, no.request_id, no.http) from None
            raise
        return self.status.value

    async def look(self) -> None:
        """Do now what is due: the computer has slept, and what a pause waited for may be over."""
        if self._suspected is None:
            self._failures = 0
            self._retry_at = -math.inf
        await self._step()

    async def run(self) -> None:
        """Refresh early, save what could not be saved, try again what failed; for ever."""
        while True:
            await self._clock.sleep(min(await self._step(), _LOOK))

    async def close(self) -> None:
        """Begin no more refreshes; wait up to five seconds for the one under way."""
        self._closed = True
        flight = self._flight
        if flight is not None and not flight.done():
            _, late = await asyncio.wait({flight}, timeout=_QUIT)
            if late:
                _log.warning("tokens of %s: a refresh is left to the next start", self.home)
                flight.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await flight
        if self._unsaved is not None:
            with contextlib.suppress(VaultError, StoreError, TimeoutError):
                await asyncio.wait_for(self._save(), _QUIT)

    # -- loading --------------------------------------------------------------------------------

    async def _ready(self) -> None:
        async with self._loading:
            if not self._loaded:
                try:
                    await self._load(await self._db.read(shops.pointer, self.home))
                except (VaultError, StoreError) as error:
                    code = self._code(error)
                    self._tell(KeyState.RETRYING, code)
                    raise Unreachable(code, sent=False) from None
                if self.status.value.state is KeyState.RETRYING and self._failure is None:
                    self._tell(KeyState.GOOD, "")
        if self.status.value.state is KeyState.DEAD:
            raise self._sign_in()

    async def _load(self, pointer: shops.TokenPointer) -> None:
        interrupted = pointer.refresh_started > 0
        access = refresh = None
        if pointer.slot:
            refresh = await self._vault.get(secret_name(self.home, pointer.slot, "refresh"))
            access = await self._vault.get(secret_name(self.home, pointer.slot, "access"))
        self._slot = pointer.slot
        self._generation = pointer.generation
        self._access, self._refresh = access or "", refresh or ""
        self._life = 0.0
        self._interrupted = interrupted
        self._loaded = True
        self.status.set(
            replace(
                self.status.value,
                access_expires=pointer.access_expires,
                refresh_expires=pointer.refresh_expires,
            )
        )
        if not refresh and not (pointer.slot and await self._spare()):
            self._die("lost")

    # -- refreshing -----------------------------------------------------------------------------

    def _due_at(self) -> float:
        """When to refresh early, in TikTok's UTC seconds: with less than half the life left.

        The life of tokens read from the store is not known: TikTok's usual seven days are taken.
        """
        life = self._life or USUAL_LIFE
        left = max(life / 2, EARLY) if life >= 2 * EARLY else life / 2
        return self.status.value.access_expires - left * (1 - 0.1 * self._jitter)

    async def _step(self) -> float:
        """Do what is due; the seconds until something may be due again."""
        try:
            await self._ready()
        except SignInAgain:
            return _LOOK
        except TikTokError:
            return FIRST_PAUSE
        now = self._clock.monotonic()
        if now < self._retry_at:
            return self._retry_at - now
        if self._unsaved is not None:
            with contextlib.suppress(VaultError, StoreError):
                await self._save()
            return FIRST_PAUSE if self._unsaved is not None else 0.0
        fresh = now - self._refreshed < FRESH
        due = self._due_at() - self._server_now()
        if self._interrupted or self._suspected is not None or (due <= 0 and not fresh):
            with contextlib.suppress(TikTokError):
                await self._refreshed_by_one()
            return 1.0
        return self._refreshed + FRESH - now if due <= 0 else max(due, 1.0)

    async def _refreshed_by_one(self) -> None:
        if self._flight is None:
            if self._closed or self._clock.monotonic() < self._retry_at:
                raise self._trouble()
            self._flight = asyncio.get_running_loop().create_task(
                self._attempt(), name=f"shops.tokens.{self.home}"
            )
        # Shielded: a caller may be cancelled between TikTok's answer and its safe keeping.
        await asyncio.shield(self._flight)
        if self.status.value.state is KeyState.DEAD:
            raise self._sign_in()
        if self._failure is not None:
            raise self._trouble()

    async def _attempt(self) -> None:
        try:
            await self._refresh_once()
        except TikTokError as error:
            if _says_dead(error):
                self._suspect(error)
            else:
                self._pause(error)
        except (VaultError, StoreError) as error:
            self._pause(Unreachable(self._code(error), sent=False))
        except Exception as error:
            # Its text may hold what must not be logged; its kind is enough to find it.
            _log.error("tokens of %s: refresh failed with %s", self.home, type(error).__name__)
            self._pause(Unreachable("internal", sent=False))
        finally:
            self._flight = None

    async def _refresh_once(self) -> None:
        if self._unsaved is not None:
            await self._save()
        pointer = await self._db.read(shops.pointer, self.home)
        if pointer.generation > self._generation:
            await self._load(pointer)
            self._recovered()
            return
        if self._suspected is not None and pointer.generation == self._generation:
            # The second question is asked with what is stored now, not with what we remember.
            await self._load(pointer)
        await self._db.write(shops.start_refresh, self.home, self._clock.now())
        self._reach("refresh_started")
        refused: TikTokError = SignInAgain("36004005", reason="invalid")
        for slot in (self._slot, other_slot(self._slot)):
            # A refresh that was cut off, or a file restored from a backup, leaves a pair in the
            # other slot: where TikTok does not know ours any more, that one may be good.
            token = self._refresh if slot == self._slot else await self._spare()
            if not token:
                continue
            try:
                pair = await self._call(token)
            except TikTokError as error:
                if not _says_dead(error):
                    raise
                refused = error
                continue
            self._reach("refresh_answered")
            await self._keep(other_slot(slot), pair)
            return
        raise refused

    async def _spare(self) -> str:
        """The refresh token in the slot that is not in force, where it is another than ours."""
        name = secret_name(self.home, other_slot(self._slot), "refresh")
        found = await self._vault.get(name) or ""
        return found if found != self._refresh else ""

    async def _keep(self, slot: str, pair: TokenPair) -> None:
        now = self._server_now()
        pair = replace(
            pair,
            access_expires=instant(pair.access_expires, now),
            refresh_expires=instant(pair.refresh_expires, now),
        )
        self._unsaved = (slot, pair)
        self._generation += 1
        saved = True
        try:
            await self._save()
        except (VaultError, StoreError) as error:
            # The old pair may be used up by now: what cannot be saved yet is used from memory.
            saved = False
            _log.warning("tokens of %s are not saved yet: %s", self.home, error.code)
        self._slot, self._access, self._refresh = slot, pair.access, pair.refresh
        self._life = pair.access_expires - now
        self._jitter = self._chance()
        self._interrupted = False
        self._refreshed = self._clock.monotonic()
        self._recovered()
        self.status.set(
            TokenStatus(KeyState.GOOD, pair.access_expires, pair.refresh_expires, saved=saved)
        )
        _log.info("tokens of %s were refreshed", self.home)

    async def _save(self) -> None:
        if self._unsaved is None:
            return
        slot, pair = self._unsaved
        await write_pair(self._vault, self.home, slot, pair)
        self._reach("slot_written")
        await self._db.write(
            shops.move_pointer,
            self.home,
            slot,
            self._generation,
            int(pair.access_expires),
            int(pair.refresh_expires),
        )
        self._reach("pointer_moved")
        self._unsaved = None
        self.status.set(replace(self.status.value, saved=True))

    # -- how it went ----------------------------------------------------------------------------

    def _recovered(self) -> None:
        self._failures = 0
        self._retry_at = -math.inf
        self._suspected = None
        self._failure = None
        if self.status.value.state is KeyState.RETRYING:
            self._tell(KeyState.GOOD, "")

    def _pause(self, error: TikTokError) -> None:
        self._failures += 1
        wait = min(LONGEST_PAUSE, FIRST_PAUSE * 2.0 ** min(self._failures - 1, 10))
        wait = min(LONGEST_PAUSE, wait * (1 + 0.2 * self._chance()))
        asked = getattr(error, "retry_after", None)
        if asked is not None:
            wait = max(wait, min(asked, LONGEST_PAUSE))
        self._retry_at = self._clock.monotonic() + wait
        self._failure = error
        self._tell(KeyState.RETRYING, error.code)
        _log.warning("tokens of %s: %r, next try in %.0f s", self.home, error, wait)

    def _suspect(self, error: TikTokError) -> None:
        now = self._clock.monotonic()
        if self._suspected is not None and now - self._suspected >= CONFIRM_AFTER:
            self._die(error.code)
            return
        if self._suspected is None:
            self._suspected = now
        self._retry_at = self._suspected + CONFIRM_AFTER
        self._failure = error
        self._tell(KeyState.RETRYING, error.code)
        _log.warning("tokens of %s: %r, asked once more in a minute", self.home, error)

    def _die(self, code: str) -> None:
        self._suspected = None
        self._tell(KeyState.DEAD, code)
        _log.warning("tokens of %s are of no use any more: %s", self.home, code)

    def _tell(self, state: KeyState, code: str) -> None:
        self.status.set(replace(self.status.value, state=state, code=code))

    def _sign_in(self) -> SignInAgain:
        code = self.status.value.code
        return SignInAgain(code, reason="expired" if code == "36004001" else "invalid")

    def _trouble(self) -> TikTokError:
        error = self._failure
        left = max(0.0, self._retry_at - self._clock.monotonic())
        if isinstance(error, SlowDown):
            return SlowDown(error.code, error.text, error.request_id, error.http, retry_after=left)
        if error is None:
            return Unreachable("closed", sent=False)
        return Unreachable(
            error.code, error.text, error.request_id, error.http, sent=False, retry_after=left
        )

    @staticmethod
    def _code(error: VaultError | StoreError) -> str:
        return f"vault_{error.code}" if isinstance(error, VaultError) else error.code


def _says_dead(error: TikTokError) -> bool:
    """Whether TikTok says so itself: a gateway may repeat its numbers around a fault of its own."""
    return isinstance(error, SignInAgain) and error.code in DEAD_CODES
