"""What can be changed while the sandbox runs, set and shown by name.

`quota` (chat calls per shop and day), `rate` and `burst` (calls per second and how many seconds of
them at once; rate 0 is no limit), `retry_after`, `strict_sign`, `page_token_kind` ("cursor",
"offset"); `strict_rotation` (a refresh token is good once), `access_life` (seconds, for tokens made
from now on), `expire_form` ("instant", "duration", "past", "far"; what token answers claim);
`shops`: {id: {`can_accept_chat`, `single_agent` (the lone agent's switch-off is refused),
`user_type`, `access_life` (null: as for all)}}; `apps`: {app key: {`ip_allow_list` (36009033)}};
`can_accept_chat`: {shop id: …} and `can_send`: {conversation id: …}.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from nobi_desktop.sandbox.authorization import ExpireForm
from nobi_desktop.sandbox.world import World

Kinds = Mapping[str, Callable[[Any], Any]]


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"true or false is expected, not {value!r}")
    return value


def _seconds(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError(f"whole seconds are expected, not {value!r}")
    return value


def _seconds_or_none(value: Any) -> int | None:
    return None if value is None else _seconds(value)


_OF_WORLD: Kinds = {
    "quota": int,
    "rate": float,
    "burst": float,
    "retry_after": _flag,
    "strict_sign": _flag,
}
_OF_TOKENS: Kinds = {
    "strict_rotation": _flag,
    "access_life": _seconds,
    "expire_form": ExpireForm,
}
_OF_SHOP: Kinds = {
    "can_accept_chat": _flag,
    "single_agent": _flag,
    "user_type": int,
    "access_life": _seconds_or_none,
}
_OF_APP: Kinds = {"ip_allow_list": _flag}
_NAMED = frozenset({"page_token_kind", "shops", "apps", "can_accept_chat", "can_send"})


def change(world: World, given: Mapping[str, Any]) -> None:
    """Takes these settings over. ValueError: no such setting or value; KeyError: no such thing."""
    _known(given, {*_OF_WORLD, *_OF_TOKENS, *_NAMED})
    for holder, kinds in ((world, _OF_WORLD), (world.authorizations, _OF_TOKENS)):
        _set(holder, kinds, {name: given[name] for name in kinds if name in given})
    if "page_token_kind" in given:
        world.pages.kind = given["page_token_kind"]
    for shop_id, values in dict(given.get("shops") or {}).items():
        _set(world.shop(shop_id), _OF_SHOP, dict(values))
    for app_key, values in dict(given.get("apps") or {}).items():
        _set(world.app(app_key), _OF_APP, dict(values))
    for shop_id, value in dict(given.get("can_accept_chat") or {}).items():
        world.shop(shop_id).can_accept_chat = _flag(value)
    for conversation_id, value in dict(given.get("can_send") or {}).items():
        world.any_conversation(conversation_id).can_send_message = _flag(value)


def shown(world: World) -> dict[str, Any]:
    """All settings but those of single conversations."""
    return {
        **_shown(world, _OF_WORLD),
        **_shown(world.authorizations, _OF_TOKENS),
        "page_token_kind": world.pages.kind,
        "shops": {shop.id: _shown(shop, _OF_SHOP) for shop in world.shops},
        "apps": {app.app_key: _shown(app, _OF_APP) for app in world.apps},
    }


def _known(given: Mapping[str, Any], names: Collection[str]) -> None:
    unknown = sorted(set(given) - set(names))
    if unknown:
        raise ValueError(f"no such setting: {', '.join(unknown)}")


def _set(holder: object, kinds: Kinds, given: Mapping[str, Any]) -> None:
    _known(given, kinds)
    for name, value in given.items():
        setattr(holder, name, kinds[name](value))


def _shown(holder: object, kinds: Kinds) -> dict[str, Any]:
    return {name: getattr(holder, name) for name in kinds}
