"""The seller's tags: names, colours and order; merging two of them and letting one go."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from nobi_desktop.domain.ids import TagId
from nobi_desktop.domain.tag import Tag
from nobi_desktop.ui import plain, tag_colours
from nobi_desktop.ui.ask import ask
from nobi_desktop.ui.dialogs.colour_choice import ColourChoice
from nobi_desktop.ui.dialogs.entry_list import Entry
from nobi_desktop.ui.dialogs.list_sheet import ListSheet
from nobi_desktop.ui.fields import ComboBox
from nobi_desktop.ui.speech import t
from nobi_desktop.ui.tag_chips import tag_name
from nobi_desktop.ui.theme import style

if TYPE_CHECKING:
    from nobi_desktop.desk.desk import Desk

_KEYS = 9
"""Tags that have a key of their own: Alt+1 to Alt+9."""


class TagsDialog(ListSheet[Tag]):
    """Tags at the left, the form of one at the right; `tag` is shown first.

    A colour and a place count at once, a name with "Save" and when another tag is chosen.
    """

    def __init__(self, parent: QWidget, desk: Desk, tag: TagId = "") -> None:
        super().__init__(parent, "tags", desk.tags, tag, list_name="tagList", wide=760, high=440)
        self._desk = desk
        self._counts: dict[TagId, int] = {}
        self._colour = ""
        right = self.right
        self.parts.addWidget(self.name_field("tagName"))
        self._colour_name = plain.Label("", "second_strong", right)
        self.colours = ColourChoice(right, tag_colours.names)
        self.colours.chosen.connect(self._recolour)
        colour = QVBoxLayout()
        colour.setSpacing(4)
        colour.addWidget(self._colour_name)
        colour.addWidget(self.colours)
        self._merging = QWidget(right)
        self._merge_name = plain.Label("", "second_strong", self._merging)
        self.target = ComboBox(self._merging)
        self.target.setObjectName("mergeTarget")
        self._merge_name.setBuddy(self.target)
        self._merge = QPushButton(self._merging)
        self._merge.setObjectName("mergeTags")
        self._merge.setAutoDefault(False)
        self._merge.clicked.connect(self._ask_to_merge)
        rule = QFrame(self._merging)
        rule.setProperty("kind", "rule")
        rule.setFixedHeight(1)
        choice = QHBoxLayout()
        choice.setSpacing(8)
        choice.addWidget(self.target, 1)
        choice.addWidget(self._merge)
        merging = QVBoxLayout(self._merging)
        merging.setContentsMargins(0, 0, 0, 0)
        merging.addWidget(rule)
        merging.addSpacing(4)
        merging.addWidget(self._merge_name)
        merging.addLayout(choice)
        self.parts.addLayout(colour)
        self.parts.addWidget(self._merging)
        self.parts.addStretch(1)
        self.lay_out(300)
        self._local = plain.Label("", "hint", self)
        self._local.setObjectName("tagsAreLocal")
        self._local.setProperty("tone", "hint")
        self._local.setWordWrap(True)
        self.body.addWidget(self._local)
        style.watch(self._merging, lambda now: merging.setSpacing(now.px(6)))
        self._close = self.add_button("closeButton")
        self._close.clicked.connect(self.reject)
        self._save = self.add_button("saveTag", primary=True)
        self._save.clicked.connect(self._keep)
        self.listen(
            desk.tags.counts.watch(self._show_counts), desk.tags.rows.watch(self._show_rows)
        )
        self.translate()
        self._choose_first()

    def translate(self) -> None:
        self.set_title(t("Tags"))
        self.list.set_words(
            t("Tags"), t("New tag"), t("No tag yet. Give the first one a name and save it.")
        )
        self.name.set_words(t("Name of the tag"))
        self._colour_name.setText(t("Colour"))
        self.colours.translate()
        self._merge_name.setText(t("Merge into another tag"))
        self.target.setAccessibleName(t("Merge into another tag"))
        self._merge.setText(t("Merge…"))
        self._local.setText(t("Tags are kept in Nobi on this computer; TikTok does not see them."))
        self._close.setText(t("Close"))
        self._show_rows(self._rows)

    # What is shown

    def _show_counts(self, counts: tuple[tuple[TagId, int], ...]) -> None:
        self._counts = dict(counts)
        self._show_entries()

    def _entry(self, place: int, tag: Tag) -> Entry:
        return Entry(tag.id, tag_name(tag), self._hint(place, tag), (tag.colour,), "tag")

    def _hint(self, place: int, tag: Tag) -> str:
        said = t("{n} conversations", n=self._counts.get(tag.id, 0))
        return f"{said} · Alt+{place + 1}" if place < _KEYS else said

    def _tell(self) -> None:
        """Say what can be kept, and which tags this one can be merged into."""
        now = self._row()
        can = bool(self.name.text()) if now is None else self._written(now) != now
        self.primary_says(t("Create") if now is None else t("Save"), can=can)
        others = [tag for tag in self._rows if now is not None and tag.id != now.id]
        self._merging.setVisible(bool(others))
        chosen = self.target.currentData()
        self.target.clear()
        for tag in others:
            self.target.addItem(plain.caption(tag_name(tag)), tag.id)
        self.target.setCurrentIndex(max(0, self.target.findData(chosen)))
        self.colours.show_colour(self._colour if now is None else now.colour)
        self.show_trouble("")

    # What is asked

    def _fill(self, tag: Tag | None) -> None:
        """A new tag has no name, and the next colour that no tag has."""
        if tag is None:
            used = {tag.colour.upper() for tag in self._rows}
            all_of_them = list(tag_colours.names())
            free = [colour for colour in all_of_them if colour.upper() not in used]
            self._colour = (free or all_of_them)[0]
        self.name.entry.setText(plain.one_line(tag.name if tag else "", plain.NAME_LENGTH))
        self.name.set_wrong(False)

    def _written(self, tag: Tag) -> Tag:
        return replace(tag, name=self.name.written(tag.name))

    def _problem(self, name: str) -> str:
        return self._desk.tags.problem(name, self._editing)

    def _create(self) -> TagId:
        return self._desk.tags.create(self.name.text(), self._colour)

    def _recolour(self, colour: str) -> None:
        self._colour = colour
        tag = self._row()
        if tag is not None:
            self._desk.tags.change(replace(tag, colour=colour))

    def _ask_to_merge(self) -> None:
        source, target = self._row(), self._row(self.target.currentData() or "")
        if source is None or target is None or source.id == target.id:
            return
        number = self._counts.get(source.id, 0)
        ask(
            self,
            name="mergeTagsDialog",
            title=t("Merge these tags?"),
            text=t(
                "{n} conversations get the second tag in place of the first, which is deleted.",
                n=number,
            ),
            strong=f"{tag_name(source)} → {tag_name(target)}",
            yes=t("Merge"),
            then=lambda: self._merge_them(source.id, target.id),
        )

    def _merge_them(self, source: TagId, target: TagId) -> None:
        self.name.entry.setModified(False)
        self._first = target
        self._desk.tags.merge(source, target)

    def _ask_to_delete(self, id: TagId) -> None:
        tag = self._row(id)
        if tag is None:
            return
        number = self._counts.get(id, 0)
        if number:
            text = t("{n} conversations lose it. The conversations themselves stay.", n=number)
        else:
            text = t("No conversation has it.")
        ask(
            self,
            name="deleteTagDialog",
            title=t("Delete this tag?"),
            text=text,
            strong=tag_name(tag),
            yes=t("Delete"),
            then=lambda: self._desk.tags.delete(id),
        )
