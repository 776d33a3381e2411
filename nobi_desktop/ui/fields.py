"""Fields of a form: a line with its name, hint and complaint, and a list to choose one from."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QToolButton, QVBoxLayout, QWidget

from nobi_desktop.ui import assets, plain
from nobi_desktop.ui.speech import t
from nobi_desktop.ui.theme import style
from nobi_desktop.ui.theme import tokens as theme
from nobi_desktop.ui.theme.tokens import Tokens


class Field(QWidget):
    """A line to write in: its name above, a hint below; wrong, it gets an outline.

    `entry` is the line itself. With `secret` what is written is hidden until the eye is pressed.
    """

    def __init__(self, name: str, parent: QWidget | None = None, *, secret: bool = False) -> None:
        super().__init__(parent)
        self._title = plain.Label("", "second_strong", self)
        self.entry: QLineEdit = _SecretEntry(self) if secret else QLineEdit(self)
        self.entry.setObjectName(name)
        self._hint = plain.Label("", "hint", self)
        self._hint.setObjectName(f"{name}Hint")
        self._hint.setWordWrap(True)
        self._hint.setProperty("tone", "hint")
        self._title.setBuddy(self.entry)
        self.setFocusProxy(self.entry)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for part in (self._title, self.entry, self._hint):
            self._column.addWidget(part)
        self.entry.textEdited.connect(lambda: self.set_wrong(False))
        style.watch(self, self._restyle)

    def set_words(self, title: str, hint: str = "", placeholder: str = "") -> None:
        """Name the field; `hint` stands below it, `placeholder` in it while it is empty."""
        self._title.setText(title)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self.entry.setPlaceholderText(placeholder)
        self.entry.setAccessibleName(title)
        self.entry.setAccessibleDescription(hint)

    def text(self) -> str:
        """What is written, without white space around it."""
        return self.entry.text().strip()

    def written(self, kept: str) -> str:
        """What is written, or `kept` where nobody has touched it."""
        return self.text() if self.entry.isModified() else kept

    def set_wrong(self, wrong: bool) -> None:
        """Outline the field as wrong until it is written in again."""
        style.mark(self.entry, "wrong", wrong)

    def _restyle(self, now: Tokens) -> None:
        self._column.setSpacing(now.px(4))
        self.entry.setFont(now.font("body"))
        self.entry.setMinimumHeight(now.px(36))
        for label in (self._title, self._hint):
            label.restyle()


class _SecretEntry(QLineEdit):
    """Hides what is written; its eye, a button the keyboard reaches too, shows it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self._eye = QToolButton(self)
        self._eye.setObjectName("showSecret")
        self._eye.setCheckable(True)
        self._eye.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._eye.setCursor(Qt.CursorShape.ArrowCursor)
        self._eye.toggled.connect(self._show)
        self._translate()
        style.watch(self, self._restyle)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = self.height() - 6
        self._eye.setGeometry(self.width() - side - 3, 3, side, side)
        self.setTextMargins(0, 0, side, 0)

    def _show(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.setEchoMode(mode)
        self._translate()
        self._restyle(theme.current())

    def _translate(self) -> None:
        said = t("Hide") if self._eye.isChecked() else t("Show")
        self._eye.setAccessibleName(said)
        plain.set_tip(self._eye, said)

    def _restyle(self, now: Tokens) -> None:
        drawing = "eye-off" if self._eye.isChecked() else "eye"
        self._eye.setIcon(assets.icon(drawing, now.text_2, now.px(18)))
        self._eye.setIconSize(assets.icon_size(now.px(18)))


class ComboBox(QComboBox):
    """A list to choose one from, with the sign of the house for its arrow."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        style.watch(self, self._restyle)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        now = theme.current()
        side = now.px(16)
        painter = QPainter(self)
        sign = assets.pixmap("chevron-down", now.text_2, side, self.devicePixelRatioF())
        painter.drawPixmap(self.width() - side - now.px(10), (self.height() - side) // 2, sign)
        painter.end()

    def _restyle(self, now: Tokens) -> None:
        self.setFont(now.font("body"))
        self.setMinimumHeight(now.px(36))
