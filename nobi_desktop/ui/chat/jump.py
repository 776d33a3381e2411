"""The round button that leads to the newest message and tells how many came meanwhile."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea

from nobi_desktop.ui import assets, plain, words
from nobi_desktop.ui.theme import style, tokens
from nobi_desktop.ui.theme.tokens import Tokens
from nobi_desktop.ui.words import t


class JumpButton(QAbstractButton):
    """Floats over the lower right corner of `view`; hidden while the newest row is in sight."""

    def __init__(self, view: QAbstractScrollArea) -> None:
        super().__init__(view)
        self.setObjectName("jumpButton")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._view = view
        self._count = 0
        self.hide()
        style.watch(self, self._restyle)

    def show_count(self, count: int, *, visible: bool) -> None:
        """Tell of `count` new messages below; be there only where `visible`."""
        if visible != self.isVisibleTo(self._view):
            self.setVisible(visible)
            if visible:
                self.settle()
                self.raise_()
        if count != self._count or not self.accessibleName():
            self._count = count
            self._say()
            self.update()

    def settle(self) -> None:
        """Take the place in the corner of the view."""
        area = self._view.viewport().geometry()
        gap = tokens.current().px(16)
        self.move(area.bottomRight() - QPoint(self.width() + gap - 4, self.height() + gap - 8))

    def paintEvent(self, _event: QPaintEvent) -> None:
        now = tokens.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = now.px(40)
        top = now.px(10)
        disc = QRectF((self.width() - side) / 2, top, side, side)
        painter.setPen(Qt.PenStyle.NoPen)
        for spread, alpha in ((3, 10), (2, 14), (1, 18)):
            painter.setBrush(QColor(0, 0, 0, alpha))
            painter.drawEllipse(disc.adjusted(-spread, 1 - spread, spread, 1 + spread))
        painter.setBrush(now.chip if self.underMouse() or self.isDown() else now.surface)
        if self.hasFocus():
            painter.setPen(QPen(now.accent, 2))
        painter.drawEllipse(disc)
        ratio = self.devicePixelRatioF()
        arrow = assets.pixmap("chevron-down", now.text_2, now.px(20), ratio)
        inset = (side - now.px(20)) / 2
        painter.drawPixmap(disc.topLeft().toPoint() + QPoint(round(inset), round(inset)), arrow)
        if self._count:
            said = words.count(self._count)
            painter.setFont(now.font("label_strong"))
            wide = max(now.px(20), painter.fontMetrics().horizontalAdvance(said) + now.px(10))
            badge = QRectF((self.width() - wide) / 2, 0, wide, now.px(20))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(now.accent)
            painter.drawRoundedRect(badge, badge.height() / 2, badge.height() / 2)
            painter.setPen(now.accent_text)
            painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, said)
        painter.end()

    def _restyle(self, now: Tokens) -> None:
        self.resize(now.px(52), now.px(56))
        self._say()
        self.settle()
        self.update()

    def _say(self) -> None:
        said = t("Go to the newest message")
        if self._count:
            said = t("{said}, new below: {count}", said=said, count=self._count)
        self.setAccessibleName(said)
        plain.set_tip(self, said)
