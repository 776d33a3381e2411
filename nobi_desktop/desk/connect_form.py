"""Makes of what the seller typed an app and the address of its consent page."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from nobi_desktop.domain.connecting import ConnectForm, ConnectTrouble
from nobi_desktop.shops.connect import (
    AUTHORIZE_URL,
    AUTHORIZE_URL_US,
    ConnectError,
    authorize_link,
    credential_for,
    service_of,
)
from nobi_desktop.store.shops import Credential

_KEY = re.compile(r"[!-~]{1,200}")
"""App keys and secrets: what is seen on a keyboard, no spaces."""

_SERVICE = re.compile(r"[0-9]{1,40}")
_HERE = ("127.0.0.1", "localhost")
_PAGE = "/open/authorize"


class BadForm(Exception):
    """Something in the form is wrong: `trouble` says what, and in which field."""

    def __init__(self, code: str, field: str) -> None:
        super().__init__(code)
        self.trouble = ConnectTrouble(code, field=field)


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where TikTok Shop's API and its sign-in are, where it was said otherwise; empty for its own.

    They were given on the command line and come before what an app has.
    """

    api_url: str = ""
    auth_url: str = ""


AS_THEY_ARE = Addresses()


@dataclass(frozen=True, slots=True)
class Plan:
    """An app and where its consent page is; an empty secret is to be found in the keyring."""

    credential: Credential
    authorize_url: str
    secret: str = field(repr=False)


def tidied(form: ConnectForm) -> ConnectForm:
    """The form without spaces around its values and without the secret, as it may be shown."""
    return ConnectForm(form.app_key.strip(), "", form.service.strip())


def plan_of(
    form: ConnectForm, known: Credential | None, addresses: Addresses, region: str = ""
) -> Plan:
    """What is to be done with `form`.

    `known` is the app as it was connected before, `region` that of the shop that is expected.
    Raises BadForm: `no_key`, `no_secret` (one that is none), `no_service`, `bad_link`.
    """
    key, secret, service = form.app_key.strip(), form.app_secret.strip(), form.service.strip()
    if not _KEY.fullmatch(key):
        raise BadForm("no_key", "app_key")
    if secret and not _KEY.fullmatch(secret):
        raise BadForm("no_secret", "app_secret")
    link, api_url, auth_url = "", "", ""
    if known is not None:
        api_url, auth_url = known.api_url, known.auth_url
        if service in ("", known.service_id, known.authorize_url):
            link, service = known.authorize_url, known.service_id
    if not service and not link:
        raise BadForm("no_service", "service")
    if not link and not _SERVICE.fullmatch(service):
        link, service = service, service_of(service)
        # A consent page on this computer is a sandbox, and its API is where the page is.
        api_url = auth_url = _own_origin(link)
    page = link or _page(addresses.auth_url or auth_url, region)
    try:
        authorize_link(service, "", page)
    except ConnectError as error:
        raise BadForm(error.code, "service") from None
    credential = credential_for(
        key,
        service,
        api_url=addresses.api_url or api_url,
        auth_url=addresses.auth_url or auth_url,
    )
    return Plan(replace(credential, authorize_url=link), page, secret)


def _page(auth_url: str, region: str) -> str:
    """The consent page for a bare service id."""
    if auth_url and _own_origin(auth_url):
        return auth_url.rstrip("/") + _PAGE
    return AUTHORIZE_URL_US if region == "US" else AUTHORIZE_URL


def _own_origin(link: str) -> str:
    """`scheme://host:port` of an address on this computer, empty for any other."""
    try:
        parts = urlsplit(link)
        port = parts.port
    except ValueError:
        raise BadForm("bad_link", "service") from None
    if parts.scheme not in ("http", "https") or parts.username is not None:
        raise BadForm("bad_link", "service")
    if parts.hostname not in _HERE:
        return ""
    return f"{parts.scheme}://{parts.hostname}" + (f":{port}" if port else "")
