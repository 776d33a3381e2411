"""Every kind of message is painted as itself, and none can paint anything else."""

from __future__ import annotations

import time
from typing import Any

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from nobi_desktop.domain.message import (
    Broken,
    Content,
    CouponCard,
    Image,
    Kind,
    Line,
    LogisticsCard,
    OrderCard,
    Outgoing,
    OutgoingState,
    ProductCard,
    ReturnCard,
    Role,
    Sticker,
    Text,
    Unsupported,
    Video,
)
from nobi_desktop.domain.timeline import Hole, TimelineRow
from nobi_desktop.ui.chat.bubbles import foot, text, video
from nobi_desktop.ui.chat.bubbles.frame import Around
from nobi_desktop.ui.chat.bubbles.row import lay, side_of, spoken
from nobi_desktop.ui.chat.bubbles.sheet import Sheet, Stage
from nobi_desktop.ui.chat.bubbles.text import Block, units
from nobi_desktop.ui.chat.look import SIDE, Look
from nobi_desktop.ui.theme import tokens
from tests.ui.chat.desk import NOON, message, outgoing

CONTENTS: dict[Kind, Content] = {
    Kind.TEXT: Text("Còn size L không ạ? 🥰"),
    Kind.IMAGE: Image("u", 1200, 800),
    Kind.VIDEO: Video("https://v.tiktokcdn.com/a.mp4", "c", 540, 960, 20.5),
    Kind.STICKER: Sticker("s", 240, 240),
    Kind.PRODUCT_CARD: ProductCard("17", "Áo thun", "p", "119.000₫", "129.000₫", "42"),
    Kind.ORDER_CARD: OrderCard("57720878", "AWAITING_SHIPMENT", "Áo thun", "p", "238.000₫", 2),
    Kind.LOGISTICS_CARD: LogisticsCard("57720878", "k", "Áo", "p", "J&T", "840", "Rời kho", NOON),
    Kind.RETURN_CARD: ReturnCard("57720878", "s", "IN_TRANSIT", "Áo", "p", "119.000₫", 1),
    Kind.COUPON_CARD: CouponCard("c", "Giảm 20K", "20.000₫", "199.000₫", NOON, NOON + 1),
    Kind.AGENT_JOINED: Line("Lan đã tham gia"),
    Kind.NOTIFICATION: Line("Thông báo"),
    Kind.TRANSFERRED: Line(""),
    Kind.FROM_PRODUCT: ProductCard("17"),
    Kind.FROM_ORDER: OrderCard("57720878"),
    Kind.OTHER: Unsupported("Xem trong ứng dụng", "OTHER"),
    Kind.UNKNOWN: Unsupported(),
    Kind.BROKEN: Broken("json"),
}


@pytest.fixture(params=["light", "dark"])
def look(request: Any) -> Look:
    return Look(tokens.load(request.param))


def painted(sheet: Sheet, width: int, ground: QColor) -> QImage:
    image = QImage(width, int(sheet.height) + 40, QImage.Format.Format_RGB32)
    image.fill(ground)
    painter = QPainter(image)
    painter.translate(0, 20)
    sheet.paint(
        painter,
        Stage(
            picture=lambda *_: None,
            clip=QRectF(0, 0, width, image.height()),
            selection=QColor("#88f"),
            ring=QColor("#00f"),
            selected=(0, 5),
            hover=0,
            focus=0,
        ),
    )
    painter.end()
    return image


def inked(image: QImage, ground: QColor) -> tuple[int, int, int, int] | None:
    """The box of what is not ground: left, top, right, bottom."""
    plain = QImage(image.size(), image.format())
    plain.fill(ground)
    empty = bytes(plain.constScanLine(0))
    lines = [bytes(image.constScanLine(y)) for y in range(image.height())]
    full = [y for y, line in enumerate(lines) if line != empty]
    if not full:
        return None
    left, right = image.width(), 0
    for y in full:
        line = lines[y]
        low, high = 0, image.width() - 1
        while low < left and line[4 * low : 4 * low + 4] == empty[:4]:
            low += 1
        while high > right and line[4 * high : 4 * high + 4] == empty[:4]:
            high -= 1
        left, right = min(left, low), max(right, high)
    return left, full[0], right, full[-1]


def test_every_kind_has_a_painter() -> None:
    assert set(CONTENTS) == set(Kind)


@pytest.mark.parametrize("kind", list(Kind))
def test_each_kind_is_painted_within_its_sheet_on_its_side(look: Look, kind: Kind) -> None:
    for role in (Role.BUYER, Role.CUSTOMER_SERVICE, Role.ROBOT, Role.SYSTEM):
        row = message(CONTENTS[kind], kind=kind, role=role)
        for width in (420, 900):
            sheet = lay(row, width, look, Around(now=NOON))
            assert sheet.width == width
            assert 0 < sheet.ground.width() <= max(look.bubble_width(width), 560)
            ground = look.tokens.chat
            box = inked(painted(sheet, width, ground), ground)
            assert box is not None
            assert box[0] >= look.px(SIDE) - 3
            assert box[2] <= width - look.px(SIDE) + 3
            assert box[1] >= 17
            assert box[3] <= 20 + sheet.height + 4
            side = side_of(row)
            if side == "left":
                assert sheet.ground.left() == look.px(SIDE)
            elif side == "right":
                assert sheet.ground.right() == pytest.approx(width - look.px(SIDE), abs=1)


@pytest.mark.parametrize("kind", [k for k in Kind if k not in (Kind.IMAGE, Kind.VIDEO)])
def test_what_can_be_selected_is_what_is_copied(look: Look, kind: Kind) -> None:
    row = message(CONTENTS[kind], kind=kind)
    sheet = lay(row, 700, look, Around(now=NOON))
    if sheet.texts:
        said = "\n".join(block.plain for block in sheet.texts if isinstance(block, Block))
        assert said == spoken(row)
        last = sheet.texts[-1]
        assert last.start + last.length == units(spoken(row))


@pytest.mark.parametrize("state", list(OutgoingState))
def test_each_state_is_told_by_a_word_or_a_sign_and_offers_its_choices(
    state: OutgoingState,
) -> None:
    row = outgoing(state, next_at=NOON + 60.0, error_code="45101006")
    end = foot.foot_of(row, NOON + 100)
    assert end.sign or end.state
    offered = {choice.action for choice in end.choices}
    assert offered == {
        OutgoingState.UNCONFIRMED: {"check", "retry", "discard"},
        OutgoingState.REJECTED: {"edit", "discard"},
        OutgoingState.RETRY_WAIT: {"retry"},
    }.get(state, set())
    assert bool(end.reason) == (state in (OutgoingState.REJECTED, OutgoingState.QUARANTINED))
    assert isinstance(row, Outgoing)


@pytest.mark.parametrize("state", list(OutgoingState))
def test_choices_lie_inside_the_bubble_at_any_width(look: Look, state: OutgoingState) -> None:
    for content, kind in ((Text("ok"), Kind.TEXT), (Image("u", 300, 200), Kind.IMAGE)):
        row = outgoing(state, content, kind, next_at=NOON + 60.0, error_text="Lý do dài " * 20)
        for width in (240, 420, 900):
            sheet = lay(row, width, look, Around(now=NOON + 100))
            for action in sheet.actions:
                for rect in action.rects:
                    assert sheet.ground.adjusted(-1, -1, 1, 1).contains(rect), (width, action.name)


def test_markup_is_shown_letter_for_letter(look: Look) -> None:
    said = '<img src="file:///x"><b>đậm</b> &amp; <script>alert(1)</script>'
    rows: list[TimelineRow] = [
        message(said),
        message(ProductCard("1", said, "", said, said, said), kind=Kind.PRODUCT_CARD),
        message(Line(said), kind=Kind.NOTIFICATION),
        message(Unsupported(said), kind=Kind.OTHER),
        outgoing(OutgoingState.REJECTED, said, error_text=said),
    ]
    for row in rows:
        sheet = lay(row, 900, look, Around(now=NOON))
        assert any("<b>" in b.plain for b in sheet.texts if isinstance(b, Block))


@pytest.mark.parametrize(
    "said",
    [
        "\u202eđảo ngược",
        "a" + "\u0300\u0323\u0301" * 200,
        "\n" * 2000,
        "x" * 200_000,
        "dài " * 50_000,
        "\0\x01\x1b[31m đỏ \u2028 \u2029 \x85",
        "🥰" * 3000,
        "\ud83d lone".encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
        "שלום " * 500,
        "",
        " \n ",
    ],
)
def test_hostile_text_stays_in_its_bubble_and_is_laid_out_at_once(look: Look, said: str) -> None:
    before = time.perf_counter()
    sheet = lay(message(said), 600, look, Around(now=NOON))
    # Far from a measurement: unbroken text of 200 KB laid out whole takes more than a second.
    assert time.perf_counter() - before < 0.5
    # Four thousand characters, sixty lines: whatever was sent, it ends.
    assert sheet.height < 200 * 20
    ground = look.tokens.chat
    box = inked(painted(sheet, 600, ground), ground)
    assert box is not None
    assert box[1] >= 17
    assert box[3] <= 20 + sheet.height + 4


def test_a_long_message_is_cut_and_the_rest_is_a_choice(look: Look) -> None:
    """F45: a message of 1 MB."""
    row = message("dài " * 3000)
    short = lay(row, 600, look, Around())
    assert [action.name for action in short.actions] == ["show_all"]
    whole = lay(row, 600, look, Around(expanded=True))
    assert whole.height > 2 * short.height
    assert whole.actions == []


def test_links_keep_their_places_behind_emoji(look: Look) -> None:
    row = message("🥰🥰 https://a.vn/x nhé")
    sheet = lay(row, 600, look, Around())
    action = sheet.actions[0]
    block = sheet.texts[0]
    assert action.target == "https://a.vn/x"
    assert block.hit(action.rects[0].center()) in range(5, 20)
    assert sheet.action_at(action.rects[0].center()) == 0


def test_pictures_keep_their_ratio_and_have_their_place_beforehand(look: Look) -> None:
    for size, wanted in (((1200, 800), (320, 213)), ((300, 600), (160, 320)), ((40, 40), (72, 72))):
        row = message(Image("u", *size), kind=Kind.IMAGE)
        sheet = lay(row, 900, look, Around())
        assert (sheet.ground.width(), sheet.ground.height()) == wanted
    unknown = message(Image("u"), kind=Kind.IMAGE)
    guessed = lay(unknown, 900, look, Around())
    known = lay(unknown, 900, look, Around(natural=(600, 300)))
    assert guessed.ground.height() == 240
    assert known.ground.height() == 160


def test_an_expired_film_says_so(look: Look) -> None:
    film = Video("https://v.tiktokcdn.com/a.mp4", "c", 540, 960, 65.2, expires=NOON)
    assert video.has_expired(film, NOON)
    assert not video.has_expired(film, NOON - 1)
    row = message(film, kind=Kind.VIDEO)
    alive = lay(row, 900, look, Around(now=NOON - 1))
    dead = lay(row, 900, look, Around(now=NOON + 1))
    assert dead.height > alive.height
    assert "expired" in dead.actions[0].label
    assert video.length(65.2) == "1:05"
    assert video.length(3725) == "1:02:05"
    assert video.length(0) == ""


def test_robots_and_automatic_replies_are_named_and_people_are_not(look: Look) -> None:
    heights = {
        role: lay(message("ok", role=role), 600, look, Around()).height
        for role in (Role.CUSTOMER_SERVICE, Role.SHOP, Role.ROBOT, Role.SYSTEM)
    }
    assert heights[Role.CUSTOMER_SERVICE] < heights[Role.SHOP]
    assert heights[Role.SHOP] == heights[Role.ROBOT] == heights[Role.SYSTEM]


def test_a_hole_can_be_filled(look: Look) -> None:
    for width in (220, 700):
        sheet = lay(Hole(7, "x"), width, look, Around())
        assert [(a.name, a.target) for a in sheet.actions] == [("fill", "7")]
        assert sheet.ground.contains(sheet.actions[0].rects[0].center())


def test_the_same_row_gives_the_same_picture(look: Look) -> None:
    for kind, content in CONTENTS.items():
        row = message(content, kind=kind)
        one = painted(lay(row, 600, look, Around(now=NOON)), 600, look.tokens.chat)
        other = painted(lay(row, 600, look, Around(now=NOON)), 600, look.tokens.chat)
        assert one == other


def test_lengths_and_cuts_count_utf16_units() -> None:
    assert units("a🥰é") == 4
    assert text.cut("a🥰é", 1, 3) == "🥰"
    assert text.is_emoji("👍🏽")
    assert text.is_emoji("🥰😍")
    assert not text.is_emoji("🥰 ok")
    assert not text.is_emoji("123")
