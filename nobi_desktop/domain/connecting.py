"""How far the connecting of shops has come, and how far the giving up of one."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from nobi_desktop.domain.ids import ConversationKey, LocalId
from nobi_desktop.domain.keys import Purpose
from nobi_desktop.domain.kinds import Kind, OutgoingState
from nobi_desktop.domain.shop import Shop


@dataclass(frozen=True, slots=True)
class CallbackWords:
    """What the browser shows, in the seller's language: a title and a sentence for each ending."""

    language: str
    done_title: str
    done_text: str
    denied_title: str
    denied_text: str
    refused_title: str
    refused_text: str


class ConnectStep(StrEnum):
    """Where the seller is on the way from an app's keys to connected shops."""

    CLOSED = "closed"
    FORM = "form"
    BROWSER = "browser"
    EXCHANGING = "exchanging"
    CHOOSE = "choose"
    SAVING = "saving"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class KnownApp:
    """An app whose keys were given before; its secret lies in the keyring if `has_secret`."""

    app_key: str
    service: str = ""
    has_secret: bool = True
    shops: int = 0


@dataclass(frozen=True, slots=True)
class ConnectForm:
    """What the seller typed: app key, app secret, and service id or authorization link.

    An empty secret means the one in the keyring, where the app is known.
    """

    app_key: str = ""
    app_secret: str = field(default="", repr=False)
    service: str = ""


@dataclass(frozen=True, slots=True)
class GrantedShop:
    """A shop that the authorization opens: for what, and how it stands with it here.

    `known` has a record and a history here; `connected` is live at this moment.
    """

    shop: Shop
    known: bool = False
    connected: bool = False


@dataclass(frozen=True, slots=True)
class ConnectTrouble:
    """Why it did not go on: a code of `shops.connect.ConnectError`, TikTok's number and text.

    `field` names the field of the form that is wrong, empty where it is none of them.
    """

    code: str
    number: str = ""
    text: str = ""
    field: str = ""


@dataclass(frozen=True, slots=True)
class ConnectState:
    """One attempt, as the dialog shows it.

    `expected` is the shop that is to be connected anew. In BROWSER `link` is the consent page,
    `until` UTC seconds at which the waiting ends, and `listening` whether the browser can come
    back by itself (else the address must be pasted). `purposes` is what the authorization allows.
    """

    step: ConnectStep = ConnectStep.CLOSED
    expected: Shop | None = None
    apps: tuple[KnownApp, ...] = ()
    form: ConnectForm = ConnectForm()
    link: str = field(default="", repr=False)
    until: float = 0.0
    listening: bool = False
    granted: tuple[GrantedShop, ...] = ()
    purposes: frozenset[Purpose] = frozenset()
    connected: tuple[Shop, ...] = ()
    trouble: ConnectTrouble | None = None


class LeaveStep(StrEnum):
    """Where the giving up of a shop stands."""

    CLOSED = "closed"
    ASKING = "asking"
    WORKING = "working"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class WaitingMessage:
    """A message that has not gone yet and would not go any more."""

    local_id: LocalId
    key: ConversationKey
    buyer_name: str
    kind: Kind
    words: str
    state: OutgoingState


@dataclass(frozen=True, slots=True)
class LeaveState:
    """The disconnecting of one shop, as its sheet shows it.

    `waiting` are its unsent messages; `conversations` how many of them its history has; `code` why
    it did not work (`vault_…` or a code of the store), empty where it did.
    """

    step: LeaveStep = LeaveStep.CLOSED
    shop: Shop | None = None
    waiting: tuple[WaitingMessage, ...] = ()
    conversations: int = 0
    code: str = ""
