"""The sheet that gives the present filter a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from nobi_desktop.domain.query import InboxQuery
from nobi_desktop.ui import plain
from nobi_desktop.ui.fields import Field
from nobi_desktop.ui.sheet import Sheet
from nobi_desktop.ui.speech import t

if TYPE_CHECKING:
    from nobi_desktop.desk.views import Views


class ViewName(Sheet):
    """Saves `query` among `views` under the name that is written; bound when it is opened."""

    def __init__(self, parent: QWidget, views: Views, query: InboxQuery, about: str) -> None:
        super().__init__(parent, "viewName", wide=400)
        self._views, self._query, self._about = views, query, about
        self.name = Field("viewNameEntry")
        self.name.entry.setMaxLength(60)
        self._said = plain.Label("", "second", self)
        self._said.setWordWrap(True)
        self._said.setProperty("tone", "second")
        self.body.addWidget(self._said)
        self.body.addWidget(self.name)
        self._cancel = self.add_button("cancelButton")
        self._cancel.clicked.connect(self.reject)
        self.add_button("confirmButton", primary=True).clicked.connect(self._confirm)
        self.translate()
        self.name.setFocus()

    def translate(self) -> None:
        self.set_title(t("Save this filter"))
        self._said.setText(self._about)
        self._said.setVisible(bool(self._about))
        self.name.set_words(t("Name"), "", t("Morning round"))
        self._cancel.setText(t("Cancel"))
        self.primary_says(t("Save"))

    def _confirm(self) -> None:
        name = self.name.text()
        problem = self._views.problem(name)
        if not problem and self._views.create(name, self._query):
            self.accept()
            return
        self.refuse(
            self.name.entry,
            {
                "no_name": t("Give it a name."),
                "taken": t("Another view has this name."),
            }.get(problem, t("It could not be saved under this name.")),
        )
