"""The main window: joins the rail, the list and the chat, and puts the seller's choices on them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from nobi_desktop.domain.shop import Shop, ShopRow, ShopStatus, rail
from nobi_desktop.ui import i18n
from nobi_desktop.ui.inbox.pane import InboxPane
from nobi_desktop.ui.inbox.shop_rail import ShopRail
from nobi_desktop.ui.notice_bar import NoticeBar
from nobi_desktop.ui.side_place import SidePlace
from nobi_desktop.ui.speech import t
from nobi_desktop.ui.theme import style
from nobi_desktop.ui.theme import tokens as theme

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QKeyEvent
    from PySide6.QtWidgets import QDialog

    from nobi_desktop.desk.desk import Desk
    from nobi_desktop.domain.connecting import ConnectState, LeaveState
    from nobi_desktop.domain.conversation import ConversationRow, InboxCounts
    from nobi_desktop.domain.settings import Settings
    from nobi_desktop.domain.timeline import ComposerState
    from nobi_desktop.flow.news import Stop
    from nobi_desktop.ui.actions import Actions
    from nobi_desktop.ui.inbox.settings_menu import SettingsMenu
    from nobi_desktop.ui.toast import Toast

NAME = "Nobi Desktop"
LIST_NARROWEST, LIST_WIDEST = 280, 480
CHAT_NARROWEST = 400


class ChatPart(Protocol):
    """What the window asks of the chat pane."""

    def attach(self, desk: Desk) -> None: ...

    def close_watches(self) -> None: ...

    def focus_composer(self) -> None: ...

    def find(self) -> None: ...

    def leave_keys_to(self, belongs: Callable[[QKeyEvent], bool]) -> None: ...


def _chat_pane(parent: QWidget) -> Any:
    from nobi_desktop.ui.chat.pane import ChatPane

    return ChatPane(parent)


class MainWindow(QMainWindow):
    """The one window. It is built without the desk, shows a preview, and is attached later.

    `chat_factory` makes the chat pane: a widget that is also a `ChatPart`.
    """

    closing = Signal()
    """The seller has closed the window; the app decides what ends."""

    def __init__(
        self, settings: Settings, *, chat_factory: Callable[[QWidget], Any] = _chat_pane
    ) -> None:
        super().__init__()
        self._desk: Desk | None = None
        self._settled = False
        self._actions: Actions | None = None
        self._settings = settings
        self._stops: list[Stop] = []
        self.setObjectName("mainWindow")
        self.setWindowTitle(NAME)
        self._put_on(settings)
        # Nothing is written yet that would have to be said anew.
        QCoreApplication.removePostedEvents(self, QEvent.Type.LanguageChange)

        middle = QWidget(self)
        self._menu: SettingsMenu | None = None
        self.rail = ShopRail(lambda: self.menu, middle)
        self.rail.wanted.connect(self.open_dialog)
        self.notices = NoticeBar(middle)
        self.columns = QSplitter(Qt.Orientation.Horizontal, middle)
        self.columns.setObjectName("columns")
        self.columns.setHandleWidth(1)
        self.columns.setChildrenCollapsible(False)
        self.inbox = InboxPane(self.columns)
        self.inbox.wanted.connect(self.open_dialog)
        # The chat is built with the first sight of the desk: a first paint does without it.
        self._chat_factory = chat_factory
        self._chat: Any = None
        self._chat_place = QWidget(self.columns)
        self._chat_place.setObjectName("chatPlace")
        self._chat_place.setMinimumWidth(CHAT_NARROWEST)
        self.columns.addWidget(self.inbox)
        self.columns.addWidget(self._chat_place)
        self.columns.setStretchFactor(0, 0)
        self.columns.setStretchFactor(1, 1)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.notices)
        self._columns_row = QHBoxLayout()
        self._columns_row.setSpacing(0)
        self._columns_row.addWidget(self.columns, 1)
        right.addLayout(self._columns_row, 1)
        self.side_place = SidePlace(self, middle, self._columns_row, self._chat_place, self.write)
        self.side_place.use(settings)
        self._right = right
        self._welcome: QWidget | None = None
        self._sheets: dict[str, QDialog] = {}
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(right, 1)
        self.setCentralWidget(middle)

        # Dragging tells every pixel; only where the hand comes to rest is kept.
        self._dragged = QTimer(self, singleShot=True, interval=400)
        self._dragged.timeout.connect(self._keep_width)
        self.columns.splitterMoved.connect(lambda *_: self._dragged.start())
        self._toast: Toast | None = None
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._system_changed)
        style.watch(self, lambda _tokens: self._set_widths())
        self._open_size()
        self.inbox.list.setFocus()
        self._to_write = False
        self.inbox.chosen.connect(self._chosen)

    @property
    def menu(self) -> SettingsMenu:
        """The menu of the settings; a first paint does without it."""
        if self._menu is None:
            from nobi_desktop.ui.inbox.settings_menu import SettingsMenu

            self._menu = SettingsMenu(self._settings, self)
            self._menu.wanted.connect(self.open_dialog)
        return self._menu

    @property
    def actions_(self) -> Actions:
        """The commands that have a key; a first paint does without them."""
        if self._actions is None:
            from nobi_desktop.ui.window_commands import WindowCommands

            self._actions = WindowCommands(self).actions()
            self._actions.use(self._settings.keys)
        return self._actions

    @property
    def desk(self) -> Desk | None:
        """The desk that is shown and commanded, None before it is attached."""
        return self._desk

    def preview(
        self, rows: Sequence[ConversationRow], shops: Sequence[Shop], counts: InboxCounts
    ) -> None:
        """Show what was kept from the last time, until the desk is here."""
        by_shop = {shop: (unread, due) for shop, unread, due in counts.by_shop}
        tiles = rail(
            ShopRow(shop, ShopStatus(shop.id), *by_shop.get(shop.id, (0, 0))) for shop in shops
        )
        self.rail.preview(tiles)
        self.inbox.preview(rows, tiles, counts)

    def attach(self, desk: Desk, *, settled: bool = True) -> None:
        """Show what `desk` tells, and command it, from now on.

        Where shops are still to come by themselves it is not `settled`, and that there are none is
        not told before `settle`.
        """
        self.close_watches()
        self._desk = desk
        self._settled = settled
        self.actions_.translate()
        self.menu.attach(desk.preferences)
        self.rail.attach(desk)
        self.inbox.attach(desk)
        self.notices.attach(desk.notices)
        self._build_chat()
        self._chat.attach(desk)
        self.side_place.attach(desk)
        self._stops.append(desk.preferences.settings.watch(self._put_on))
        self._stops.append(desk.composer.state.watch(self._composer_bound, now=False))
        self._stops += [
            desk.shops.rows.watch(lambda _rows: self._choose_place(), now=False),
            desk.inbox.loading.watch(lambda _loading: self._choose_place()),
            desk.shops.accepted.watch(lambda told: self.notices.tell_accepted(*told)),
            desk.connecting.state.watch(self._connecting),
            desk.leaving.state.watch(self._leaving),
            desk.inbox.nobody_waits.watch(lambda _: self._nobody_waits()),
        ]

    def say(self, sentence: str) -> None:
        """Say a short line over the window."""
        if self._toast is None:
            from nobi_desktop.ui.toast import Toast

            self._toast = Toast(self)
        self._toast.say(sentence)

    def settle(self) -> None:
        """Whatever shops there are have come."""
        self._settled = True
        self._choose_place()

    def close_watches(self) -> None:
        """Stop listening to the desk."""
        for part in (self._menu, self.rail, self.inbox, self.notices, self._chat, self.side_place):
            if part is not None:
                part.close_watches()
        while self._stops:
            self._stops.pop()()

    def open_dialog(self, name: str, about: str = "") -> None:
        """Open the dialog `name`: `shops`, `groups`, `branches`, `new_branch` for a shop,
        `history`, `tags`, `views`, `rules`, or `shortcuts`.

        `about` is the shop, group, branch, tag or view it begins with.
        """
        if self._desk is None or name in self._sheets:
            return
        from nobi_desktop.ui.dialogs import of_conversations, of_shops

        made = of_conversations if name in of_conversations.NAMES else of_shops
        self._open_sheet(name, made.make(name, self, self._desk, about))

    @property
    def chat(self) -> Any:
        """The chat pane, None before the desk is attached."""
        return self._chat

    def closeEvent(self, event: QCloseEvent) -> None:
        event.accept()
        self.closing.emit()

    def _build_chat(self) -> None:
        if self._chat is not None:
            return
        self._chat = self._chat_factory(self._chat_place)
        layout = QVBoxLayout(self._chat_place)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._chat)
        self._chat.next_wanted.connect(self.next_unanswered)
        self._chat.leave_keys_to(self.actions_.belongs)
        self._chat.show()
        layout.activate()

    def next_unanswered(self) -> None:
        """Open the conversation that must be answered first, to write in it."""
        if self._desk is not None:
            self._to_write = True
            self._desk.inbox.next_waiting()

    def _nobody_waits(self) -> None:
        self._to_write = False
        self.say(t("Everyone has an answer."))

    def _choose_place(self) -> None:
        """Where there is no shop yet, the first step stands in the place of list and chat."""
        desk = self._desk
        if desk is None or (desk.inbox.loading.value and not desk.shops.rows.value):
            return
        empty = self._settled and not (desk.shops.rows.value or desk.inbox.rows.value)
        if empty and self._welcome is None:
            from nobi_desktop.ui.welcome import Welcome

            self._welcome = welcome = Welcome(self.centralWidget())
            welcome.asked.connect(desk.connecting.begin)
            self._right.addWidget(welcome, 1)
        self.columns.setVisible(not empty)
        if self._welcome is not None:
            self._welcome.setVisible(empty)

    def _connecting(self, state: ConnectState) -> None:
        if self._desk is not None and state.step != "closed" and "connect" not in self._sheets:
            from nobi_desktop.ui.dialogs.connect_shop import ConnectShop

            self._open_sheet("connect", ConnectShop(self._above(), self._desk.connecting))

    def _leaving(self, state: LeaveState) -> None:
        if self._desk is not None and state.step != "closed" and "leave" not in self._sheets:
            from nobi_desktop.ui.dialogs.disconnect import Disconnect

            self._open_sheet("leave", Disconnect(self._above(), self._desk.leaving))

    def _above(self) -> QWidget:
        """What a sheet opens over: another sheet of this window where one is open."""
        top = owner = QApplication.activeModalWidget()
        while owner is not None and owner is not self:
            owner = owner.parentWidget()
        return self if top is None or owner is None else top

    def _open_sheet(self, name: str, sheet: QDialog) -> None:
        self._sheets[name] = sheet
        sheet.finished.connect(lambda _result: self._sheets.pop(name, None))
        sheet.destroyed.connect(lambda: self._sheets.pop(name, None))
        sheet.open()

    def _chosen(self) -> None:
        """Whoever opens a conversation goes on by writing in it, as soon as it is there."""
        desk = self._desk
        if desk is not None:
            self._to_write = desk.composer.state.value.key != desk.inbox.opened.value
        self.write()

    def _composer_bound(self, state: ComposerState) -> None:
        if self._to_write and state.key is not None:
            self._to_write = False
            self.write()

    def write(self) -> None:
        """Take the keyboard to the answer."""
        if self._chat is not None:
            self._chat.focus_composer()

    def _put_on(self, settings: Settings) -> None:
        before, self._settings = self._settings, settings
        app = QApplication.instance()
        if isinstance(app, QApplication):
            style.use(app, settings)
        i18n.install(settings.language)
        if self._actions is not None:
            self._actions.use(settings.keys)
        if before is not settings:
            self.side_place.use(settings)
        if before.list_width != settings.list_width:
            self._set_widths()

    def _system_changed(self) -> None:
        # On some desktops this never comes: it is a hint, the setting decides.
        if self._settings.theme == "system":
            self._put_on(self._settings)

    def _set_widths(self) -> None:
        px = theme.current().px
        self.inbox.setMinimumWidth(px(LIST_NARROWEST))
        self.inbox.setMaximumWidth(px(LIST_WIDEST))
        wide = px(self._settings.list_width)
        self.columns.setSizes(
            [wide, max(CHAT_NARROWEST, self.columns.width() - wide - self.columns.handleWidth())]
        )

    def _keep_width(self) -> None:
        width = round(self.inbox.width() / theme.current().zoom)
        if self._desk is not None:
            self._desk.preferences.change(list_width=min(LIST_WIDEST, max(LIST_NARROWEST, width)))

    def _open_size(self) -> None:
        self.setMinimumSize(960, 600)
        screen = QGuiApplication.primaryScreen()
        room = screen.availableGeometry().size() if screen is not None else None
        wide = min(1280, room.width()) if room else 1280
        high = min(820, room.height()) if room else 820
        self.resize(max(960, wide), max(600, high))
