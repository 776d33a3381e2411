"""Puts a theme on the application: palette, fonts, style sheet, and the news of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from nobi_desktop.domain.settings import Settings
from nobi_desktop.flow.news import News
from nobi_desktop.ui.assets import resource
from nobi_desktop.ui.theme import tokens
from nobi_desktop.ui.theme.tokens import COLOURS, Tokens

FUSION = "nobi_fusion"
"""The property of an application that has Qt's fusion style on."""

changed: News[Tokens] = News()
"""Told after each new theme or zoom, once palette and style sheet are in place."""


def watch(widget: QWidget, restyle: Callable[[Tokens], object]) -> None:
    """Call `restyle` now and on each new theme, for as long as `widget` lives."""
    stop = changed.watch(restyle)
    widget.destroyed.connect(stop)
    restyle(tokens.current())


def mark(widget: QWidget, name: str, value: str | bool) -> None:
    """Set a property that the style sheet asks for, and let `widget` look as it says then."""
    # One that was never set is one that is off.
    if (widget.property(name) or False) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def moves(widget: QWidget) -> bool:
    """Whether the system wants motion."""
    from PySide6.QtWidgets import QStyle  # 500 names that a first paint does without.

    hint = QStyle.StyleHint.SH_Widget_Animation_Duration
    return widget.style().styleHint(hint, None, widget) > 0


def system_theme() -> str:
    """The theme the desktop asks for: "light" or "dark" ("light" where it does not say)."""
    scheme = QGuiApplication.styleHints().colorScheme()
    return "dark" if scheme == Qt.ColorScheme.Dark else "light"


def use(app: QApplication, settings: Settings) -> Tokens:
    """Put the theme and zoom that `settings` choose on `app`."""
    name = settings.theme if settings.theme in ("light", "dark") else system_theme()
    chosen = tokens.load(name, settings.zoom)
    apply(app, chosen)
    return chosen


def apply(app: QApplication, chosen: Tokens) -> None:
    """Put `chosen` on `app`: fusion style, palette, font, style sheet; then tell `changed`.

    Nothing happens where `chosen` is on already: a style sheet costs a pass over all widgets.
    """
    if app.property("nobi_theme") == (chosen.name, chosen.zoom):
        return
    app.setProperty("nobi_theme", (chosen.name, chosen.zoom))
    tokens.choose(chosen)
    if not app.property(FUSION):
        app.setStyle("fusion")
        app.setProperty(FUSION, True)
    app.setPalette(palette(chosen))
    app.setFont(chosen.font("body"))
    app.setStyleSheet(sheet(chosen))
    changed.tell(chosen)


def palette(chosen: Tokens) -> QPalette:
    """The palette of a theme, for what neither style sheet nor delegate paints."""
    made = QPalette()
    role = QPalette.ColorRole
    for where, colour in (
        (role.Window, chosen.surface),
        (role.WindowText, chosen.text),
        (role.Base, chosen.surface),
        (role.AlternateBase, chosen.window),
        (role.Text, chosen.text),
        (role.PlaceholderText, chosen.text_3),
        (role.Button, chosen.chip),
        (role.ButtonText, chosen.text),
        (role.BrightText, chosen.accent_text),
        (role.ToolTipBase, chosen.text),
        (role.ToolTipText, chosen.surface),
        (role.Highlight, chosen.accent),
        (role.HighlightedText, chosen.accent_text),
        (role.Link, chosen.accent),
        (role.LinkVisited, chosen.accent),
        (role.Accent, chosen.accent),
        (role.Light, chosen.surface),
        (role.Midlight, chosen.chip),
        (role.Mid, chosen.line),
        (role.Dark, chosen.scroll),
        (role.Shadow, QColor(0, 0, 0, 90)),
    ):
        made.setColor(where, colour)
    for text in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, text, faded(chosen.text_3, chosen.surface, 0.6))
    return made


def faded(ink: QColor, ground: QColor, share: float) -> QColor:
    """`ink` laid on `ground` with `share` (0 to 1) of its strength, as an opaque colour."""
    return QColor(
        round(ink.red() * share + ground.red() * (1 - share)),
        round(ink.green() * share + ground.green() * (1 - share)),
        round(ink.blue() * share + ground.blue() * (1 - share)),
    )


def sheet(chosen: Tokens) -> str:
    """The style sheet of a theme: themes/app.qss with `@colour` and `@12px` filled in."""
    text = resource("themes/app.qss").read_text("utf-8")
    # Longest names first, so that @text does not eat the head of @text_2.
    for name in sorted(COLOURS, key=len, reverse=True):
        text = text.replace(f"@{name}", getattr(chosen, name).name())
    for pixels in range(64, 0, -1):
        text = text.replace(f"@{pixels}px", f"{chosen.px(pixels)}px")
    return text
