"""The signature: the published vector and the traps around it."""

from __future__ import annotations

import pytest

from nobi_desktop.sandbox import signatures
from tests.sandbox.seller import CHAT, Seller

PAIRS = [("app_key", "29a39d"), ("timestamp", "1623812664")]
PATH = "/authorization/202309/shops"
GOLDEN = "b596b73e0cc6de07ac26f036364178ab16b0a907af13d43f0a0cd2345f582dc8"


def test_published_vector() -> None:
    assert signatures.sign("e59af819cc", PATH, PAIRS) == GOLDEN


def test_order_sign_and_token_in_the_query_do_not_matter() -> None:
    more = [*reversed(PAIRS), ("sign", "x"), ("access_token", "y")]
    assert signatures.sign("e59af819cc", PATH, more) == GOLDEN


def test_upper_case_is_refused() -> None:
    assert not signatures.is_valid(GOLDEN.upper(), "e59af819cc", PATH, PAIRS, "", b"")


def test_multipart_bodies_are_not_signed() -> None:
    kind = "multipart/form-data; boundary=xyz"
    assert signatures.sign("e59af819cc", PATH, PAIRS, kind, b"--xyz") == GOLDEN


@pytest.mark.parametrize("strict", [False, True])
def test_an_empty_object_may_be_left_out_unless_strict(strict: bool) -> None:
    valid = signatures.is_valid(GOLDEN, "e59af819cc", PATH, PAIRS, "", b"{}", strict=strict)
    assert valid is not strict


def test_repeated_parameters_count_one_by_one_or_joined() -> None:
    repeated = [("ids", "1"), ("ids", "2")]
    for form in (repeated, [("ids", "1,2")]):
        sign = signatures.sign("s", "/p", form)
        assert signatures.is_valid(sign, "s", "/p", repeated, "", b"")


async def test_exact_body_bytes_are_signed(seller: Seller) -> None:
    conversation = (await seller.conversations())["conversations"][0]["id"]
    path = f"{CHAT}/conversations/{conversation}/messages"
    answer = await seller.raw(
        "POST", path, body=b'{"type": "TEXT"}', signed_body=b'{"type":"TEXT"}'
    )
    assert (answer.status_code, answer.json()["code"]) == (401, 106001)
