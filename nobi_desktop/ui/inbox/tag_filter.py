"""The pop-over that narrows the list to tags: any or all of them, or none at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QWidget

from nobi_desktop.domain.conversation import InboxCounts
from nobi_desktop.domain.folding import found
from nobi_desktop.domain.query import InboxQuery
from nobi_desktop.domain.tag import Tag
from nobi_desktop.ui import keys
from nobi_desktop.ui.chips import Chip
from nobi_desktop.ui.speech import t
from nobi_desktop.ui.tag_picker import Pick, TagPicker, pick_of
from nobi_desktop.ui.theme import tokens as theme

_UNTAGGED = "untagged"


class TagFilter(TagPicker):
    """Draws its marks from the query; a choice is asked for by `ask` and stays open for more."""

    def __init__(self, parent: QWidget, ask: Callable[[InboxQuery], object]) -> None:
        super().__init__(parent, "tagFilter")
        self._ask = ask
        self._query = InboxQuery()
        self._tags: tuple[Tag, ...] = ()
        self._counts: InboxCounts | None = None
        self.entry.setPlaceholderText(t("Find a tag"))
        self.entry.setAccessibleName(t("Find a tag"))
        switch = QWidget(self)
        line = QHBoxLayout(switch)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.current().px(6))
        self._any, self._every = Chip(switch), Chip(switch)
        for chip, name, every in ((self._any, "tagsAny", False), (self._every, "tagsAll", True)):
            chip.setObjectName(name)
            chip.clicked.connect(
                lambda _=False, every=every: self._ask(replace(self._query, every_tag=every))
            )
            line.addWidget(chip)
        line.addStretch(1)
        self.column.insertWidget(0, switch)

    def show_state(
        self, query: InboxQuery, tags: Sequence[Tag], counts: InboxCounts | None
    ) -> None:
        """Draw what is asked for now."""
        self._query, self._tags, self._counts = query, tuple(tags), counts
        self._any.show_filter(t("Any of these"), None, not query.every_tag)
        self._every.show_filter(t("All of these"), None, query.every_tag)
        key = keys.of("tag_menu")
        self.note.setText(
            t("No tags yet. Press {key} in a conversation to make the first.", key=key)
            if key
            else t("No tags yet. The first is made in a conversation.")
        )
        self.note.setVisible(not tags)
        self.refresh()

    def found(self, words: str) -> tuple[Pick, ...]:
        counts, query = self._counts, self._query
        numbers = dict(counts.tags) if counts else {}
        lines = []
        if found(words, t("No tag")):
            number = str(counts.untagged) if counts else ""
            mark = "on" if query.untagged else ""
            lines.append(Pick(_UNTAGGED, t("No tag"), "", mark, number))  # type: ignore[arg-type]
        for tag in self._tags:
            if found(words, tag.name):
                number = str(numbers.get(tag.id, 0)) if counts else ""
                lines.append(pick_of(tag, "on" if tag.id in query.tags else "", number))
        return tuple(lines)

    def take(self, key: str) -> None:
        if key == _UNTAGGED:
            self._ask(replace(self._query, untagged=not self._query.untagged))
        else:
            self._ask(self._query.tagged(key.removeprefix("tag:")))
