"""The places that the quick switcher can go to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Literal

from nobi_desktop.ui import keys, plain, words
from nobi_desktop.ui.actions import COMMANDS
from nobi_desktop.ui.speech import t
from nobi_desktop.ui.tag_chips import tag_name

if TYPE_CHECKING:
    from nobi_desktop.desk.desk import Desk
    from nobi_desktop.desk.inbox import Inbox
    from nobi_desktop.domain.ids import ShopId, TagId
    from nobi_desktop.ui.actions import Actions

Kind = Literal["conversation", "shop", "group", "view", "tag", "command", "search"]

_SIGNS: dict[Kind, str] = {
    "conversation": "chat",
    "shop": "shop",
    "group": "merge",
    "view": "bookmark",
    "tag": "tag",
    "command": "key",
    "search": "search",
}


@dataclass(frozen=True, slots=True)
class Target:
    """A place to go: its name, what it is in words, how to get there, and what else finds it."""

    kind: Kind
    name: str
    about: str
    go: Callable[[], object]
    also: str = ""

    @property
    def sign(self) -> str:
        """The drawing that stands before it."""
        return _SIGNS[self.kind]


def targets(desk: Desk, actions: Actions) -> Iterator[Target]:
    """All places, those gone to most often first."""
    inbox = desk.inbox
    for row in inbox.rows.value:
        shop = plain.name(row.shop_name, t("Shop"))
        go = partial(inbox.open, row.key)
        ids = f"{row.buyer.user_id} {row.buyer.im_user_id}"
        yield Target("conversation", words.buyer_name(row.buyer), shop, go, ids)
    for tile in desk.shops.rows.value:
        if tile.shop.connected:
            to_shop = partial(_show_shop, inbox, tile.shop.id)
            name = words.shop_name(tile.shop)
            yield Target("shop", name, t("Shop"), to_shop, tile.shop.code)
    for group in desk.groups.rows.value:
        to_group = partial(desk.groups.open, group.id)
        yield Target("group", words.group_name(group), t("Group"), to_group)
    for view in desk.views.rows.value:
        to_view = partial(desk.views.open, view.id)
        yield Target("view", words.view_name(view), t("Saved view"), to_view)
    for tag in desk.tags.rows.value:
        to_tag = partial(_show_tag, inbox, tag.id)
        yield Target("tag", tag_name(tag), t("Only this tag"), to_tag)
    for command in COMMANDS:
        if command.name not in ("switcher", "composer"):
            do = partial(actions.trigger, command.name)
            yield Target("command", command.title(), keys.of(command.name), do, t("Command"))


def _show_shop(inbox: Inbox, shop: ShopId) -> None:
    inbox.show(inbox.query.value.of(shop))


def _show_tag(inbox: Inbox, tag: TagId) -> None:
    inbox.show(inbox.query.value.cleared().tagged(tag))
