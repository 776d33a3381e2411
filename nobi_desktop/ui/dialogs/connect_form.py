"""The first page of connecting: which app, its key and secret, and where to find them."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from nobi_desktop.domain.connecting import ConnectForm, ConnectState, ConnectTrouble, KnownApp
from nobi_desktop.ui import assets, plain, words_connecting
from nobi_desktop.ui.fields import ComboBox, Field
from nobi_desktop.ui.speech import t
from nobi_desktop.ui.theme import style
from nobi_desktop.ui.theme import tokens as theme
from nobi_desktop.ui.theme.tokens import Tokens

REDIRECT = "http://127.0.0.1:8721/callback"
"""The redirect address that the app must be registered with in Partner Center."""
_FIELD_OF = {
    "no_key": "app_key",
    "no_secret": "app_secret",
    "no_service": "service",
    "bad_link": "service",
    "bad_key": "app_secret",
}


class FormPage(QWidget):
    """Asks for an app: one used before, of which nothing is typed again, or another one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("connectForm")
        self._apps: tuple[KnownApp, ...] = ()
        self._again = False
        self._asked_again: set[str] = set()
        self._intro = plain.Label("", "second", self)
        self._intro.setWordWrap(True)
        self._intro.setProperty("tone", "second")
        self._app_name = plain.Label("", "second_strong", self)
        self._app = ComboBox(self)
        self._app.setObjectName("knownApp")
        self._app_name.setBuddy(self._app)
        self._app.activated.connect(lambda _place: self._another_chosen())
        self._kept = plain.Label("", "hint", self)
        self._kept.setWordWrap(True)
        self._kept.setProperty("tone", "hint")
        self._fields = {
            "app_key": Field("appKey", self),
            "app_secret": Field("appSecret", self, secret=True),
            "service": Field("service", self),
        }
        self._help = _Help(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._chooser = QVBoxLayout()
        for part in (self._app_name, self._app, self._kept):
            self._chooser.addWidget(part)
        self._column.addWidget(self._intro)
        self._column.addLayout(self._chooser)
        for field in self._fields.values():
            self._column.addWidget(field)
        self._column.addWidget(self._help)
        self.translate()
        style.watch(self, self._restyle)

    def begin(self, state: ConnectState) -> None:
        """Forget what was typed and begin with what `state` knows."""
        self.forget()
        self._apps = state.apps
        self._again = state.expected is not None
        self.translate()
        known = [app.app_key for app in state.apps]
        if state.form.app_key in known:
            self._app.setCurrentIndex(known.index(state.form.app_key))
        elif not state.form.app_key and known:
            self._app.setCurrentIndex(0)
        else:
            self._app.setCurrentIndex(len(known))
            self._fields["app_key"].entry.setText(state.form.app_key)
            self._fields["service"].entry.setText(state.form.service)
        self._arrange()

    def forget(self) -> None:
        """Empty the fields: a secret stays no longer than it is needed."""
        self._asked_again.clear()
        for field in self._fields.values():
            field.entry.clear()
            field.set_wrong(False)

    @property
    def touched(self) -> bool:
        """Whether the seller has typed something."""
        return any(field.entry.isModified() for field in self._fields.values())

    def form(self) -> ConnectForm:
        """What the seller chose and typed."""
        texts = {
            name: field.text() if not field.isHidden() else ""
            for name, field in self._fields.items()
        }
        app = self._chosen()
        if app is None:
            return ConnectForm(**texts)
        return ConnectForm(app.app_key, texts["app_secret"], texts["service"] or app.service)

    def show_trouble(self, trouble: ConnectTrouble | None) -> None:
        """Outline the field that `trouble` is about, show it if it was not, and go to it."""
        wrong = (trouble.field or _FIELD_OF.get(trouble.code, "")) if trouble is not None else ""
        app = self._chosen()
        if app is not None and wrong == "app_key":
            self._app.setCurrentIndex(len(self._apps))
            self._fields["app_key"].entry.setText(app.app_key)
            self._fields["service"].entry.setText(app.service)
        elif app is not None and wrong:
            self._asked_again.add(wrong)
        elif trouble is not None and trouble.code == "refused":
            # The secret that is kept may be one that was reset since.
            self._asked_again.add("app_secret")
        self._arrange()
        for name, field in self._fields.items():
            field.set_wrong(name == wrong)
        if wrong in self._fields:
            self._fields[wrong].entry.setFocus()
            self._fields[wrong].entry.selectAll()

    def first(self) -> QWidget | None:
        """The first field that waits for words; None where nothing has to be typed."""
        for field in self._fields.values():
            if not field.isHidden() and not field.text():
                return field.entry
        return None

    def translate(self) -> None:
        """Take the words of the present language."""
        self._intro.setText(
            t("Its history, drafts and waiting messages stay as they are.")
            if self._again
            else t("Nobi works through an app of your own in TikTok Shop Partner Center.")
        )
        self._app_name.setText(t("App"))
        self._app.setAccessibleName(t("App"))
        self._kept.setText(t("Its secret is kept in the keyring of this computer."))
        self._fields["app_key"].set_words(t("App key"), t("A short row of letters and digits."))
        self._fields["app_secret"].set_words(
            t("App secret"), t("Goes into the keyring of this computer and nowhere else.")
        )
        self._fields["service"].set_words(
            t("Service ID or authorization link"),
            t("The link begins with https://services.tiktokshop.com/"),
        )
        self._help.translate()
        self._list_apps()

    def _list_apps(self) -> None:
        place = self._app.currentIndex()
        self._app.clear()
        for app in self._apps:
            self._app.addItem(words_connecting.known_app(app))
        self._app.addItem(t("Another app"))
        self._app.setCurrentIndex(place)

    def _chosen(self) -> KnownApp | None:
        place = self._app.currentIndex()
        return self._apps[place] if 0 <= place < len(self._apps) else None

    def _another_chosen(self) -> None:
        self._asked_again.clear()
        for field in self._fields.values():
            field.set_wrong(False)
        self._arrange()

    def _arrange(self) -> None:
        app = self._chosen()
        needs = {
            "app_key": app is None,
            "app_secret": app is None or not app.has_secret or "app_secret" in self._asked_again,
            "service": app is None or not app.service or "service" in self._asked_again,
        }
        for name, field in self._fields.items():
            field.setVisible(needs[name])
        for part in (self._app_name, self._app):
            part.setVisible(bool(self._apps))
        self._kept.setVisible(not needs["app_secret"])
        self._help.setVisible(any(needs.values()))

    def _restyle(self, now: Tokens) -> None:
        self._column.setSpacing(now.px(12))
        self._chooser.setSpacing(now.px(4))


class _Help(QWidget):
    """Folds out: the steps in Partner Center, and the redirect address to be entered there."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._toggle = QPushButton(self)
        self._toggle.setObjectName("whereButton")
        self._toggle.setProperty("kind", "quiet")
        self._toggle.setCheckable(True)
        self._toggle.toggled.connect(self._fold)
        self._box = QFrame(self)
        self._box.setObjectName("whereBox")
        self._box.setProperty("kind", "box")
        self._steps = [plain.Label("", "second", self._box) for _ in range(4)]
        self._address = QLineEdit(REDIRECT, self._box)
        self._address.setObjectName("redirectAddress")
        self._address.setReadOnly(True)
        self._copy = QPushButton(self._box)
        self._copy.setObjectName("copyRedirect")
        self._copy.clicked.connect(self._copied)
        self._line = QHBoxLayout()
        self._line.addWidget(self._address, 1)
        self._line.addWidget(self._copy)
        self._inner = QVBoxLayout(self._box)
        for place, step in enumerate(self._steps):
            step.setWordWrap(True)
            self._inner.addWidget(step)
            if place == 2:
                self._inner.addLayout(self._line)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        top = QHBoxLayout()
        top.addWidget(self._toggle)
        top.addStretch(1)
        self._column.addLayout(top)
        self._column.addWidget(self._box)
        self._box.hide()
        style.watch(self, self._restyle)

    def translate(self) -> None:
        self._toggle.setText(t("Where do I find these?"))
        steps = (
            t("1. Open partner.tiktokshop.com, choose “App & Service” and your app."),
            t("2. Copy “App key” and “App secret” from there."),
            t("3. Enter this address as “Redirect URL”, exactly so:"),
            t("4. Press “Copy authorization link” and paste the link here."),
        )
        for label, words in zip(self._steps, steps, strict=True):
            label.setText(words)
        self._address.setAccessibleName(t("Redirect URL"))
        self._copy.setText(t("Copy"))

    def _fold(self, open_: bool) -> None:
        self._box.setVisible(open_)
        self._restyle(theme.current())

    def _copied(self) -> None:
        QGuiApplication.clipboard().setText(REDIRECT)
        self._copy.setText(t("Copied"))

    def _restyle(self, now: Tokens) -> None:
        sign = "chevron-down" if self._toggle.isChecked() else "chevron-right"
        self._toggle.setIcon(assets.icon(sign, now.accent, now.px(16)))
        self._toggle.setIconSize(assets.icon_size(now.px(16)))
        self._column.setSpacing(now.px(4))
        self._inner.setContentsMargins(now.px(14), now.px(12), now.px(14), now.px(12))
        self._inner.setSpacing(now.px(6))
        self._line.setSpacing(now.px(8))
