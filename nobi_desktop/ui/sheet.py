"""The frame of every dialog: one column over the window, a line for trouble, buttons at its end."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from nobi_desktop.flow.news import Stop
from nobi_desktop.ui import assets, plain
from nobi_desktop.ui.scroll_bar import OverlayScrollBar
from nobi_desktop.ui.theme import style, tokens
from nobi_desktop.ui.theme.tokens import Tokens

WIDTH = 480
"""Pixels at zoom 1 of a sheet that asks for no other width."""
_SIDE = 24
_EDGE = 16
_VEIL = QColor(0, 0, 0, 96)


class Sheet(QDialog):
    """A dialog over `parent`'s window: title, `body`, a line for trouble, buttons lower right.

    What it is about goes into `body`; what does not fit into the window scrolls, title and buttons
    stay. A sheet is opened with `open()` and never waited for. Subclasses take their words in
    `translate`, called at a change of language, and call it once themselves when they are built.

    `wide` is in pixels at zoom 1, and so is `high`: the body takes that height where the window
    has room for it, and what it holds scrolls by itself.
    """

    def __init__(self, parent: QWidget, name: str, *, wide: int = WIDTH, high: int = 0) -> None:
        self._window = parent.window()
        super().__init__(self._window)
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self._wide = wide
        self._high = high
        self._veil: _Veil | None = None
        self._primary: QPushButton | None = None
        self._heading = plain.Label("", "title", self)
        self._heading.setObjectName("sheetTitle")
        self._heading.setWordWrap(True)
        self._content = QWidget()
        self._content.setObjectName("sheetBody")
        self.body = QVBoxLayout(self._content)
        self._scroll = QScrollArea(self)
        self._scroll.setObjectName("sheetScroll")
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        OverlayScrollBar(self._scroll)
        self._scroll.setWidget(self._content)
        self._content.installEventFilter(self)
        self._trouble = _Trouble(self)
        self._buttons = QHBoxLayout()
        self._buttons.addStretch(1)
        self._column = QVBoxLayout(self)
        # The sheet measures itself: it is as high as what it says, and no higher than the window.
        self._column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        # A style sheet takes a label's own margins away.
        self._head = QVBoxLayout()
        self._head.addWidget(self._heading)
        self._column.addLayout(self._head)
        self._rules = (_rule(self), _rule(self))
        self._column.addWidget(self._rules[0])
        self._column.addWidget(self._scroll)
        self._column.addWidget(self._rules[1])
        self._column.addWidget(self._trouble)
        self._column.addLayout(self._buttons)
        style.watch(self, self._restyle)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    def set_title(self, title: str) -> None:
        """Name the sheet, in its head and for the desktop."""
        self._heading.setText(title)
        self.setWindowTitle(title)
        self.setAccessibleName(title)

    def add_button(
        self, name: str, kind: str = "", *, primary: bool = False, left: bool = False
    ) -> QPushButton:
        """A button at the lower right, after those that are there; at the lower left if `left`.

        `kind` is that of the style sheet. The `primary` one answers Enter and is added last.
        """
        button = QPushButton(self)
        button.setObjectName(name)
        kind = kind or ("primary" if primary else "")
        if kind:
            button.setProperty("kind", kind)
        if primary:
            self._primary = button
        button.setDefault(primary)
        if left:
            self._buttons.insertWidget(0, button)
        else:
            self._buttons.addWidget(button)
        return button

    def primary_says(self, words: str, *, can: bool = True, busy: bool = False) -> None:
        """The words of the primary button; it is dead while it is `busy` or nothing `can` be done.

        A busy one ends in …, and the sheet says so to screen readers.
        """
        if self._primary is None:
            return
        self._primary.setText(plain.caption(words.rstrip(".…") + "…" if busy else words))
        self._primary.setEnabled(can and not busy)

    def show_trouble(self, sentence: str, small: str = "") -> None:
        """Say in one sentence why it did not go on; nothing where `sentence` is empty.

        `small` may be outside text: it stands below in small print and can be copied.
        """
        self._trouble.show_words(sentence, small)

    def listen(self, *stops: Stop) -> None:
        """Go on listening until the sheet is closed; each of `stops` ends one watch."""
        for stop in stops:
            self.finished.connect(stop)
            self.destroyed.connect(stop)

    def refuse(self, line: QLineEdit, sentence: str) -> None:
        """Say in one sentence what is wrong with what stands in `line`, and lead there."""
        style.mark(line, "wrong", True)
        self.show_trouble(sentence)
        line.setFocus()

    def translate(self) -> None:
        """Take the words of the present language."""

    def fit(self) -> None:
        """Take the size of what the sheet says, within its window."""
        now = tokens.current()
        wide = min(now.px(self._wide), self._window.width() - 2 * _EDGE)
        before = self._scroll.height()
        self.body.activate()
        least = _height_at(self.body, wide)
        room = max(self._window.height() - 2 * _EDGE, now.px(200))
        self._show_cut(least + self._around(wide) > room)
        # Set once: a scroll area that is large for a moment forgets how far it was scrolled.
        wanted = max(least, now.px(self._high)) if self._high else least
        self._scroll.setFixedHeight(min(wanted, max(now.px(80), room - self._around(wide))))
        size = QSize(wide, self._around(wide) + self._scroll.minimumHeight())
        if size != self.size() or size != self.minimumSize():
            self.setFixedSize(size)
            self._to_the_middle()
        if self.isVisible() and self._scroll.height() < before:
            self._reveal(self.focusWidget())

    def open(self) -> None:
        self.fit()
        self._veil = self._veil or _Veil(self, self._window)
        super().open()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.fit()
        return done

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._content and event.type() == QEvent.Type.LayoutRequest:
            self.fit()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.translate()
        super().changeEvent(event)

    def _around(self, wide: int) -> int:
        """The pixels in height of all but what scrolls."""
        self._column.activate()
        return _height_at(self._column, wide) - self._scroll.minimumHeight()

    def _show_cut(self, cut: bool) -> None:
        """Lines above and below what scrolls, so that it does not look like all there is."""
        for rule in self._rules:
            rule.setVisible(cut)

    def _focus_moved(self, before: QWidget | None, focus: QWidget | None) -> None:
        # A sheet that has just come up shows its beginning.
        if before is not None and self.isAncestorOf(before):
            self._reveal(focus)

    def _reveal(self, part: QWidget | None) -> None:
        if part is not None and self._content.isAncestorOf(part):
            self._scroll.ensureWidgetVisible(part, 0, tokens.current().px(32))

    def _to_the_middle(self) -> None:
        if self.isVisible():
            frame = self.frameGeometry()
            frame.moveCenter(self._window.frameGeometry().center())
            self.move(frame.topLeft())

    def _restyle(self, now: Tokens) -> None:
        px = now.px
        self._head.setContentsMargins(px(_SIDE), px(20), px(_SIDE), px(8))
        self.body.setContentsMargins(px(_SIDE), px(4), px(_SIDE), px(8))
        self.body.setSpacing(px(8))
        self._trouble.setContentsMargins(px(_SIDE), px(8), px(_SIDE), 0)
        self._buttons.setContentsMargins(px(_SIDE), px(12), px(_SIDE), px(20))
        self._buttons.setSpacing(px(8))
        for label in self.findChildren(plain.Label):
            label.restyle()
        self.fit()


def _rule(parent: QWidget) -> QFrame:
    rule = QFrame(parent)
    rule.setObjectName("sheetRule")
    rule.setFixedHeight(1)
    rule.hide()
    return rule


def _height_at(layout: QLayout, wide: int) -> int:
    """The pixels in height that `layout` needs where it is `wide`."""
    least = layout.totalMinimumSize().height()
    return max(least, layout.totalHeightForWidth(wide)) if layout.hasHeightForWidth() else least


class _Trouble(QWidget):
    """Why it did not go on: a sign, one sentence, and in small print what can be copied."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._box = QFrame(self)
        self._box.setObjectName("sheetTrouble")
        self._sign = plain.Label("", "second", self._box)
        self._sentence = plain.Label("", "second", self._box)
        self._sentence.setObjectName("troubleText")
        self._sentence.setWordWrap(True)
        self._small = plain.Label("", "hint", self._box)
        self._small.setObjectName("troubleDetail")
        self._small.setWordWrap(True)
        self._small.setProperty("tone", "second")
        self._small.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._sentence)
        words.addWidget(self._small)
        self._row = QHBoxLayout(self._box)
        self._row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._box)
        style.watch(self, self._restyle)
        self.hide()

    def show_words(self, sentence: str, small: str) -> None:
        was = self._sentence.text()
        self._sentence.setText(sentence)
        self._small.setText(plain.one_line(small, 300))
        self._small.setVisible(bool(self._small.text()))
        self.setAccessibleName(sentence)
        self.setVisible(bool(sentence))
        if sentence and sentence != was:
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _restyle(self, now: Tokens) -> None:
        self._row.setContentsMargins(now.px(12), now.px(10), now.px(12), now.px(10))
        self._row.setSpacing(now.px(10))
        self._sign.setPixmap(assets.pixmap("error", now.bad, now.px(20), self.devicePixelRatioF()))


class _Veil(QWidget):
    """Dims the window under a sheet for as long as the sheet is open."""

    def __init__(self, sheet: Sheet, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName("sheetVeil")
        sheet.finished.connect(self.hide)
        sheet.finished.connect(self.deleteLater)
        sheet.destroyed.connect(self.deleteLater)
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._window.rect())
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), _VEIL)
        painter.end()
