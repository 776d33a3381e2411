"""The doctor finds what is wrong, changes nothing, and tells no secret and nothing of a buyer."""

from __future__ import annotations

import asyncio
import json
import shutil
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from keyring import errors

from nobi_desktop.domain.finding import Check, Finding, Mark, Report, ShopFindings, found
from nobi_desktop.domain.keys import Purpose
from nobi_desktop.flow.clock import HandClock
from nobi_desktop.sandbox.world import World
from nobi_desktop.shops.doctor import Doctor, NoSuchShop
from nobi_desktop.shops.examination import Examination
from nobi_desktop.shops.registry import secret_of
from nobi_desktop.shops.slots import secret_name
from nobi_desktop.shops.standing import Standing, named
from nobi_desktop.shops.vault import KeyringVault, MemoryVault
from nobi_desktop.store import accesses, files, opening, settings, shops
from nobi_desktop.store.accesses import Access
from nobi_desktop.tiktok.witness import Witness
from tests import given
from tests.shops.rig import NOW, Place, place

READS = {"list_conversations", "list_messages", "agent_settings", "shops", "orders", "products"}


class Cabinet:
    """A keyring in memory that counts what is done to it."""

    def __init__(self) -> None:
        self.items: dict[tuple[str, str], str] = {}
        self.changes = 0

    def get_password(self, service: str, username: str) -> str | None:
        return self.items.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.changes += 1
        self.items[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self.changes += 1
        if self.items.pop((service, username), None) is None:
            raise errors.PasswordDeleteError("no such item")


class Locked(Cabinet):
    asked = 0

    def get_password(self, service: str, username: str) -> str | None:
        self.asked += 1
        raise errors.KeyringLocked("CANARY of the keyring")


class Clinic:
    """A place with connected shops whose keys lie in a keyring, and a doctor for it."""

    def __init__(self, place: Place, cabinet: Cabinet) -> None:
        self.place = place
        self.world: World = place.world
        self.cabinet = cabinet
        self.backend = cabinet
        self.net: httpx.AsyncBaseTransport = place.net
        self.folder = place.folder
        self.clock: HandClock = place.clock
        self.url = ""

    def doctor(self) -> Doctor:
        return Doctor(
            self.folder,
            self.folder / "logs" / "nobi.log",
            clock=self.clock,
            quota_of=lambda kept, region, now: found(
                Check.QUOTA, Mark.NOTE, "unknown", kept=kept, region=region
            ),
            vault=KeyringVault("i", self.backend),
            api_url=self.url,
            witness=lambda: Witness(injected=self.net),
        )

    async def examine(self, shop: str = "") -> Report:
        work = asyncio.ensure_future(self.doctor().examine(shop))
        await self.place.until(work.done)
        return await work

    def changes(self) -> list[tuple[str, str]]:
        """What was asked of TikTok that is no reading."""
        return [
            (entry.method, entry.route)
            for entry in self.world.requests
            if entry.route not in READS and entry.path != "/"
        ]


@asynccontextmanager
async def clinic(
    folder: Path, *connect: int, running: bool = False, **world: Any
) -> AsyncIterator[Clinic]:
    """Connected shops; with `running` the program goes on keeping their tokens fresh."""
    cabinet = Cabinet()
    async with place(
        folder, vault=KeyringVault("i", cabinet), connect=connect or (0,), **world
    ) as made:
        if not running:
            closing = asyncio.ensure_future(made.registry.close())
            await made.until(closing.done)
        made.world.forget_requests()
        cabinet.changes = 0
        yield Clinic(made, cabinet)


def of(told: Report | ShopFindings, check: Check) -> Finding:
    """The one finding about `check`."""
    where = (
        (*told.computer, *told.network, *(f for s in told.shops for f in s.findings))
        if isinstance(told, Report)
        else told.findings
    )
    (finding,) = [f for f in where if f.check is check]
    return finding


def careful(told: Report) -> list[tuple[Check, str]]:
    """What needs care, everywhere."""
    every = (*told.computer, *told.network, *(f for s in told.shops for f in s.findings))
    return [(f.check, f.code) for f in every if f.mark.needs_care]


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Every file but SQLite's index, which readers of one process share with the writer."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.endswith("-shm")
    }


async def test_healthy_shops_are_well_and_nothing_is_changed(tmp_path: Path) -> None:
    async with clinic(tmp_path, 0, 1, 2) as c:
        before, kept = bytes_of(tmp_path), dict(c.cabinet.items)
        report = await c.examine()
        assert careful(report) == []
        assert report.is_well
        assert [s.name for s in report.shops] == [shop.name for shop in c.world.shops]
        assert report.calls == 18
        for shop in report.shops:
            assert of(shop, Check.GRANTED).number("count") == 3
            assert of(shop, Check.CONVERSATIONS).number("count") == 2
            assert of(shop, Check.MESSAGES).number("count") >= 3
            assert of(shop, Check.PRODUCTS).number("total") == 2
            assert of(shop, Check.CALLS).number("count") == 6
            assert all(f.answer.request_id for f in shop.findings if f.answer)
            assert of(shop, Check.TOKENS).code == "good"
        assert of(report, Check.KEYRING).text("name").endswith("Cabinet")
        assert c.changes() == []
        assert {(e.method, e.route) for e in c.world.requests if e.route in READS} == {
            ("GET", "shops"),
            ("GET", "agent_settings"),
            ("GET", "list_conversations"),
            ("GET", "list_messages"),
            ("POST", "orders"),
            ("POST", "products"),
        }
        assert (c.cabinet.items, c.cabinet.changes) == (kept, 0)
        assert bytes_of(tmp_path) == before


async def test_no_secret_and_nothing_of_a_buyer_is_in_the_report(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    async with clinic(tmp_path, 0, messages=6) as c:
        secrets = list(c.cabinet.items.values())
        (record,) = c.world.shops[:1]
        secrets.append(record.cipher)
        told = f"no {' '.join(secrets)} {c.world.app_secret}"
        c.world.faults.plan(
            "orders", status=400, code=36009022, message=told, headers={"x-request": told}
        )
        c.world.faults.plan("products", status=401, code=105002, message=told)
        report = await c.examine()
        assert of(report, Check.ORDERS).answer.text.startswith("no …")  # type: ignore[union-attr]
        assert of(report, Check.PRODUCTS).code == "expired"
        text = f"{report!r} {caplog.text}"
        buyers = _of_buyers(c.world, record.id)
        assert len(buyers) > 4
        for secret in [*secrets, *buyers]:
            assert secret not in text, secret
        assert c.world.app_key not in text


def _of_buyers(world: World, shop: str) -> list[str]:
    """What buyers are called and what they have written."""
    found = []
    for conversation in world.conversations(shop):
        found.append(conversation.buyer.nickname)
        found += [m.text for m in world.messages(shop, conversation.id) if m.text]
    return found


def fault(route: str, code: int, status: int = 200, message: str = "so it is") -> dict[str, Any]:
    return {"route": route, "code": code, "status": status, "message": message}


OLD = fault("shops", 36009004, message="timestamp is old")
DOWN = {"route": "products", "status": 503, "body": "busy"}
UNKNOWN_APP = fault("shops", 36009004, message="app_key is unknown")
FAULTS: list[tuple[dict[str, Any], Check, str, Mark, int]] = [
    (fault("agent_settings", 105005, 401), Check.ACCEPTING, "no_scope", Mark.BAD, 6),
    (fault("orders", 105005, 401), Check.ORDERS, "no_scope", Mark.WARN, 6),
    (fault("shops", 105002, 401), Check.GRANTED, "expired", Mark.BAD, 1),
    (fault("shops", 105001, 403), Check.GRANTED, "invalid", Mark.BAD, 1),
    (fault("shops", 101000), Check.GRANTED, "invalid", Mark.BAD, 1),
    (fault("shops", 106001, 401), Check.GRANTED, "bad_secret", Mark.BAD, 1),
    (fault("shops", 36009033, 403), Check.GRANTED, "ip_list", Mark.BAD, 1),
    (fault("shops", 36009043, 401), Check.GRANTED, "not_active", Mark.BAD, 1),
    (UNKNOWN_APP, Check.GRANTED, "bad_app", Mark.BAD, 1),
    (OLD, Check.GRANTED, "clock", Mark.BAD, 2),
    (fault("list_messages", 36009002, 429), Check.MESSAGES, "slow_down", Mark.WARN, 4),
    (fault("list_conversations", 45101004), Check.CONVERSATIONS, "quota", Mark.BAD, 5),
    (fault("products", 36009003), Check.PRODUCTS, "tiktok_down", Mark.WARN, 6),
    (fault("orders", 987654321), Check.ORDERS, "refused", Mark.BAD, 6),
    (DOWN, Check.PRODUCTS, "tiktok_down", Mark.WARN, 6),
    ({"route": "orders", "status": 302, "body": "<html>"}, Check.ORDERS, "not_tiktok", Mark.BAD, 6),
    ({"route": "orders", "body": "<html>Sign in</html>"}, Check.ORDERS, "not_tiktok", Mark.BAD, 6),
    ({"route": "orders", "body": '{"code":0,"data":[]}'}, Check.ORDERS, "not_tiktok", Mark.BAD, 6),
    ({"route": "orders", "drop": True}, Check.ORDERS, "network", Mark.BAD, 5),
]


@pytest.mark.parametrize(
    ("fault", "check", "code", "mark", "calls"), FAULTS, ids=[f"{f[1]}-{f[2]}" for f in FAULTS]
)
async def test_each_fault_has_its_name(
    tmp_path: Path, fault: dict[str, Any], check: Check, code: str, mark: Mark, calls: int
) -> None:
    async with clinic(tmp_path) as c:
        c.world.faults.plan(times=-1, **fault)
        report = await c.examine()
        finding = of(report, check)
        assert (finding.code, finding.mark) == (code, mark)
        assert finding.answer is not None
        assert finding.answer.number
        if "code" in fault:
            assert finding.answer.number == str(fault["code"])
            assert finding.answer.text == fault["message"]
            assert finding.answer.request_id
        assert report.calls == calls
        assert not report.is_well
        cut_short = of(report, Check.CALLS).code == "cut_short"
        assert cut_short == (calls < 5 or code == "network")
        assert c.changes() == []


async def test_an_account_that_takes_no_chats(tmp_path: Path) -> None:
    async with clinic(tmp_path) as c:
        c.world.shops[0].can_accept_chat = False
        assert careful(await c.examine()) == [(Check.ACCEPTING, "no")]


async def test_a_message_that_cannot_be_read_is_counted(tmp_path: Path) -> None:
    async with clinic(tmp_path) as c:
        c.world.faults.plan("list_messages", rewrite={"data.messages.0.content": 5})
        finding = of(await c.examine(), Check.MESSAGES)
        assert (finding.mark, finding.number("broken")) == (Mark.WARN, 1)


async def test_a_shop_without_conversations(tmp_path: Path) -> None:
    async with clinic(tmp_path, conversations=0) as c:
        report = await c.examine()
        assert of(report, Check.CONVERSATIONS).code == "none"
        assert report.is_well
        assert report.calls == 5


async def test_an_expired_token_is_told_and_not_renewed(tmp_path: Path) -> None:
    async with clinic(tmp_path) as c:
        c.clock.jump(8 * 86_400)
        report = await c.examine()
        assert (Check.TOKENS, "expired") in careful(report)
        assert of(report, Check.TOKENS).number("ago") == pytest.approx(86_400, abs=60)
        assert of(report, Check.GRANTED).code == "expired"
        assert report.calls == 1
        assert c.changes() == []
        assert c.cabinet.changes == 0


async def test_beside_the_running_program(tmp_path: Path) -> None:
    async with clinic(tmp_path, 0, 1, running=True) as c:
        assert careful(await c.examine()) == []
        c.clock.jump(8 * 86_400)
        await c.place.pass_time(120)
        # The program, not the doctor, has renewed them, and the doctor sees the new ones.
        assert c.changes() == [("GET", "token_refresh")]
        report = await c.examine()
        assert careful(report) == []
        assert of(report.shops[1], Check.TOKENS).code == "good"
        assert len(c.changes()) == 1


async def test_a_token_that_is_due_is_no_trouble(tmp_path: Path) -> None:
    async with clinic(tmp_path) as c:
        c.clock.jump(5 * 86_400)
        report = await c.examine()
        assert of(report, Check.TOKENS).code == "due"
        assert careful(report) == []


async def test_a_refresh_that_was_cut_off_is_told(tmp_path: Path) -> None:
    async with clinic(tmp_path) as c:
        (shop,) = await c.place.db.read(shops.all)
        await c.place.db.write(shops.start_refresh, shop.id, NOW)
        assert careful(await c.examine()) == []  # It may be under way just now.
        c.clock.jump(3600)
        assert careful(await c.examine()) == [(Check.TOKENS, "cut_off")]


async def test_an_authorization_near_its_end_and_past_it(tmp_path: Path) -> None:
    async with clinic(tmp_path) as c:
        (shop,) = await c.place.db.read(shops.all)
        slot = (await c.place.db.read(shops.pointer, shop.id)).slot
        for days, code in ((400, "until"), (10, "soon"), (-1, "ended")):
            ends = int(c.clock.now() + days * 86_400)
            await c.place.db.write(
                shops.move_pointer, shop.id, slot, 2, int(c.clock.now()) + 500_000, ends
            )
            report = await c.examine()
            assert of(report, Check.AUTHORIZATION).code == code


@pytest.mark.parametrize("lost", ["access", "refresh", "secret", "all"])
async def test_keys_that_are_gone_are_told_and_tiktok_is_not_asked(
    tmp_path: Path, lost: str
) -> None:
    async with clinic(tmp_path) as c:
        (shop,) = await c.place.db.read(shops.all)
        slot = (await c.place.db.read(shops.pointer, shop.id)).slot
        names = {
            "access": secret_name(shop.id, slot, "access"),
            "refresh": secret_name(shop.id, slot, "refresh"),
            "secret": secret_of(c.world.app_key),
        }
        for name in names.values() if lost == "all" else [names[lost]]:
            del c.cabinet.items[f"Nobi/i/{name}", "token"]
        report = await c.examine()
        wanted = {
            "access": [(Check.TOKENS, "lost")],
            "refresh": [(Check.TOKENS, "lost")],
            "secret": [(Check.APP, "no_secret")],
            "all": [(Check.APP, "no_secret"), (Check.TOKENS, "lost")],
        }[lost]
        assert careful(report) == wanted
        # An access token alone still tells what TikTok says.
        assert report.calls == (6 if lost == "refresh" else 0)


async def test_a_locked_keyring_is_told_and_the_rest_is_looked_at(tmp_path: Path) -> None:
    async with clinic(tmp_path, 0, 1) as c:
        c.backend = Locked()
        report = await c.examine()
        shut = (Check.APP, "keyring")
        assert careful(report) == [(Check.KEYRING, "locked"), shut, shut]
        assert c.backend.asked == 1  # The system may ask the user each time.
        assert of(report, Check.SELLER_FILE).code == "sound"
        assert "CANARY" not in repr(report)


async def test_another_keyring_than_before_is_told(tmp_path: Path) -> None:
    async with clinic(tmp_path) as c:
        for before, told in ((f"{Cabinet.__module__}.Cabinet", []), ("keyring.backends.X", [True])):
            await c.place.db.write(settings.set_value, "keyring", before)
            report = await c.examine()
            assert careful(report) == [(Check.KEYRING, "changed") for _ in told]
            assert report.calls == 6


@pytest.mark.parametrize(("kind", "code"), [("fail", "missing"), ("null", "insecure")])
async def test_without_a_keyring(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, code: str
) -> None:
    import keyring
    from keyring.backends import fail, null

    backend = {"fail": fail, "null": null}[kind].Keyring()
    monkeypatch.setattr(keyring, "get_keyring", lambda: backend)
    async with clinic(tmp_path) as c:
        c.backend = None  # type: ignore[assignment]
        report = await c.examine()
        assert careful(report) == [(Check.KEYRING, code), (Check.APP, "keyring")]


@pytest.mark.parametrize(
    ("offset", "code", "mark"),
    [
        (0, "right", Mark.GOOD),
        (20, "right", Mark.GOOD),
        (-20, "right", Mark.GOOD),
        (100, "behind", Mark.WARN),
        (1000, "behind", Mark.BAD),
        (-100, "ahead", Mark.BAD),
        (7200, "behind", Mark.BAD),
    ],
)
async def test_the_clock_is_compared_and_a_wrong_one_does_not_stop_the_rest(
    tmp_path: Path, offset: float, code: str, mark: Mark
) -> None:
    async with clinic(tmp_path) as c:
        c.world.offset = offset
        report = await c.examine()
        clock = of(report, Check.CLOCK)
        assert (clock.code, clock.mark) == (code, mark)
        assert clock.number("seconds") == pytest.approx(abs(offset), abs=2)
        assert of(report, Check.CONVERSATIONS).code == "page"
        assert report.calls == 6


class Broken(httpx.AsyncBaseTransport):
    """A network in which every request ends in `error`."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        raise self._error


def _tls() -> Exception:
    error = httpx.ConnectError("CANARY https://host/?app_secret=CANARY")
    error.__cause__ = ssl.SSLCertVerificationError("self-signed")
    return error


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (httpx.ConnectError("refused"), "network"),
        (httpx.ReadTimeout("late"), "timeout"),
        (httpx.ProxyError("407"), "proxy"),
        (_tls(), "tls"),
    ],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)
async def test_without_a_way_to_tiktok_each_shop_says_that_it_was_not_asked(
    tmp_path: Path, error: Exception, code: str
) -> None:
    async with clinic(tmp_path, 0, 1) as c:
        c.net = Broken(error)
        report = await c.examine()
        assert careful(report) == [
            (Check.API_HOST, code),
            (Check.AUTH_HOST, code),
            (Check.CALLS, "unreachable"),
            (Check.CALLS, "unreachable"),
        ]
        assert all(shop.was_unreachable for shop in report.shops)
        assert of(report, Check.CLOCK).code == "unknown"
        assert report.calls == 0
        assert "CANARY" not in repr(report)


async def test_a_name_that_is_not_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def nobody(*_: object, **__: object) -> None:
        raise OSError("Name or service not known")

    # As the program sets it: that is no proxy which would find the name.
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    async with clinic(tmp_path) as c:
        monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", nobody)
        c.net = Broken(httpx.ConnectError("no such name"))
        assert of(await c.examine(), Check.API_HOST).code == "name"


async def test_another_grant_and_another_cipher_are_told(tmp_path: Path) -> None:
    async with clinic(tmp_path) as c:
        c.world.faults.plan("shops", rewrite={"data.shops.0.cipher": "ROW_other"})
        assert (Check.GRANTED, "other_cipher") in careful(await c.examine())
        c.world.faults.plan("shops", rewrite={"data.shops.0.id": "123"})
        assert (Check.GRANTED, "other_shops") in careful(await c.examine())


async def test_scopes_are_told_as_they_were_granted(tmp_path: Path) -> None:
    async with clinic(tmp_path) as c:
        report = await c.examine()
        assert of(report, Check.SCOPES).code == "granted"
        assert of(report, Check.SCOPES).number("count") == 7
        for access in await c.place.db.read(accesses.all):
            await c.place.db.write(
                accesses.save, replace(access, scopes=("seller.customer_service",))
            )
        finding = of(await c.examine(), Check.SCOPES)
        assert (finding.code, finding.mark) == ("lacking", Mark.WARN)
        assert finding.text("names") == (
            "seller.authorization.info, seller.order.info, seller.product.basic"
        )


async def test_an_app_for_each_purpose_is_looked_at_by_itself(tmp_path: Path) -> None:
    async with clinic(tmp_path) as c:
        (shop,) = await c.place.db.read(shops.all)
        slot = (await c.place.db.read(shops.pointer, shop.id)).slot
        home, soon = f"{shop.id}.2", int(c.clock.now()) + 86_400
        other = Access(
            shop.id, Purpose.COMMERCE, c.world.app_key, c.world.shops[0].cipher, home, ()
        )
        await c.place.db.write(accesses.save, other)
        await c.place.db.write(shops.move_pointer, home, "a", 1, soon, soon)
        for kind in ("access", "refresh"):
            token = c.cabinet.items[f"Nobi/i/{secret_name(shop.id, slot, kind)}", "token"]
            c.cabinet.items[f"Nobi/i/{secret_name(home, 'a', kind)}", "token"] = token
        report = await c.examine()
        assert careful(report) == [(Check.AUTHORIZATION, "soon")]
        by = {(f.check, f.purpose): f for f in report.shops[0].findings}
        assert by[Check.TOKENS, Purpose.CHAT].code == "good"
        assert by[Check.TOKENS, Purpose.COMMERCE].code == "due"
        assert by[Check.MESSAGES, Purpose.CHAT].code == "page"
        assert by[Check.ORDERS, Purpose.COMMERCE].code == "page"
        assert (Check.ORDERS, Purpose.CHAT) not in by
        assert report.calls == 7  # Each asks for its shops.


@pytest.mark.parametrize(
    ("left", "check", "mark"),
    [
        (Purpose.CHAT, Check.ORDERS, Mark.NOTE),
        (Purpose.COMMERCE, Check.CONVERSATIONS, Mark.BAD),
    ],
)
async def test_a_purpose_without_an_app_is_told(
    tmp_path: Path, left: Purpose, check: Check, mark: Mark
) -> None:
    async with clinic(tmp_path) as c:
        kept = await c.place.db.read(accesses.all)
        await c.place.db.write(accesses.drop, kept[0].shop)
        for access in kept:
            if access.purpose is left:
                await c.place.db.write(accesses.save, access)
        finding = of(await c.examine(), check)
        assert (finding.code, finding.mark) == ("no_app", mark)


async def test_paused_and_disconnected_shops(tmp_path: Path) -> None:
    async with clinic(tmp_path, 0, 1) as c:
        first, second = await c.place.db.read(shops.all)
        await c.place.db.write(shops.update, first.id, paused=True)
        await c.place.registry.remove(second.id)
        report = await c.examine()
        assert report.is_well
        paused, gone = report.shops
        assert of(paused, Check.STANDING).code == "paused"
        assert [f.code for f in gone.findings] == ["disconnected"]
        assert (paused.is_connected, gone.is_connected) == (True, False)


async def test_a_fault_of_ours_with_one_shop_does_not_hide_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = Examination.run

    async def failing(self: Examination) -> tuple[Finding, ...]:
        if len(done) == 1:
            done.append(self)
            raise ZeroDivisionError("CANARY")
        done.append(self)
        return await run(self)

    done: list[Examination] = []
    monkeypatch.setattr(Examination, "run", failing)
    async with clinic(tmp_path, 0, 1, 2) as c:
        report = await c.examine()
        assert careful(report) == [(Check.STANDING, "internal")]
        assert of(report, Check.STANDING).text("kind") == "ZeroDivisionError"
        assert sum(not shop.needs_care for shop in report.shops) == 2
        assert "CANARY" not in repr(report)


async def test_one_shop_alone(tmp_path: Path) -> None:
    async with clinic(tmp_path, 0, 1, 2) as c:
        report = await c.examine("my pham")
        assert [shop.name for shop in report.shops] == ["Mỹ phẩm Nắng"]
        assert report.calls == 6
        with pytest.raises(NoSuchShop) as caught:
            await c.examine("nobody")
        assert caught.value.names[1] == "Mỹ phẩm Nắng"


def test_a_shop_is_named_in_many_ways() -> None:
    names = {"7601": "Thời trang Hà", "7602": "Hà", "7693": "Đồ chơi Ánh Dương"}
    every = [Standing(given.shop(id=n, name=name, code=f"VN{n}"), ()) for n, name in names.items()]

    def found_by(wanted: str) -> list[str]:
        return [each.shop.id for each in named(wanted, every)]

    assert found_by("hà") == ["7602"]  # Exactly so called, before all that contain it.
    assert found_by("THOI  TRANG") == ["7601"]
    assert found_by("do choi anh duong") == ["7693"]
    assert found_by("7601") == ["7601"]
    assert found_by("693") == ["7693"]
    assert found_by("vn7602") == ["7602"]
    assert found_by("60") == []
    assert found_by("  ") == []
    assert found_by("ha") == ["7602"]


# -- the files ----------------------------------------------------------------------------------


async def examine(folder: Path, **options: Any) -> Report:
    """A folder without shops, with a network on which nobody answers."""
    broken = Broken(httpx.ConnectError("refused"))
    doctor = Doctor(
        folder,
        folder / "logs" / "nobi.log",
        clock=HandClock(NOW),
        quota_of=lambda *_: found(Check.QUOTA, Mark.NOTE, "unknown"),
        vault=MemoryVault("demo"),
        api_url="http://127.0.0.1:9",
        auth_url="http://127.0.0.1:9",
        witness=lambda: Witness(injected=broken),
        **options,
    )
    return await doctor.examine()


async def test_before_the_first_start(tmp_path: Path) -> None:
    for folder, code in ((tmp_path / "none", "new"), (tmp_path, "there")):
        report = await examine(folder)
        assert of(report, Check.FOLDER).code == code
        assert of(report, Check.SELLER_FILE).code == "none_yet"
        assert of(report, Check.LOG).code == "none"
        assert report.shops == ()
        assert {check for check, _ in careful(report)} == {Check.API_HOST, Check.AUTH_HOST}
        assert bytes_of(tmp_path) == {}


async def test_a_damaged_copy_does_not_hide_the_shops(tmp_path: Path) -> None:
    async with clinic(tmp_path / "data", 0) as c:
        c.folder = tmp_path / "other"
        shutil.copytree(tmp_path / "data", c.folder)
        for file in c.folder.glob("tiktok.sqlite*"):
            file.write_bytes(b"x" * 5000)
        report = await c.examine()
        assert careful(report) == [(Check.COPY_FILE, "damaged")]
        assert of(report, Check.CONVERSATIONS).code == "page"


@pytest.mark.parametrize("content", [b"", b"x" * 5000, None])
async def test_a_lost_file_of_the_sellers_is_told(tmp_path: Path, content: bytes | None) -> None:
    connection, _ = opening.open_store(tmp_path, 1.0)
    opening.close(connection)
    seller = tmp_path / files.SELLER
    seller.unlink() if content is None else seller.write_bytes(content)
    report = await examine(tmp_path)
    assert (Check.SELLER_FILE, "damaged" if content else "gone") in careful(report)
    assert report.shops == ()


async def test_an_older_file_is_no_trouble_but_its_shops_are_not_read(tmp_path: Path) -> None:
    frozen = sorted((Path(__file__).parents[1] / "store" / "schemas").glob("*0001*"))
    assert frozen
    import sqlite3

    for path, name in zip(frozen, (files.SELLER, files.TIKTOK), strict=False):
        if path.suffix == ".sql":
            raw = sqlite3.connect(tmp_path / name)
            raw.executescript(path.read_text("utf-8"))
            raw.close()
    raw = sqlite3.connect(tmp_path / files.SELLER)
    raw.execute("PRAGMA user_version = 1")
    raw.close()
    report = await examine(tmp_path)
    assert of(report, Check.SELLER_FILE).code == "older"
    assert of(report, Check.RECORDS).code == "shape"


async def test_an_old_backup_is_told_only_where_much_has_changed_since(tmp_path: Path) -> None:
    import os

    connection, _ = opening.open_store(tmp_path, 1.0)
    opening.close(connection)
    assert of(await examine(tmp_path), Check.BACKUP).code == "none"
    backup = tmp_path / "backups" / "seller-20260101T000000Z.sqlite"
    backup.parent.mkdir()
    backup.write_bytes(b"")
    made = 1_767_225_600.0
    for days, code in ((1, "made"), (3, "old")):
        os.utime(tmp_path / files.SELLER, (made, made + days * 86_400))
        finding = of(await examine(tmp_path), Check.BACKUP)
        assert (finding.code, finding.number("at")) == (code, made)


@pytest.mark.parametrize(
    ("free", "code"), [(2_000_000_000, "room"), (500_000_000, "little"), (50_000_000, "full")]
)
async def test_a_full_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, code: str
) -> None:
    class Usage:
        def __init__(self) -> None:
            self.free, self.total = free, 10**12

    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage())
    assert of(await examine(tmp_path), Check.DISK).code == code


async def test_proxies_are_told_without_their_passwords(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("https_proxy", "http://user:CANARY@proxy.example:3128")
    monkeypatch.setenv("http_proxy", "http://CANARY:x@[bad")
    finding = of(await examine(tmp_path), Check.PROXY)
    assert finding.text("names") == "http: ?, https: proxy.example:3128"


async def test_what_the_budget_has_kept_is_handed_on(tmp_path: Path) -> None:
    async with clinic(tmp_path) as c:
        (shop,) = await c.place.db.read(shops.all)
        kept = json.dumps({"day": "2026-01-01", "used": 412})
        await c.place.db.write(settings.set_value, f"budget.{shop.id}", kept)
        finding = of(await c.examine(), Check.QUOTA)
        assert (finding.text("kept"), finding.text("region")) == (kept, "VN")
