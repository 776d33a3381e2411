"""Examines this computer and every shop by reading only, and tells what it found.

It works beside the running program: no lock is taken, no file, no keyring item and nothing at
TikTok is changed, and no token is refreshed.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from nobi_desktop.domain.finding import Check, Finding, Mark, Report, ShopFindings, found
from nobi_desktop.domain.keys import Purpose
from nobi_desktop.flow.clock import Clock
from nobi_desktop.shops import surroundings
from nobi_desktop.shops.examination import CHAT_SCOPES, COMMERCE_SCOPES, Examination
from nobi_desktop.shops.installation import INSTALL, KEYRING
from nobi_desktop.shops.registry import secret_of
from nobi_desktop.shops.slots import DAY, USUAL_LIFE, secret_name
from nobi_desktop.shops.standing import Standing, WayIn, named, standings
from nobi_desktop.shops.vault import KeyringVault, Vault, VaultError
from nobi_desktop.store import settings
from nobi_desktop.store.errors import StoreError
from nobi_desktop.store.inspection import Inspection, inspecting
from nobi_desktop.tiktok.authorization import AUTH_URL
from nobi_desktop.tiktok.client import API_URL
from nobi_desktop.tiktok.limits import ServerClock
from nobi_desktop.tiktok.witness import Witness

AT_ONCE = 4
"""Shops that are examined at the same time."""
SOON = 14 * DAY
CUT_OFF = 600.0
"""Seconds after which a refresh that has not ended counts as cut off."""
_PROBE = "-/-/probe"

QuotaOf = Callable[[str, str, float], Finding]
"""What is known of today's calls: from the kept text, the shop's region and the time (UTC)."""


class NoSuchShop(Exception):
    """No shop has the name, code or id that was asked for; `names` are those there are."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__("no such shop")
        self.names = tuple(names)


@dataclass(frozen=True, slots=True)
class _Keys:
    """What the keyring holds for one way in; `code` is of the `VaultError` that kept it back."""

    secret: str = field(default="", repr=False)
    access: str = field(default="", repr=False)
    refresh: str = field(default="", repr=False)
    code: str = ""

    def hide(self, cipher: str) -> Callable[[str], str]:
        """Takes these secrets, and the cipher that goes with them, out of a text."""
        secrets = [s for s in (self.secret, self.access, self.refresh, cipher) if len(s) > 5]

        def hide(text: str) -> str:
            for secret in secrets:
                text = text.replace(secret, "…")
            return text

        return hide


class Doctor:
    """One examination of the data folder `folder`.

    `vault` takes the keyring's place (practice shops keep their keys in memory); `api_url` and
    `auth_url` that of every app's own addresses; `witness` makes the way to TikTok.
    """

    def __init__(
        self,
        folder: Path,
        log: Path,
        *,
        clock: Clock,
        quota_of: QuotaOf,
        vault: Vault | None = None,
        api_url: str = "",
        auth_url: str = "",
        witness: Callable[[], Witness] = Witness,
    ) -> None:
        self._folder = folder
        self._log = log
        self._clock = clock
        self._quota_of = quota_of
        self._vault = vault
        self._api_url = api_url
        self._auth_url = auth_url
        self._witness = witness
        self._server_clock = ServerClock(clock)
        self._shut = ""
        self._calls = 0

    async def examine(self, shop: str = "") -> Report:
        """Look at everything, or of the shops at those that `shop` names. Raises `NoSuchShop`."""
        with inspecting(self._folder) as seen:
            recorded = _recorded(seen)
            stored = surroundings.store(seen)
        chosen = recorded.shops
        if shop:
            chosen = named(shop, recorded.shops)
            if not chosen:
                raise NoSuchShop([each.shop.name for each in recorded.shops])
        vault = self._vault or KeyringVault(recorded.install or "-")
        keyring = await _keyring(vault, recorded.keyring)
        # A keyring that was not opened is not asked again: each time the system could ask the user.
        self._shut = keyring.code if keyring.mark is Mark.BAD else ""
        computer = (
            *surroundings.program(),
            *surroundings.folder(self._folder),
            *stored,
            *recorded.trouble,
            keyring,
            surroundings.log(self._log),
        )
        hosts = surroundings.Hosts(self._witness, self._clock, self._server_clock)
        network = (
            surroundings.proxies(),
            *await hosts.look(self._addresses(chosen), self._sign_ins(chosen)),
        )
        turn = asyncio.Semaphore(AT_ONCE)

        async def one(each: Standing) -> ShopFindings:
            async with turn:
                try:
                    return await self._shop(each, vault, hosts)
                except Exception as error:
                    # A fault of ours with one shop must not hide what was found of the others. Its
                    # text could quote anything; its kind is enough to find it.
                    kind = type(error).__name__
                    told = found(Check.STANDING, Mark.BAD, "internal", kind=kind)
                    return ShopFindings(each.shop.id, each.shop.name, each.shop.region, (told,))

        shops = await asyncio.gather(*map(one, chosen))
        return Report(self._clock.now(), computer, network, tuple(shops), self._calls)

    # -- addresses ------------------------------------------------------------------------------

    def _base(self, way: WayIn) -> str:
        own = way.credential.api_url if way.credential else ""
        return self._api_url or own or API_URL

    def _addresses(self, chosen: Sequence[Standing]) -> set[str]:
        return {self._base(a) for each in chosen for a in each.ways_in} or {
            self._api_url or API_URL
        }

    def _sign_ins(self, chosen: Sequence[Standing]) -> set[str]:
        apps = [a.credential for each in chosen for a in each.ways_in if a.credential]
        own = {self._auth_url or app.auth_url or AUTH_URL for app in apps}
        return own or {self._auth_url or AUTH_URL}

    # -- one shop -------------------------------------------------------------------------------

    async def _shop(
        self, standing: Standing, vault: Vault, hosts: surroundings.Hosts
    ) -> ShopFindings:
        shop = standing.shop
        findings: list[Finding] = []
        if not shop.connected:
            findings.append(found(Check.STANDING, Mark.NOTE, "disconnected"))
        elif shop.paused:
            findings.append(found(Check.STANDING, Mark.NOTE, "paused"))
        several = len(standing.ways_in) > 1
        asked = _Asked()
        for way in standing.ways_in:
            told = await self._way_in(standing, way, vault, hosts, asked)
            purpose = way.purposes[0] if several else None
            findings += [finding.serving(purpose) for finding in told]
        if shop.connected:
            findings += _without_a_way(standing)
            findings.append(self._quota_of(standing.budget, shop.region, self._clock.now()))
            findings.append(asked.told())
        self._calls += asked.calls
        return ShopFindings(shop.id, shop.name, shop.region, tuple(findings))

    async def _way_in(
        self,
        standing: Standing,
        way: WayIn,
        vault: Vault,
        hosts: surroundings.Hosts,
        asked: _Asked,
    ) -> list[Finding]:
        keys = _Keys(code=self._shut) if self._shut else await _keys(way, vault)
        now = self._server_clock.now()
        findings = [_app(way, keys), *_tokens(way, keys, now), _scopes(way)]
        base = self._base(way)
        if not keys.secret or not keys.access:
            return findings  # What is missing has been told; TikTok could only say the same.
        if base in hosts.shut:
            asked.unreachable = True
            return findings
        witness = self._witness()
        try:
            examination = Examination(
                standing.shop,
                way,
                keys.secret,
                keys.access,
                base_url=base,
                witness=witness,
                clock=self._clock,
                server_clock=self._server_clock,
                hide=keys.hide(way.cipher),
            )
            findings += await examination.run()
            asked.cut_short |= examination.was_cut_short
        finally:
            await witness.close()
            asked.calls += witness.calls
        return findings


@dataclass(slots=True)
class _Asked:
    """How much of a shop could be asked, over all its ways in."""

    calls: int = 0
    unreachable: bool = False
    cut_short: bool = False

    def told(self) -> Finding:
        if self.unreachable:
            return found(Check.CALLS, Mark.WARN, "unreachable")
        code = "cut_short" if self.cut_short else "calls"
        return found(Check.CALLS, Mark.NOTE, code, count=self.calls)


@dataclass(frozen=True, slots=True)
class _Recorded:
    """What the seller's file holds, and what to tell where it cannot be read."""

    install: str = ""
    keyring: str = ""
    shops: tuple[Standing, ...] = ()
    trouble: tuple[Finding, ...] = ()


def _recorded(seen: Inspection) -> _Recorded:
    try:
        return _Recorded(
            seen.read(settings.get_value, INSTALL),
            seen.read(settings.get_value, KEYRING),
            seen.read(standings),
        )
    except StoreError as error:
        if error.code == "missing":
            return _Recorded()  # The files themselves tell it.
        return _Recorded(trouble=(found(Check.RECORDS, Mark.BAD, error.code),))


async def _keyring(vault: Vault, before: str) -> Finding:
    """Which keyring is in use; `before` is the one of the last start, empty where there was none.

    Nobi looks at nothing but the one in use, so the keys in an earlier one are as good as lost.
    """
    if not isinstance(vault, KeyringVault):
        return found(Check.KEYRING, Mark.NOTE, "practice")
    try:
        await vault.get(_PROBE)
    except VaultError as error:
        return found(Check.KEYRING, Mark.BAD, error.code, name=vault.backend_name)
    name = vault.backend_name
    if before not in ("", name):
        return found(Check.KEYRING, Mark.WARN, "changed", name=name, before=before)
    return found(Check.KEYRING, Mark.GOOD, "in_use", name=name)


async def _keys(way: WayIn, vault: Vault) -> _Keys:
    if way.credential is None:
        return _Keys()
    slot = way.pointer.slot

    async def kept(kind: str) -> str:
        return await vault.get(secret_name(way.home, slot, kind)) or "" if slot else ""

    try:
        secret = await vault.get(secret_of(way.credential.id)) or ""
        return _Keys(secret, await kept("access"), await kept("refresh"))
    except VaultError as error:
        return _Keys(code=error.code)


def _without_a_way(standing: Standing) -> list[Finding]:
    """What no app of the shop serves: orders can be done without, chats are what Nobi is for."""
    served = {purpose for way in standing.ways_in for purpose in way.purposes}
    findings = []
    if Purpose.CHAT not in served:
        findings.append(found(Check.CONVERSATIONS, Mark.BAD, "no_app"))
    if Purpose.COMMERCE not in served:
        findings.append(found(Check.ORDERS, Mark.NOTE, "no_app"))
    return findings


def _app(way: WayIn, keys: _Keys) -> Finding:
    if way.credential is None:
        return found(Check.APP, Mark.BAD, "unknown")
    tail = way.credential.app_key[-4:]
    if keys.code:
        return found(Check.APP, Mark.BAD, "keyring", tail=tail)
    if not keys.secret:
        return found(Check.APP, Mark.BAD, "no_secret", tail=tail)
    return found(Check.APP, Mark.GOOD, "app", tail=tail)


def _tokens(way: WayIn, keys: _Keys, now: float) -> list[Finding]:
    pointer = way.pointer
    if keys.code or way.credential is None:
        return []
    if not keys.access or not keys.refresh:
        return [found(Check.TOKENS, Mark.BAD, "lost")]
    findings = []
    left = pointer.access_expires - now
    if left > 0:
        renewed = pointer.access_expires - USUAL_LIFE / 2
        code = "good" if renewed > now else "due"
        values = {"left": round(left), "renewed": round(renewed)}
        findings.append(found(Check.TOKENS, Mark.GOOD, code, **values))
    else:
        findings.append(found(Check.TOKENS, Mark.WARN, "expired", ago=round(-left)))
    if pointer.refresh_started and abs(now - pointer.refresh_started) > CUT_OFF:
        at = round(pointer.refresh_started)
        findings.append(found(Check.TOKENS, Mark.WARN, "cut_off", at=at))
    return [*findings, _authorization(pointer.refresh_expires, now)]


def _authorization(ends: int, now: float) -> Finding:
    left = ends - now
    if not ends:
        return found(Check.AUTHORIZATION, Mark.NOTE, "unknown")
    if left <= 0:
        return found(Check.AUTHORIZATION, Mark.BAD, "ended", at=ends)
    mark, code = (Mark.WARN, "soon") if left < SOON else (Mark.GOOD, "until")
    return found(Check.AUTHORIZATION, mark, code, at=ends, left=round(left))


def _scopes(way: WayIn) -> Finding:
    if not way.scopes:
        return found(Check.SCOPES, Mark.NOTE, "unknown")
    needed = [
        *(CHAT_SCOPES if Purpose.CHAT in way.purposes else ()),
        *(COMMERCE_SCOPES if Purpose.COMMERCE in way.purposes else ()),
    ]
    lacking = [scope for scope in needed if scope not in way.scopes]
    names = ", ".join(lacking or way.scopes)
    if lacking:
        return found(Check.SCOPES, Mark.WARN, "lacking", names=names)
    return found(Check.SCOPES, Mark.GOOD, "granted", names=names, count=len(way.scopes))
