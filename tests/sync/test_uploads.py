"""A picture goes up first, its address is saved, and only then is it shown to the buyer."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image as Picture

from nobi_desktop.domain.message import Image, Kind, OutgoingState
from nobi_desktop.store import outbox
from nobi_desktop.store.errors import StoreError
from nobi_desktop.store.sql import Connection
from nobi_desktop.sync import sender, uploads
from nobi_desktop.sync.uploads import mime_of
from tests.sync.sending import Desk, desk

S = OutgoingState


def picture(form: str = "PNG") -> bytes:
    stream = io.BytesIO()
    Picture.new("RGB", (8, 6), (200, 30, 60)).save(stream, form)
    return stream.getvalue()


async def write_picture(d: Desk, data: bytes | None = None, name: str = "one.png") -> str:
    if data is not None:
        keep(d.blobs, name, data)
    return await d.write("", kind=Kind.IMAGE, content=Image("", 8, 6), blob=name)


def keep(folder: Path, name: str, data: bytes) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(data)


@pytest.mark.parametrize("form", ["PNG", "JPEG", "GIF", "WEBP"])
async def test_a_picture_goes_up_and_then_out(tmp_path: Path, form: str) -> None:
    async with desk(tmp_path) as d:
        data = picture(form)
        local_id = await write_picture(d, data)
        row = await d.settles(local_id, S.SENT)
        (upload,) = d.world.uploads.values()
        assert upload.data == data
        assert row.upload_url == upload.url
        assert row.content == Image(upload.url, 8, 6)
        (message,) = d.sent()
        assert message.type == "IMAGE"
        assert upload.url in message.raw_content


@pytest.mark.parametrize(
    "fault",
    [
        {"status": 502, "body": ""},
        {"drop": True},
        {"drop_before": True},
        {"status": 429, "code": 36009002},
        {"code": 36009003},
        {"code": 45101001},
        {"body": "<html>"},
        {"status": 408, "body": ""},
        {"rewrite": {"data": {"url": ""}}},
    ],
    ids=str,
)
async def test_an_upload_that_fails_is_simply_done_again(
    tmp_path: Path, fault: dict[str, Any]
) -> None:
    async with desk(tmp_path) as d:
        d.world.faults.plan("upload", times=2, **fault)
        local_id = await write_picture(d, picture())
        await d.settles(local_id, S.RETRY_WAIT)
        await d.settles(local_id, S.SENT, step=0.5)
        assert len(d.sent()) == 1
        assert d.p.calls("upload") == 3


async def test_after_a_failed_send_and_a_restart_it_is_not_uploaded_again(tmp_path: Path) -> None:
    async with desk(tmp_path) as d:
        d.world.faults.plan("send", status=429, code=36009002)
        local_id = await write_picture(d, picture())
        row = await d.settles(local_id, S.RETRY_WAIT)
        assert row.upload_url
        (d.blobs / "one.png").unlink()
        await d.restart()
        await d.settles(local_id, S.SENT, step=0.5)
        assert d.p.calls("upload") == 1


async def test_an_upload_cut_off_by_the_end_begins_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nobi_desktop.sync.sender._PATIENCE", 0.02)
    async with desk(tmp_path) as d:
        d.world.faults.plan("upload", delay_before_commit=5.0)
        local_id = await write_picture(d, picture())
        await d.settles(local_id, S.PREPARING)
        await d.sender.stop()
        assert (await d.row(local_id)).state is S.PREPARING
        d.sender = d.new_sender()
        await d.sender.start()
        await d.settles(local_id, S.SENT)
        assert len(d.sent()) == 1


@pytest.mark.parametrize("step", ["preparing", "uploaded", "claim"])
async def test_a_full_disk_at_any_step_of_a_picture_holds_it_only_as_long_as_it_lasts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    async with desk(tmp_path) as d:
        real, times = getattr(outbox, step), []

        def full(connection: Connection, *args: Any) -> Any:
            times.append(d.clock.now())
            if len(times) < 3:
                raise StoreError("disk_full")
            return real(connection, *args)

        monkeypatch.setattr(outbox, step, full)
        local_id = await write_picture(d, picture())
        behind = await d.write("hình đây ạ")
        await d.settles(local_id, S.SENT, step=0.5)
        await d.settles(behind, S.SENT)
        assert [message.type for message in d.sent()] == ["IMAGE", "TEXT"]
        assert d.p.calls("upload") == (3 if step == "uploaded" else 1)


async def test_a_fault_of_ours_in_an_upload_is_told_and_the_picture_goes_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desk(tmp_path) as d:
        with monkeypatch.context() as patched:

            async def broken(*_: Any) -> Any:
                raise ZeroDivisionError

            patched.setattr(uploads.images, "upload", broken)
            local_id = await write_picture(d, picture())
            row = await d.settles(local_id, S.RETRY_WAIT)
            assert row.error_code == sender.INTERNAL
            await d.p.pass_time(60)
            assert 2 <= len(d.crashes) <= 8
            assert all("ZeroDivisionError" in told for told in d.crashes)
        d.crashes.clear()
        await d.settles(local_id, S.SENT, step=1.0)
        assert len(d.sent()) == 1


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("gone.png", None, "blob_missing"),
        ("../seller.sqlite", None, "blob_missing"),
        ("odd.svg", b"<svg/>", "image_type"),
        ("big.png", b"\x89PNG\r\n\x1a\n" + b"0" * 10_000_000, "image_too_large"),
    ],
)
async def test_a_picture_that_cannot_go_is_given_back(
    tmp_path: Path, name: str, data: bytes | None, code: str
) -> None:
    async with desk(tmp_path) as d:
        local_id = await write_picture(d, data, name)
        behind = await d.write("còn đây")
        assert (await d.settles(local_id, S.REJECTED)).error_code == code
        await d.settles(behind, S.SENT)
        assert d.texts() == ["còn đây"]


async def test_tiktoks_refusal_of_a_picture_is_told(tmp_path: Path) -> None:
    async with desk(tmp_path) as d:
        d.world.faults.plan("upload", code=45101008, status=400, message="too small")
        row = await d.settles(await write_picture(d, picture()), S.REJECTED)
        assert (row.error_code, row.error_text) == ("45101008", "too small")


async def test_an_unknown_picture_is_found_by_its_address(tmp_path: Path) -> None:
    async with desk(tmp_path) as d:
        await d.introduce()
        d.world.faults.plan("send", drop=True)
        local_id = await write_picture(d, picture())
        await d.settles(local_id, S.UNKNOWN)
        await d.read_history()
        assert (await d.row(local_id)).state is S.CONFIRMED
        assert d.p.calls("upload") == 1


def test_kinds_are_told_by_first_bytes() -> None:
    assert mime_of(picture("JPEG")) == "image/jpeg"
    assert mime_of(picture("WEBP")) == "image/webp"
    assert mime_of(b"GIF89a") == "image/gif"
    assert mime_of(b"MZ") == ""
    assert mime_of(b"") == ""
