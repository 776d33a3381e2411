"""The seller's tags: names, colours and order; merging two of them and letting one go."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from nobi_desktop.domain.ids import TagId
from nobi_desktop.domain.tag import Tag
from nobi_desktop.ui import plain, tag_colours, words_shops
from nobi_desktop.ui.ask import ask
from nobi_desktop.ui.dialogs.colour_choice import ColourChoice
from nobi_desktop.ui.dialogs.entry_list import Entry, EntryList
from nobi_desktop.ui.dialogs.panes import Panes, column
from nobi_desktop.ui.fields import ComboBox, Field
from nobi_desktop.ui.sheet import Sheet
from nobi_desktop.ui.speech import t
from nobi_desktop.ui.theme import style

if TYPE_CHECKING:
    from nobi_desktop.desk.desk import Desk
    from nobi_desktop.flow.news import Stop

_KEYS = 9
"""Tags that have a key of their own: Alt+1 to Alt+9."""


class TagsDialog(Sheet):
    """Tags at the left, the form of one at the right; `tag` is shown first.

    A colour and a place count at once, a name with "Save" and when another tag is chosen.
    """

    def __init__(self, parent: QWidget, desk: Desk, tag: TagId = "") -> None:
        super().__init__(parent, "tags", wide=760, high=440)
        self._desk = desk
        self._tags: tuple[Tag, ...] = ()
        self._counts: dict[TagId, int] = {}
        self._editing: TagId = ""
        self._colour = ""
        self._first = tag
        left, lines = column(self)
        self.list = EntryList("tagList", left)
        self.list.chosen.connect(self._edit)
        self.list.opened.connect(self._to_name)
        self.list.new_wanted.connect(self._begin)
        self.list.arranged.connect(desk.tags.arrange)
        self.list.removal_wanted.connect(self._ask_to_delete)
        lines.addWidget(self.list, 1)
        right, parts = column(self)
        self.name = Field("tagName", right)
        self.name.entry.setMaxLength(plain.NAME_LENGTH)
        self.name.entry.textEdited.connect(lambda _text: self._tell())
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
        parts.addWidget(self.name)
        parts.addLayout(colour)
        parts.addWidget(self._merging)
        parts.addStretch(1)
        self.body.addWidget(Panes(self, left, right, narrow=left, wide=300), 1)
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
        self._stops: list[Stop] = [
            desk.tags.counts.watch(self._show_counts),
            desk.tags.rows.watch(self._show_tags),
        ]
        self.finished.connect(self._finished)
        self.destroyed.connect(self._stop_watching)
        self.translate()
        if self._tags and not self._editing:
            self.list.choose(self._tags[0].id)
            self._edit(self._tags[0].id)
        elif not self._tags:
            self._begin()
        (self.list.view if self._editing else self.name.entry).setFocus()

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
        self._show_tags(self._tags)

    # What is shown

    def _show_counts(self, counts: tuple[tuple[TagId, int], ...]) -> None:
        self._counts = dict(counts)
        self._show_entries()

    def _show_tags(self, tags: tuple[Tag, ...]) -> None:
        self._tags = tags
        if self._editing and self._tag() is None:
            self._begin()
        self._show_entries()
        if self._first and any(tag.id == self._first for tag in tags):
            first, self._first = self._first, ""
            self.list.choose(first)
            self._edit(first)
        self._tell()

    def _show_entries(self) -> None:
        self.list.show_entries(
            [
                Entry(tag.id, _name(tag), self._hint(place, tag), (tag.colour,), "tag")
                for place, tag in enumerate(self._tags)
            ]
        )

    def _hint(self, place: int, tag: Tag) -> str:
        said = t("{n} conversations", n=self._counts.get(tag.id, 0))
        return f"{said} · Alt+{place + 1}" if place < _KEYS else said

    def _tell(self) -> None:
        """Say what can be kept, and which tags this one can be merged into."""
        now = self._tag()
        name = self.name.text()
        can = bool(name) if now is None else self.name.entry.isModified() and name != now.name
        self.primary_says(t("Create") if now is None else t("Save"), can=can)
        others = [tag for tag in self._tags if now is not None and tag.id != now.id]
        self._merging.setVisible(bool(others))
        chosen = self.target.currentData()
        self.target.clear()
        for tag in others:
            self.target.addItem(plain.caption(_name(tag)), tag.id)
        self.target.setCurrentIndex(max(0, self.target.findData(chosen)))
        self.colours.show_colour(self._colour if now is None else now.colour)
        self.show_trouble("")

    def _tag(self, id: TagId = "") -> Tag | None:
        wanted = id or self._editing
        return next((tag for tag in self._tags if tag.id == wanted), None)

    # What is asked

    def _begin(self) -> None:
        """Start a new tag: no name, the next colour that no tag has."""
        self._leave_form()
        self._editing = ""
        used = {tag.colour.upper() for tag in self._tags}
        all_of_them = list(tag_colours.names())
        free = [colour for colour in all_of_them if colour.upper() not in used]
        self._colour = (free or all_of_them)[0]
        self.list.choose("")
        self._fill("")
        self._tell()
        self.name.entry.setFocus()

    def _edit(self, id: TagId) -> None:
        if id == self._editing:
            return
        self._leave_form()
        self._editing = id
        tag = self._tag()
        self._fill(tag.name if tag is not None else "")
        self._tell()

    def _to_name(self, _id: TagId) -> None:
        self.name.entry.setFocus()

    def _fill(self, name: str) -> None:
        self.name.entry.setText(plain.one_line(name, plain.NAME_LENGTH))
        self.name.set_wrong(False)

    def _leave_form(self) -> None:
        """Keep another name of a tag that is known, if it can be kept."""
        tag, name = self._tag(), self.name.text()
        if tag is None or not self.name.entry.isModified() or name == tag.name:
            return
        if not self._desk.tags.problem(name, tag.id):
            self._desk.tags.change(replace(tag, name=name))

    def _recolour(self, colour: str) -> None:
        self._colour = colour
        tag = self._tag()
        if tag is not None:
            self._desk.tags.change(replace(tag, colour=colour))

    def _keep(self) -> None:
        name = self.name.text()
        problem = self._desk.tags.problem(name, self._editing)
        if problem:
            self.refuse(self.name.entry, words_shops.name_problem(problem))
            return
        tag = self._tag()
        if tag is not None:
            self._desk.tags.change(replace(tag, name=name))
            self.name.entry.setModified(False)
            self._tell()
            return
        self._first = self._desk.tags.create(name, self._colour)
        self._show_tags(self._tags)

    def _ask_to_merge(self) -> None:
        source, target = self._tag(), self._tag(self.target.currentData() or "")
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
            strong=f"{_name(source)} → {_name(target)}",
            yes=t("Merge"),
            then=lambda: self._merge_them(source.id, target.id),
        )

    def _merge_them(self, source: TagId, target: TagId) -> None:
        self.name.entry.setModified(False)
        self._first = target
        self._desk.tags.merge(source, target)

    def _ask_to_delete(self, id: TagId) -> None:
        tag = self._tag(id)
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
            strong=_name(tag),
            yes=t("Delete"),
            then=lambda: self._desk.tags.delete(id),
        )

    def _finished(self) -> None:
        self._leave_form()
        self._stop_watching()

    def _stop_watching(self) -> None:
        while self._stops:
            self._stops.pop()()


def _name(tag: Tag) -> str:
    return plain.name(tag.name, t("Tag"))
