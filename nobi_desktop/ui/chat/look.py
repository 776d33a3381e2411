"""The theme as painters of bubbles use it: fonts with their measures, and a few mixed colours."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor, QFont, QFontMetricsF

from nobi_desktop.ui.theme.tokens import Role, Tokens

BUBBLE_SHARE = 0.62
BUBBLE_WIDEST = 560
SIDE = 24
RADIUS = 14
TAIL = 4
PAD = 12


@dataclass(frozen=True, slots=True)
class Type:
    """A font, its metrics and the height of its lines in pixels."""

    font: QFont
    metrics: QFontMetricsF
    line: int


class Look:
    """One theme at one zoom, ready for painting. Made anew when the theme changes."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self._types: dict[str, Type] = {}
        self.pill = mix(tokens.chat, tokens.text, 0.06 if not tokens.dark else 0.10)
        self.placeholder = mix(tokens.bubble_in, tokens.text, 0.06)

    def type(self, role: Role) -> Type:
        """The type of `role`."""
        known = self._types.get(role)
        if known is None:
            font = self.tokens.font(role)
            known = Type(font, QFontMetricsF(font), self.tokens.line_height(role))
            self._types[role] = known
        return known

    @property
    def big(self) -> Type:
        """The type of messages that are a few emoji and nothing else."""
        known = self._types.get("big")
        if known is None:
            font = self.tokens.font("body")
            font.setPixelSize(self.px(34))
            known = Type(font, QFontMetricsF(font), self.px(44))
            self._types["big"] = known
        return known

    def px(self, pixels: float) -> int:
        """A measure of the design in pixels of this zoom."""
        return self.tokens.px(pixels)

    def bubble_width(self, width: int) -> int:
        """The widest a bubble may be in a timeline of `width`: 62 %, 560 px, and never silly."""
        room = width - 2 * self.px(SIDE)
        share = max(round(width * BUBBLE_SHARE), min(room, self.px(300)))
        return max(self.px(120), min(share, self.px(BUBBLE_WIDEST), room))


def mix(ground: QColor, over: QColor, share: float) -> QColor:
    """`ground` with `share` (0 to 1) of `over` in it."""
    return QColor(
        round(ground.red() + (over.red() - ground.red()) * share),
        round(ground.green() + (over.green() - ground.green()) * share),
        round(ground.blue() + (over.blue() - ground.blue()) * share),
    )


def thin(colour: QColor, alpha: int) -> QColor:
    """`colour` with `alpha` (0 to 255)."""
    made = QColor(colour)
    made.setAlpha(alpha)
    return made
