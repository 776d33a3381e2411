"""Contents can be kept as text and read back, whatever version wrote them."""

from __future__ import annotations

import json

import pytest

from nobi_desktop.domain import message as m

CONTENTS: list[m.Content] = [
    m.Text("Dạ còn size L ạ 🎉\nẪ Ỡ"),
    m.Image("https://x/y.png", 304, 290),
    m.Sticker("https://x/s.webp", 120, 120),
    m.Video("https://x/v.mp4", "https://x/c.jpg", 720, 1280, 20.5, "v1", 1_767_000_000),
    m.ProductCard("17", "Áo thun", "https://x/p.png", "119.000₫", "129.000₫", "42"),
    m.OrderCard("57", "AWAITING_SHIPMENT", "Áo thun", "", "119.000₫", 2),
    m.LogisticsCard("57", "11", "Áo", "", "J&T", "JX1", "Đang giao", 1_767_000_000),
    m.ReturnCard("57", "27", "", "Áo", "", "1₫", 1),
    m.CouponCard("9", "Giảm 10%", "10%", "99.000₫", 1, 2),
    m.Line("Nhân viên đã tham gia"),
    m.Unsupported("Vui lòng kiểm tra", "VOICE"),
    m.Broken("json"),
]


@pytest.mark.parametrize("content", CONTENTS, ids=lambda c: type(c).__name__)
def test_every_content_survives_being_kept(content: m.Content) -> None:
    assert m.decode(m.encode(content)) == content


def test_a_field_of_a_newer_version_is_passed_over() -> None:
    assert m.decode('["Text", {"text": "a", "colour": "red"}]') == m.Text("a")


@pytest.mark.parametrize("text", ["", "{}", "[]", '["Nothing", {}]', '["Text", {}]', '["Text", 3]'])
def test_what_cannot_be_read_is_broken_and_no_error(text: str) -> None:
    assert m.decode(text) == m.Broken("stored")


def test_messages_are_ordered_by_index_as_a_number() -> None:
    def at(index: int, created: int, name: str) -> m.Message:
        from nobi_desktop.domain.ids import ConversationKey

        return m.Message(
            ConversationKey("s", "c"), name, index, created, m.Role.BUYER, m.Kind.TEXT, m.Text("")
        )

    rows = [at(10, 1, "b"), at(9, 5, "a"), at(10, 1, "a"), at(10**20, 0, "z")]
    assert [r.id for r in sorted(rows, key=lambda r: r.order)] == ["a", "a", "b", "z"]


def test_the_outgoing_states_have_plain_names() -> None:
    assert json.loads(json.dumps([s.value for s in m.OutgoingState]))[0] == "queued"
