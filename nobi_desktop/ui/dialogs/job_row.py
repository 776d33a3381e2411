"""One job of reading old conversations: how it stands, its figures and what can be done."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from nobi_desktop.domain.history import HistoryJob, JobState
from nobi_desktop.domain.shop import Shop
from nobi_desktop.ui import plain, words, words_history
from nobi_desktop.ui.dialogs.shop_line import Dot
from nobi_desktop.ui.speech import t
from nobi_desktop.ui.theme import style
from nobi_desktop.ui.theme.tokens import Tokens


class JobRow(QFrame):
    """Shows one job of one shop."""

    asked = Signal(str, str)
    """What the seller wants, `pause`, `resume`, `cancel` or `dismiss`, and the job's id."""

    def __init__(self, job: HistoryJob, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "box")
        self.setObjectName(f"job_{plain.one_line(job.id, 40)}")
        self._id = job.id
        self._dot = Dot(self)
        self._shop = plain.ElidedLabel("", "strong", self)
        self._state = plain.Label("", "second", self)
        self._state.setObjectName("jobState")
        self._state.setWordWrap(True)
        self._figures = plain.Label("", "hint", self)
        self._figures.setObjectName("jobFigures")
        self._way = plain.Label("", "hint", self)
        self._way.setObjectName("jobWay")
        for label in (self._figures, self._way):
            label.setProperty("tone", "hint")
            label.setWordWrap(True)
        self._buttons = {name: self._button(name) for name in _commands()}
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self._dot)
        head.addWidget(self._shop, 1, Qt.AlignmentFlag.AlignVCenter)
        for button in self._buttons.values():
            head.addWidget(button)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._column.addLayout(head)
        for label in (self._state, self._figures, self._way):
            self._column.addWidget(label)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        style.watch(self, self._restyle)

    def show_job(self, job: HistoryJob, shop: Shop | None) -> None:
        """Show how `job` stands; `shop` is None where it is gone."""
        name = words.shop_name(shop) if shop is not None else t("A shop that is gone")
        self._dot.show_colour(shop.colour if shop is not None else "")
        self._shop.setText(name)
        told = words_history.state(job)
        left = words_history.estimate(job.seconds_left) if job.state is JobState.RUNNING else ""
        told = f"{told} · {left}" if left else told
        self._state.setText(told)
        self._figures.setText(words_history.figures(job))
        self._way.setText(words_history.way(job))
        tone = {JobState.FAILED: "bad", JobState.WAITING: "warn"}.get(job.state, "second")
        style.mark(self._state, "tone", tone)
        self.setAccessibleName(f"{name}, {told}, {self._figures.text()}")
        can = {
            "pause": job.state in (JobState.RUNNING, JobState.WAITING),
            "resume": job.state in (JobState.PAUSED, JobState.FAILED),
            "cancel": not job.state.ended,
            "dismiss": job.state.ended,
        }
        commands = _commands()
        for command, button in self._buttons.items():
            button.setText(commands[command])
            button.setAccessibleName(f"{commands[command]}: {name}")
            if button.hasFocus() and not can[command]:
                # What takes its place has the keyboard.
                successor = {"pause": "resume", "resume": "pause"}.get(command, "dismiss")
                self._buttons[successor].show()
                self._buttons[successor].setFocus()
            button.setVisible(can[command])

    def _button(self, command: str) -> QPushButton:
        made = QPushButton(self)
        made.setObjectName(f"{command}Job")
        made.setProperty("kind", "quiet")
        made.setAutoDefault(False)
        made.clicked.connect(lambda: self.asked.emit(command, self._id))
        return made

    def _restyle(self, now: Tokens) -> None:
        px = now.px
        self._column.setContentsMargins(px(12), px(4), px(4), px(10))
        for label in (self._shop, self._state, self._figures, self._way):
            label.restyle()


def _commands() -> dict[str, str]:
    return {
        "pause": t("Pause"),
        "resume": t("Resume"),
        "cancel": t("Cancel"),
        "dismiss": t("Remove from this list"),
    }
