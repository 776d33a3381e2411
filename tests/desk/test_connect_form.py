"""What a seller may type or paste, and where it leads."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nobi_desktop.desk.connect_form import AS_THEY_ARE, Addresses, BadForm, plan_of, tidied
from nobi_desktop.domain.connecting import ConnectForm
from nobi_desktop.shops.connect import AUTHORIZE_URL, AUTHORIZE_URL_US
from nobi_desktop.store.shops import Credential

FORM = ConnectForm("key", "secret", "7495")
HERE = "http://127.0.0.1:8720"


def test_a_service_id_leads_to_tiktoks_page() -> None:
    plan = plan_of(FORM, None, AS_THEY_ARE)
    assert plan.authorize_url == AUTHORIZE_URL
    assert plan.credential == Credential("key", "key", "7495")
    assert plan.secret == "secret"
    assert "secret" not in repr(plan).replace("secret=", "")
    assert plan_of(FORM, None, AS_THEY_ARE, "US").authorize_url == AUTHORIZE_URL_US


def test_a_copied_link_is_used_as_it_is() -> None:
    link = f"{AUTHORIZE_URL_US}?service_id=12&x=1"
    plan = plan_of(replace(FORM, service=f" {link}\n"), None, AS_THEY_ARE)
    assert plan.authorize_url == link
    assert plan.credential == Credential("key", "key", "12", authorize_url=link)


@pytest.mark.parametrize("host", ["127.0.0.1:8720", "localhost:9", "localhost"])
def test_a_link_on_this_computer_is_a_sandbox(host: str) -> None:
    link = f"http://{host}/open/authorize?service_id=12"
    plan = plan_of(replace(FORM, service=link), None, AS_THEY_ARE)
    assert plan.authorize_url == link
    origin = f"http://{host}"
    assert plan.credential == Credential("key", "key", "12", origin, origin, link)


def test_what_the_command_line_says_comes_first() -> None:
    addresses = Addresses("https://api.example", "https://auth.example")
    link = f"{HERE}/open/authorize?service_id=12"
    for form in (FORM, replace(FORM, service=link)):
        made = plan_of(form, None, addresses).credential
        assert (made.api_url, made.auth_url) == ("https://api.example", "https://auth.example")
    # With a sandbox as the place of the sign-in a bare service id leads to its page.
    assert plan_of(FORM, None, Addresses("", HERE)).authorize_url == f"{HERE}/open/authorize"
    assert plan_of(FORM, None, addresses).authorize_url == AUTHORIZE_URL


def test_a_known_app_keeps_where_it_speaks_to_until_another_link_is_given() -> None:
    known = Credential("key", "key", "7495", HERE, HERE)
    plan = plan_of(ConnectForm("key"), known, AS_THEY_ARE)
    assert plan.authorize_url == f"{HERE}/open/authorize"
    assert plan.credential == known
    assert plan.secret == ""
    link = f"{AUTHORIZE_URL}?service_id=8"
    other = plan_of(ConnectForm("key", "", link), known, AS_THEY_ARE)
    assert other.credential == Credential("key", "key", "8", authorize_url=link)


@pytest.mark.parametrize("service", ["", "7", f"{AUTHORIZE_URL_US}?service_id=7"])
def test_a_link_that_was_copied_once_is_used_again(service: str) -> None:
    link = f"{AUTHORIZE_URL_US}?service_id=7"
    known = Credential("key", "key", "7", "https://api.example", "", link)
    plan = plan_of(ConnectForm("key", "", service), known, AS_THEY_ARE)
    assert plan.authorize_url == link
    assert plan.credential == known
    # Another service of the same app is another page.
    other = plan_of(ConnectForm("key", "", "8"), known, AS_THEY_ARE)
    assert other.authorize_url == AUTHORIZE_URL
    assert other.credential == Credential("key", "key", "8", "https://api.example")


def test_what_is_shown_of_a_form_has_no_secret() -> None:
    assert tidied(ConnectForm(" key ", "secret", "\t7 ")) == ConnectForm("key", "", "7")


@pytest.mark.parametrize(
    "link",
    ["http://[", "http://localhost:99999999/?service_id=1", "//localhost?service_id=1",
     "http://localhost@evil.example/?service_id=1", "https://localhost.evil.example", "７４９５",
     "7495 8", "file://localhost/?service_id=1", "x" * 100_000],
)  # fmt: skip
def test_what_is_no_consent_page_is_a_bad_link(link: str) -> None:
    with pytest.raises(BadForm) as caught:
        plan_of(replace(FORM, service=link), None, AS_THEY_ARE)
    assert caught.value.trouble.code == "bad_link"
    assert caught.value.trouble.field == "service"
