"""The menu that puts tags on conversations: type to find one, Enter puts it on or takes it off."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QWidget

from nobi_desktop.domain.folding import fold, found
from nobi_desktop.domain.ids import ConversationKey, TagId
from nobi_desktop.flow.news import Stop
from nobi_desktop.ui import plain
from nobi_desktop.ui.speech import t
from nobi_desktop.ui.tag_picker import Mark, Pick, TagPicker, pick_of

if TYPE_CHECKING:
    from nobi_desktop.desk.desk import Desk

_NEW = "new"


class TagMenu(TagPicker):
    """Bound to the conversations it was opened for, whatever the list does meanwhile."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "tagMenu")
        self._desk: Desk | None = None
        self._keys: tuple[ConversationKey, ...] = ()
        self._held: dict[ConversationKey, frozenset[TagId]] = {}
        self._stops: list[Stop] = []

    def open_for(self, desk: Desk, keys: Collection[ConversationKey], at: QPoint) -> None:
        """Show the tags of the conversations `keys` at `at` on the screen."""
        self._desk, self._keys = desk, tuple(keys)
        self._stops += [
            desk.inbox.rows.watch(lambda _rows: self._take_rows(), now=False),
            desk.timeline.about.watch(lambda _row: self._take_rows(), now=False),
            desk.tags.rows.watch(lambda _tags: self.refresh(), now=False),
        ]
        self.entry.setPlaceholderText(t("Find or create a tag"))
        self.entry.setAccessibleName(t("Find or create a tag"))
        self.note.setText(t("Tags are kept in Nobi on this computer; TikTok does not see them."))
        self.note.show()
        self._take_rows()
        self.open_at(at)
        self.entry.setFocus()

    def found(self, words: str) -> tuple[Pick, ...]:
        desk = self._desk
        if desk is None:
            return ()
        counts = dict(desk.tags.counts.value)
        lines = [
            pick_of(tag, self._mark(tag.id), str(counts.get(tag.id) or ""))
            for tag in desk.tags.rows.value
            if found(words, tag.name)
        ]
        name = words.strip()
        same = fold(name)
        if name and not any(fold(tag.name) == same for tag in desk.tags.rows.value):
            lines.append(Pick(_NEW, t("Create “{name}”", name=plain.one_line(name)), sign="plus"))
        return tuple(lines)

    def take(self, key: str) -> None:
        desk = self._desk
        if desk is None:
            return
        if key == _NEW:
            if desk.tags.create_for(self.entry.text().strip(), self._keys):
                self.entry.clear()
            return
        desk.tags.toggle(self._keys, key.removeprefix("tag:"))

    def closeEvent(self, event: QCloseEvent) -> None:
        while self._stops:
            self._stops.pop()()
        super().closeEvent(event)

    def _take_rows(self) -> None:
        desk = self._desk
        if desk is None:
            return
        wanted = set(self._keys)
        about = desk.timeline.about.value
        for row in (*desk.inbox.rows.value, *((about,) if about is not None else ())):
            if row.key in wanted:
                self._held[row.key] = frozenset(row.tags)
        self.refresh()

    def _mark(self, tag: TagId) -> Mark:
        having = sum(tag in self._held.get(key, ()) for key in self._keys)
        if not having:
            return ""
        return "on" if having == len(self._keys) else "part"
