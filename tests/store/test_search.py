"""Messages, buyers and orders are found by any characters, wherever the index has come to."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Collection
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nobi_desktop.domain.folding import fold
from nobi_desktop.domain.ids import ConversationKey
from nobi_desktop.domain.message import (
    CouponCard,
    Kind,
    LogisticsCard,
    Message,
    OrderCard,
    ProductCard,
    ReturnCard,
    Role,
    Text,
)
from nobi_desktop.domain.shop import Shop
from nobi_desktop.store import erasing, inbound, opening, search, search_index, search_words, shops
from nobi_desktop.store.errors import StoreError
from nobi_desktop.store.sql import Connection
from tests.store.scene import KEY, call, listed, memory_store, message, writing

OTHER = ConversationKey("s2", "c2")
SIGNS = "🥰"


@pytest.fixture
def store() -> Connection:
    made = memory_store()
    call(made, shops.add, Shop("s2", "Shop Two"))
    call(made, shops.add, Shop("s3", "Given up", connected=False))
    return made


def put(store: Connection, *messages: Message) -> None:
    key = messages[0].key
    call(store, inbound.store_list, key.shop, [listed(None, id=key.id)], 1)
    call(store, inbound.store_page, key, list(reversed(messages)), "more", now=1)


def say(store: Connection, *texts: str, key: ConversationKey = KEY, first: int = 1) -> None:
    put(store, *(message(first + n, text=text, key=key) for n, text in enumerate(texts)))


def index(store: Connection, limit: int = 400) -> None:
    while call(store, search_index.piece, limit):
        pass


def found(store: Connection, words: str, shops: Collection[str] = ()) -> list[str]:
    hits: list[str] = []
    edge: search.Edge | None = search.Edge()
    while edge is not None:
        some = search.messages(store, words, shops, limit=1000, edge=edge)
        hits += [hit.message for hit in some.hits]
        edge = some.edge
    return hits


@pytest.fixture(params=["indexed", "not yet", "in part"])
def taken_in(request: pytest.FixtureRequest) -> Any:
    """How far the index has come when something is searched for."""

    def take_in(store: Connection) -> None:
        if request.param == "indexed":
            index(store)
        elif request.param == "in part":
            call(store, search_index.piece, 2)

    return take_in


TEXTS = (
    "Áo này còn màu đen không shop",
    "dạ còn đủ size ạ",
    "SHOP ơi gửi cho em cái áo khoác",
    f"cảm ơn shop {SIGNS}{SIGNS}",
    "giá 120.000đ, mã A-12/b (mới)",
)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("shop", [4, 3, 1]),
        ("ao", [3, 1]),
        ("ÁO", [3, 1]),
        ("ao shop", [3, 1]),
        ("shop áo đen", [1]),
        ("kh", [3, 1]),
        ("khoac", [3]),
        ("hop", []),
        ("du", [2]),
        ("đủ", [2]),
        (SIGNS, [4]),
        (f"shop {SIGNS}", [4]),
        (f"ao {SIGNS}", []),
        ("a-12", [5]),
        ("a-1", [5]),
        ("a 12", [5]),
        ("a_12", []),
        ("120.000d", [5]),
        ("(moi)", [5]),
        ("(cu)", []),
        (",", [5]),
        ("quần", []),
        ("", []),
        ("  \n", []),
    ],
)
def test_each_word_begins_one_of_the_message_and_signs_are_signs(
    store: Connection, taken_in: Any, words: str, expected: list[int]
) -> None:
    say(store, *TEXTS)
    taken_in(store)
    assert found(store, words) == [f"m{number}" for number in expected]


BAD = [
    '"', '""', "*", "a*", "^a", "-", "-a", "a -b", "NEAR", "NEAR(a b)", "NEAR/2", "a AND", "AND",
    "OR", "a OR b", "NOT a", "col:x", "words:a", "{a b}:c", "(", ")", "((((", "a)", "+", "a + b",
    "'", "';--", "%", "_", "\\", "?", ":match", "\x00", "a\x00b", "\ud800", "a\udfffb",
    "\ue000", "\ue001", "\u202e", "\u0301", "\u200b", "🥰", "👨‍👩‍👧", "ﷺ", "İ", "ß", "①", "½", "가",
    "x" * 10_000, "🥰" * 10_000, "a b " * 2_500, " ".join(map(str, range(2_000))), "(" * 10_000,
    '"' * 10_000, "ก" * 10_000, "áo\u00a0\u3000đen", "\t", "ก", "กข", "日本", "1e9", "0x41",
]  # fmt: skip


@pytest.mark.parametrize("words", BAD, ids=lambda words: ascii(words[:12]))
def test_whatever_is_typed_is_taken_literally(store: Connection, taken_in: Any, words: str) -> None:
    said = f"Xem {words} này"
    put(
        store,
        message(1, text="một tin khác, không có gì lạ"),
        message(2, text=said),
        message(3, text="tin sau"),
    )
    call(store, inbound.store_list, "s2", [listed(None, id="c2", name=f"Chị {words}")], 1)
    taken_in(store)
    hits = found(store, words)
    if search_words.wanted(words):
        assert "m2" in hits
        for hit in search.messages(store, words, (), limit=10).hits:
            assert all(word in fold(hit.text) for word in search_words.wanted(words))
        assert "Chị" in search.buyers(store, words, ())[0].buyer.name
    else:
        assert hits == []
    assert search.orders(store, words, ()) == ()
    search.inside(store, KEY, words, limit=5)


LETTERS = st.text(alphabet="aáđ b-.1🥰กข\u0301", max_size=14)


def model(text: str, words: str) -> bool:
    """Each word of signs and letters stands in the text, and its runs of letters begin runs."""
    said = fold(search_words.clean(text))
    runs = re.findall(r"[^\W_]+", said)

    def begins(run: str) -> bool:
        return any(each.startswith(run) for each in runs)

    wanted = search_words.wanted(words)
    return bool(wanted) and all(
        word in said and all(map(begins, re.findall(r"[a-z0-9]+", word))) for word in wanted
    )


@settings(max_examples=120, deadline=None)
@given(st.lists(LETTERS, min_size=1, max_size=6), LETTERS, st.integers(0, 6))
def test_an_indexed_message_is_found_as_one_that_is_not(
    texts: list[str], words: str, taken: int
) -> None:
    store = memory_store()
    say(store, *texts)
    call(store, search_index.piece, taken)
    wanted = search_words.wanted(words)
    hits = set(found(store, words))
    for number, text in enumerate(texts, start=1):
        holds = bool(wanted) and search_words.holds(fold(search_words.clean(text)), wanted)
        assert f"m{number}" not in hits or holds
        assert f"m{number}" in hits or not model(text, words)
    index(store)
    assert set(found(store, words)) == hits
    store.close()


def test_pages_follow_each_other_and_nothing_comes_twice(store: Connection) -> None:
    for first in range(1, 500, 50):
        say(store, *(f"tin {n}" for n in range(50)), first=first)
    index(store, 70)
    say(store, "tin mới", "tin mới nữa", first=600)
    hits: list[str] = []
    edge: search.Edge | None = search.Edge()
    while edge is not None:
        some = search.messages(store, "tin", (), limit=30, edge=edge)
        assert len(some.hits) <= 30
        hits += [hit.message for hit in some.hits]
        edge = some.edge
    assert hits == ["m601", "m600"] + [f"m{n}" for n in range(500, 0, -1)]


def test_one_call_looks_at_so_many_and_the_next_goes_on(
    store: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "LOOKED_AT", 20)
    say(store, "x-y cũ", *(f"x z-y {n}" for n in range(90)))
    index(store)
    first = search.messages(store, "x-y", (), limit=5)
    assert first.hits == ()
    assert first.edge is not None
    assert found(store, "x-y") == ["m1"]


def test_signs_are_looked_for_among_the_newest(
    store: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "LOOKED_AT", 4)
    monkeypatch.setattr(search, "NEWEST", 10)
    say(store, *("a" if n % 2 else "?!" for n in range(30)))
    index(store)
    hits = search.messages(store, "!", (), limit=9, edge=search.Edge(left=10))
    assert [hit.message for hit in hits.hits] == ["m29", "m27"]
    seen: list[str] = []
    edge: search.Edge | None = search.Edge(left=10)
    while edge is not None:
        some = search.messages(store, "!", (), limit=9, edge=edge)
        seen += [hit.message for hit in some.hits]
        edge = some.edge
    assert seen == ["m29", "m27", "m25", "m23", "m21"]


def test_pictures_are_words(store: Connection, taken_in: Any) -> None:
    say(store, *(f"cảm ơn{SIGNS}" if n == 3 else f"dạ {n} ❤️ 👨‍👩‍👧" for n in range(30)))
    taken_in(store)
    assert found(store, SIGNS) == ["m4"]
    assert found(store, f"{SIGNS}on") == []
    assert found(store, f"on{SIGNS}") == ["m4"]
    assert len(found(store, "❤")) == 29
    assert len(found(store, "👨‍👩‍👧 2")) == 11
    assert found(store, "👨‍👩‍👦") == []
    assert search_words.terms(["-", SIGNS]) == [SIGNS]


def test_only_shops_on_show_are_searched(store: Connection, taken_in: Any) -> None:
    say(store, "áo một", key=KEY, first=1)
    say(store, "áo hai", key=OTHER, first=2)
    say(store, "áo ba", key=ConversationKey("s3", "c3"), first=3)
    taken_in(store)
    assert found(store, "ao") == ["m2", "m1"]
    assert found(store, "ao", ["s1"]) == ["m1"]
    assert found(store, "ao", ["s2", "s3"]) == ["m3", "m2"]
    assert found(store, "ao", ["none"]) == []
    names = [row.key.shop for row in search.buyers(store, "thao", ())]
    assert sorted(names) == ["s1", "s2"]
    assert [row.key.shop for row in search.buyers(store, "thao", ["s3"])] == ["s3"]


def test_a_rare_shop_is_found_below_thousands_of_another(store: Connection) -> None:
    say(store, "áo cũ của shop hai", key=OTHER)
    say(store, *(f"áo {n}" for n in range(3_000)), first=10)
    index(store)
    some = search.messages(store, "áo", ["s2"], limit=5)
    assert [hit.message for hit in some.hits] == ["m1"]
    assert some.edge is None


def test_what_is_not_shown_is_not_found(store: Connection, taken_in: Any) -> None:
    put(store, message(1, text="đánh giá", visible=False), message(2, text="đánh dấu"))
    taken_in(store)
    assert found(store, "danh") == ["m2"]
    assert search.inside(store, KEY, "danh", limit=9).ids == ("m2",)


def test_a_message_that_says_something_else_later(store: Connection, taken_in: Any) -> None:
    say(store, "áo", "quần", "váy")
    taken_in(store)
    put(store, message(2, text="nón"), message(3, visible=False, text="váy"))
    put(store, message(1, text="áo", created=1_800_000_000))
    for _ in range(2):
        assert found(store, "quan") == []
        assert found(store, "non") == ["m2"]
        assert found(store, "vay") == []
        assert found(store, "ao") == ["m1"]
        index(store)
    assert search_index.left(store) == 0
    rows = store.execute("SELECT rowid FROM tiktok.message_words").fetchall()
    assert len(rows) == 2


@pytest.mark.parametrize("created", [0, -5, 2**53, 1_700_000_000])
def test_times_of_any_size(store: Connection, taken_in: Any, created: int) -> None:
    put(store, message(1, text="áo", created=created))
    taken_in(store)
    assert found(store, "ao") == ["m1"]


CARDS = [
    (ProductCard("1729384756", "Áo thun"), ["ao thun", "1729", "1729384756"], ["8475"]),
    (OrderCard("577012345678901234", title="Váy"), ["vay", "5770", "1234", "78901"], ["999"]),
    (
        LogisticsCard("577012345678901234", "PK99", tracking="SPX-001", latest="Đang giao"),
        ["spx", "spx-001", "pk99", "dang giao", "901234"],
        ["px"],
    ),
    (ReturnCard("577012345678901234", title="Nón"), ["non", "577012"], ["5780"]),
    (CouponCard("1", "Giảm 20%", "20%", "99K"), ["giam", "20%", "99k"], ["30%"]),
]


@pytest.mark.parametrize(("card", "finds", "not_found"), CARDS)
def test_cards_are_found_by_what_they_show(
    store: Connection, taken_in: Any, card: Any, finds: list[str], not_found: list[str]
) -> None:
    put(store, message(1, kind=Kind.OTHER, content=card), message(2, text="khác"))
    taken_in(store)
    for words in finds:
        assert found(store, words) == ["m1"], words
    for words in not_found:
        assert found(store, words) == [], words


def order(store: Connection, id: str, buyer: str = "user-1", shop: str = "s1") -> None:
    with writing(store):
        store.execute(
            "INSERT INTO tiktok.orders (shop, id, buyer_user, status, created) "
            "VALUES (?, ?, ?, 'COMPLETED', 5)",
            (shop, id, buyer),
        )


def test_orders_are_found_by_a_part_of_their_id(store: Connection, taken_in: Any) -> None:
    say(store, "chào")
    order(store, "577012345678901234")
    order(store, "577099999999999999", buyer="nobody")
    order(store, "577012345678905555", shop="s3")
    put(
        store,
        message(4, key=OTHER, content=OrderCard("577100000000001234", "COMPLETED")),
        message(5, key=OTHER, content=LogisticsCard("577100000000001234")),
    )
    taken_in(store)

    def ids(words: str, shops: Collection[str] = ()) -> list[tuple[str, str]]:
        return [(hit.row.key.shop, hit.order) for hit in search.orders(store, words, shops)]

    one, two = ("s1", "577012345678901234"), ("s2", "577100000000001234")
    assert ids("577012345678901234") == [one]
    assert ids(" #577012345678901234 ") == [one]
    assert ids("5770") == [one]
    assert ids("3456") == [one]
    assert ids("1234") == [two, one]
    assert ids("1234", ["s1"]) == [one]
    assert ids("234") == []
    assert ids("9999") == []
    assert ids("5770 1234") == []
    assert ids("٥٧٧٠") == []
    assert ids("9" * 10_000) == []


def test_a_buyer_is_found_under_the_name_of_now(store: Connection, taken_in: Any) -> None:
    for number in range(5):
        call(store, inbound.store_list, "s1", [listed(None, id=f"c{number}", name="Đỗ Thảo")], 1)
    taken_in(store)
    call(store, inbound.store_list, "s1", [listed(None, id="c3", name="Lê Hương")], 1)
    for _ in range(2):
        assert len(search.buyers(store, "do thao", ())) == 4
        assert [row.key.id for row in search.buyers(store, "huong le", ())] == ["c3"]
        assert search.buyers(store, "hao", ()) == ()
        index(store)
    assert search.buyers(store, "thao", (), limit=2) == search.buyers(store, "thao", ())[:2]


def test_the_newest_of_many_namesakes_come_first(store: Connection) -> None:
    many = [
        listed(message(n, key=ConversationKey("s1", f"c{n}")), id=f"c{n}", name="Anh")
        for n in range(800)
    ]
    call(store, inbound.store_list, "s1", many, 1)
    call(store, inbound.store_list, "s2", [listed(message(801, key=OTHER), id="c2", name="An")], 1)
    index(store)
    names = [row.key.id for row in search.buyers(store, "an", (), limit=4)]
    assert names == ["c2", "c799", "c798", "c797"]
    names = [row.key.id for row in search.buyers(store, "anh", ["s1"], limit=2)]
    assert names == ["c799", "c798"]


def test_inside_one_conversation(store: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "LOOKED_AT", 7)
    say(store, *(f"áo {n}" if n % 3 == 0 else "khoác bao" for n in range(30)))
    say(store, "áo", key=OTHER, first=50)
    ids: list[str] = []
    some = search.inside(store, KEY, "ao", limit=100)
    ids += some.ids
    while some.edge is not None:
        some = search.inside(store, KEY, "ao", limit=100, below=some.edge)
        ids += some.ids
    assert ids == [f"m{n}" for n in range(30, 0, -1)]
    first = search.inside(store, KEY, "áo 2", limit=1)
    assert first.ids == ("m28",)
    assert search.inside(store, ConversationKey("s1", "none"), "áo", limit=1).ids == ()


def words_left(store: Connection) -> int:
    counts = [
        store.execute(f"SELECT count(*) FROM tiktok.{name}").fetchone()[0]
        for name in (*opening.WORD_TABLES, "search_due")
    ]
    return int(sum(counts))


def erase(store: Connection, shop: str) -> None:
    call(store, erasing.begin, shop)
    while call(store, erasing.piece, shop):
        pass


def test_an_erased_shop_is_not_found_and_leaves_no_words(
    store: Connection, taken_in: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(erasing, "ROWS", 2)
    say(store, "áo hai", key=OTHER)
    taken_in(store)
    say(store, *TEXTS, first=10)
    taken_in(store)
    put(store, message(11, text="đã sửa"))
    erase(store, "s1")
    index(store)
    assert found(store, "ao", ["s1", "s2"]) == ["m1"]
    assert words_left(store) == 2
    erase(store, "s2")
    assert words_left(store) == 0


def test_numbers_that_are_given_out_again_are_seen_as_new(store: Connection) -> None:
    say(store, "áo", key=OTHER)
    say(store, "cũ", "cũ nữa", first=10)
    index(store)
    erase(store, "s1")
    call(store, shops.add, Shop("s1", "Again"))
    say(store, "mới", "mới nữa", "mới hết", first=20)
    assert search_index.left(store) > 0
    assert found(store, "moi") == ["m22", "m21", "m20"]
    index(store)
    assert found(store, "moi") == ["m22", "m21", "m20"]
    assert found(store, "cu") == []


def test_an_index_that_is_damaged_is_told_from_a_damaged_file_and_made_anew(
    store: Connection,
) -> None:
    say(store, *TEXTS)
    index(store)
    with writing(store):
        store.execute("UPDATE tiktok.message_words_data SET block = x'00' WHERE id > 10")
    with pytest.raises(StoreError) as failed:
        found(store, "shop")
    assert failed.value.code == "words"
    call(store, search_index.rebuild)
    assert found(store, "shop") == ["m4", "m3", "m1"]
    assert search_index.left(store) == 6
    index(store)
    assert found(store, "shop") == ["m4", "m3", "m1"]


def test_the_index_agrees_with_itself(store: Connection) -> None:
    for first in range(0, 300, 30):
        say(store, *(f"{TEXTS[n % 5]} {n}" for n in range(30)), first=first)
        call(store, search_index.piece, 25)
        put(store, message(first + 3, text=f"khác {first}"))
    index(store)
    erase(store, "s2")
    with writing(store):
        for name in opening.WORD_TABLES:
            store.execute(f"INSERT INTO tiktok.{name} ({name}) VALUES ('integrity-check')")
    assert search_index.left(store) == 0


def test_the_index_is_asked_for_few_words(store: Connection) -> None:
    assert search_words.terms(["a", "ao", "aos", "b"]) == ["aos", "b"]
    assert len(search_words.terms([f"w{n}" for n in range(100)])) == search_words.TERMS
    assert search_words.terms(["-", "!"]) == []
    assert search_words.terms(["x" * 99]) == ["x" * search_words.LONGEST]


def test_a_search_walks_the_index_and_sorts_nothing(store: Connection) -> None:
    plan = " ".join(
        str(row[3])
        for row in store.execute(
            f"EXPLAIN QUERY PLAN {search._INDEXED}", {"match": '"a" *', "below": 2**63 - 1}
        )
    )
    assert "VIRTUAL TABLE" in plan
    assert "B-TREE" not in plan
    assert plan.count("INTEGER PRIMARY KEY") == 2
    names: dict[str, Any] = {"shop": "s1"}
    walk = store.execute(f"EXPLAIN QUERY PLAN {search._BUYERS_OF_SHOP}", names).fetchall()
    assert "COVERING INDEX inbox" in walk[0][3]


def test_a_hit_tells_who_said_it(store: Connection) -> None:
    put(
        store,
        message(1, text="áo"),
        message(2, text="áo", role=Role.CUSTOMER_SERVICE),
        message(3, text="áo", role=Role.SYSTEM),
    )
    hits = search.messages(store, "ao", (), limit=9).hits
    assert [hit.mine for hit in hits] == [False, True, False]
    assert hits[0].row.key == KEY
    assert (hits[2].text, hits[2].at) == ("áo", 1_700_000_001)


def test_a_text_as_long_as_they_come(store: Connection, taken_in: Any) -> None:
    put(store, message(1, content=Text("áo " + "x" * 100_000 + " đen")))
    taken_in(store)
    assert found(store, "den ao") == ["m1"]
    assert found(store, "x" * 100_001) == []
    assert found(store, "x" * 100_000) == ["m1"]


def test_reading_never_writes(store: Connection) -> None:
    say(store, *TEXTS)
    index(store)
    before = store.total_changes
    found(store, "shop")
    search.buyers(store, "thao", ())
    search.orders(store, "5770", ())
    assert store.total_changes == before
    assert not store.in_transaction
    assert isinstance(store, sqlite3.Connection)
