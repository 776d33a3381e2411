"""The end of a bubble: when it was said, how it stands, and what the seller can do about it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor

from nobi_desktop.domain.message import Kind, Message, Outgoing, OutgoingState, Role
from nobi_desktop.ui import words
from nobi_desktop.ui.chat.bubbles.sheet import Action, Label, Sheet, Sign
from nobi_desktop.ui.chat.bubbles.text import Block
from nobi_desktop.ui.chat.look import Look
from nobi_desktop.ui.words import t

Tone = Literal["in", "out", "warn", "bad"]
WAITS_AFTER = 6.0
"""Seconds after which a message that has not left yet is said to wait."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A link in the foot: what it does and its words; the first is the one to choose."""

    action: str
    label: str


@dataclass(frozen=True, slots=True)
class Foot:
    """What stands at the end of a bubble. `sign` is empty for none, `state` words beside it."""

    time: str
    tone: Tone
    sign: str = ""
    state: str = ""
    reason: str = ""
    choices: tuple[Choice, ...] = ()

    @property
    def simple(self) -> bool:
        """Whether it is short enough to lie on a picture."""
        return not (self.reason or self.choices) and len(self.state) < 24


def foot_of(row: Message | Outgoing, now: float) -> Foot:
    """What `row` tells of itself at its end, at `now` (UTC seconds)."""
    time = words.clock_time(row.created)
    if isinstance(row, Message):
        ours = row.role in (Role.CUSTOMER_SERVICE, Role.SHOP, Role.ROBOT, Role.SYSTEM)
        mark = "tick" if row.role in (Role.CUSTOMER_SERVICE, Role.SHOP) else ""
        return Foot(time, "out" if ours else "in", mark)
    return _outgoing(row, time, now)


def _outgoing(row: Outgoing, time: str, now: float) -> Foot:
    discard = Choice("discard", t("Discard"))
    state = words.outgoing(row.state)
    match row.state:
        case OutgoingState.SENT | OutgoingState.CONFIRMED:
            return Foot(time, "out", "tick")
        case OutgoingState.QUEUED if now - row.created <= WAITS_AFTER:
            # Most messages leave at once: two words in one second would only flicker.
            return Foot(time, "out", "clock", words.outgoing(OutgoingState.SENDING))
        case OutgoingState.RETRY_WAIT:
            again = t("will try again at {time}", time=words.clock_time(row.next_at))
            return Foot(time, "out", "clock", again, choices=(Choice("retry", t("Send now")),))
        case OutgoingState.BLOCKED_AUTH:
            return Foot(time, "warn", "lock", state)
        case OutgoingState.UNCONFIRMED:
            check = Choice("check", t("Check again"))
            again_choice = Choice("retry", t("Send again"))
            if row.confirmed_by == "probable":
                # The shop's first sends: an equal message is there, but whose, is not known yet.
                reason = t("The same message stands above, so it probably arrived.")
                known = Choice("discard", t("It arrived"))
                return Foot(time, "warn", "warn", state, reason, (known, again_choice))
            return Foot(time, "warn", "warn", state, choices=(check, again_choice, discard))
        case OutgoingState.REJECTED:
            edit = (Choice("edit", t("Edit and send")),) if row.kind is Kind.TEXT else ()
            reason = words.refusal(row.error_code, row.error_text)
            return Foot(time, "bad", "bad", state, reason, (*edit, discard))
        case OutgoingState.QUARANTINED:
            reason = t("This message can no longer be read. It is kept here and will not be sent.")
            return Foot(time, "bad", "bad", words.outgoing(OutgoingState.REJECTED), reason)
        case _:
            return Foot(time, "out", "clock", state)


def ink(tone: Tone, look: Look) -> QColor:
    """The colour of the foot's words on the ground of `tone`."""
    tokens = look.tokens
    return {"in": tokens.text_3, "out": tokens.text_3, "warn": tokens.warn, "bad": tokens.bad}[tone]


def lay(foot: Foot, width: float, look: Look, *, on_picture: bool = False) -> Sheet:
    """`foot` in lines of at most `width`; `width` of the sheet is what it really takes."""
    sheet = Sheet()
    colour = QColor(255, 255, 255) if on_picture else ink(foot.tone, look)
    top = 0.0
    if foot.reason:
        reason = Block(foot.reason, look.type("hint"), colour, width)
        sheet.add(reason)
        top = math.ceil(reason.height) + 2
        sheet.width = math.ceil(reason.width)
    rows: list[list[tuple[Label | Sign, float]]] = [[]]
    used = 0.0
    kind = look.type("label")
    gap = kind.metrics.horizontalAdvance(" ")

    def place(pieces: list[tuple[Label | Sign, float]], before: float) -> None:
        nonlocal used
        wide = sum(size for _, size in pieces)
        if rows[-1] and used + before + wide > width:
            rows.append([])
            used = 0.0
            before = 0.0
        elif not rows[-1]:
            before = 0.0
        for place_, (piece, size) in enumerate(pieces):
            lead = before if place_ == 0 else 0.0
            rows[-1].append((piece, lead))
            used += lead + size

    time = Label(foot.time, kind, colour)
    place([(time, time.width)], 0)
    side = look.px(12)
    sign_colour = colour
    if foot.sign == "tick" and not on_picture:
        sign_colour = look.tokens.good
    state: list[tuple[Label | Sign, float]] = []
    if foot.sign:
        state.append((Sign(foot.sign, QRectF(0, 0, side, side), sign_colour), side + gap))
    if foot.state:
        words_ = Label(foot.state, kind, colour)
        state.append((words_, words_.width))
    elif foot.sign:
        state[-1] = (state[-1][0], side)
    if state:
        place(state, gap)
    for number, choice in enumerate(foot.choices):
        role = look.type("label_strong" if number == 0 else "label")
        label = Label(choice.label, role, colour)
        label.action = sheet.act(Action(choice.action, choice.label))
        dot = Label("·", kind, colour)
        lead: list[tuple[Label | Sign, float]] = [(label, label.width)]
        if number or foot.state:
            lead.insert(0, (dot, dot.width + gap))
        place(lead, gap)
    height = float(kind.line)
    right = max(sheet.width, max(_width(row, side, gap) for row in rows))
    for row in rows:
        # A separator at the start of a line separates nothing.
        if isinstance(row[0][0], Label) and row[0][0].text == "·":
            del row[0]
        x = right - _width(row, side, gap)
        for piece, before in row:
            x += before
            if isinstance(piece, Sign):
                piece.move(x, top + (height - side) / 2)
                alone = piece is row[-1][0]
                x += side + (0 if alone else gap)
            else:
                piece.move(x, top)
                if piece.action >= 0:
                    sheet.actions[piece.action].rects.append(QRectF(x, top, piece.width, height))
                x += piece.width + (gap if piece.text == "·" else 0)
            sheet.add(piece)
        top += height
    sheet.width = math.ceil(right)
    sheet.height = math.ceil(top)
    sheet.foot = QRectF(0, 0, sheet.width, sheet.height)
    return sheet


def _width(row: list[tuple[Label | Sign, float]], side: float, gap: float) -> float:
    total = 0.0
    for number, (piece, before) in enumerate(row):
        if isinstance(piece, Sign):
            total += before + side + (gap if number < len(row) - 1 else 0)
        elif piece.text == "·":
            # At the start of a line it is left out.
            total += 0 if number == 0 else before + piece.width + gap
        else:
            total += (0 if number == 0 else before) + piece.width
    return total
