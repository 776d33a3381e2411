"""The desk's parts for triage made of facts alone: they remember commands and tell new values."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from nobi_desktop.domain.conversation import ConversationRow
from nobi_desktop.domain.history import Coverage, HistoryJob, JobState
from nobi_desktop.domain.ids import ConversationKey, TagId
from nobi_desktop.domain.query import InboxQuery, SavedView
from nobi_desktop.domain.response import ShopRate
from nobi_desktop.domain.search import FindState, SearchState
from nobi_desktop.domain.tag import TAG_COLOURS, Note, Tag, UndoOffer
from nobi_desktop.flow.news import Fact

Keys = Collection[ConversationKey]


class Tags:
    def __init__(self) -> None:
        self.rows: Fact[tuple[Tag, ...]] = Fact(())
        self.counts: Fact[tuple[tuple[TagId, int], ...]] = Fact(())
        self.calls: list[tuple[Any, ...]] = []

    def problem(self, name: str, but: str = "") -> str:
        if not name.strip():
            return "no_name"
        taken = any(
            row.name.casefold() == name.strip().casefold() and row.id != but
            for row in self.rows.value
        )
        return "taken" if taken else ""

    def create(self, name: str, colour: str = "") -> TagId:
        if self.problem(name):
            return ""
        place = len(self.rows.value)
        colour = colour or TAG_COLOURS[place % len(TAG_COLOURS)]
        made = Tag(f"t{place + 1}", name.strip(), colour, place)
        self.rows.set((*self.rows.value, made))
        return made.id

    def create_for(self, name: str, keys: Keys) -> TagId:
        made = self.create(name)
        if made:
            self.assign(keys, made)
        return made

    def change(self, tag: Tag) -> None:
        self.rows.set(tuple(tag if row.id == tag.id else row for row in self.rows.value))

    def delete(self, tag: TagId) -> None:
        self.calls.append(("delete", tag))
        self.rows.set(tuple(row for row in self.rows.value if row.id != tag))

    def merge(self, source: TagId, target: TagId) -> None:
        self.calls.append(("merge", source, target))
        self.rows.set(tuple(row for row in self.rows.value if row.id != source))

    def arrange(self, order: Sequence[str]) -> None:
        self.calls.append(("arrange", *order))

    def assign(self, keys: Keys, tag: TagId) -> None:
        self.calls.append(("assign", tuple(keys), tag))

    def remove(self, keys: Keys, tag: TagId) -> None:
        self.calls.append(("remove", tuple(keys), tag))

    def toggle(self, keys: Keys, tag: TagId) -> None:
        self.calls.append(("toggle", tuple(keys), tag))


class Marks:
    def __init__(self) -> None:
        self.calls: list[tuple[Any, ...]] = []

    def mark_unread(self, keys: Keys) -> None:
        self.calls.append(("mark_unread", tuple(keys)))

    def mark_read(self, keys: Keys) -> None:
        self.calls.append(("mark_read", tuple(keys)))

    def settle(self, keys: Keys) -> None:
        self.calls.append(("settle", tuple(keys)))

    def unsettle(self, keys: Keys) -> None:
        self.calls.append(("unsettle", tuple(keys)))

    def remind(self, keys: Keys, at: float) -> None:
        self.calls.append(("remind", tuple(keys), at))

    def forget(self, keys: Keys) -> None:
        self.calls.append(("forget", tuple(keys)))


class Notes:
    LONGEST = 4000

    def __init__(self) -> None:
        self.note: Fact[Note | None] = Fact(None)
        self.saved: list[tuple[str, str]] = []

    def save(self, text: str, buyer: str) -> None:
        self.saved.append((text, buyer))


class Views:
    def __init__(self) -> None:
        self.rows: Fact[tuple[SavedView, ...]] = Fact(())
        self.opened: list[str] = []

    def problem(self, name: str, but: str = "") -> str:
        if not name.strip():
            return "no_name"
        taken = any(row.name == name.strip() and row.id != but for row in self.rows.value)
        return "taken" if taken else ""

    def create(self, name: str, query: InboxQuery) -> str:
        if self.problem(name):
            return ""
        made = SavedView(f"v{len(self.rows.value) + 1}", name.strip(), query)
        self.rows.set((*self.rows.value, made))
        return made.id

    def change(self, view: SavedView) -> None:
        self.rows.set(tuple(view if row.id == view.id else row for row in self.rows.value))

    def delete(self, view: str) -> None:
        self.rows.set(tuple(row for row in self.rows.value if row.id != view))

    def arrange(self, order: Sequence[str]) -> None: ...

    def open(self, view: str) -> None:
        self.opened.append(view)


class Undo:
    def __init__(self) -> None:
        self.offer: Fact[UndoOffer | None] = Fact(None)
        self.taken: list[int] = []

    def take(self, number: int) -> None:
        self.taken.append(number)
        self.offer.set(None)

    def dismiss(self) -> None:
        self.offer.set(None)


class Due:
    def __init__(self) -> None:
        self.rows: Fact[tuple[ConversationRow, ...]] = Fact(())
        self.count: Fact[int] = Fact(0)
        self.reminders: Fact[tuple[ConversationRow, ...]] = Fact(())
        self.rates: Fact[tuple[ShopRate, ...]] = Fact(())
        self.at: Fact[float] = Fact(1_767_225_600.0)


class Search:
    def __init__(self) -> None:
        self.state: Fact[SearchState] = Fact(SearchState())
        self.asked: list[str] = []
        self.opened: list[Any] = []
        self.mores = 0

    def look_for(self, words: str) -> None:
        self.asked.append(words)
        self.state.set(SearchState(words=words, loading=bool(words)))

    def more(self) -> None:
        self.mores += 1

    def open(self, hit: Any) -> None:
        self.opened.append(hit)


class Find:
    def __init__(self) -> None:
        self.state: Fact[FindState] = Fact(FindState())
        self.calls: list[str] = []

    def begin(self) -> None:
        self.state.set(FindState(open=True))

    def look_for(self, words: str) -> None:
        self.state.set(replace(self.state.value, words=words))

    def next(self) -> None:
        self.calls.append("next")

    def previous(self) -> None:
        self.calls.append("previous")

    def close(self) -> None:
        self.state.set(FindState())


class History:
    def __init__(self) -> None:
        self.jobs: Fact[tuple[HistoryJob, ...]] = Fact(())
        self.coverage: Fact[tuple[Coverage, ...]] = Fact(())
        self.syncing: Fact[Any] = Fact(None)
        self.calls: list[tuple[Any, ...]] = []

    def start(self, shops: Collection[str], until: int) -> None:
        self.calls.append(("start", tuple(sorted(shops)), until))

    def pause(self, job: str) -> None:
        self._move("pause", job, JobState.PAUSED)

    def resume(self, job: str) -> None:
        self._move("resume", job, JobState.RUNNING)

    def cancel(self, job: str) -> None:
        self._move("cancel", job, JobState.CANCELLED)

    def dismiss(self, job: str) -> None:
        self.calls.append(("dismiss", job))
        self.jobs.set(tuple(row for row in self.jobs.value if row.id != job))

    def sync_messages(self) -> None:
        self.calls.append(("sync_messages",))

    def stop_messages(self) -> None:
        self.calls.append(("stop_messages",))

    def _move(self, command: str, job: str, state: JobState) -> None:
        self.calls.append((command, job))
        self.jobs.set(
            tuple(replace(row, state=state) if row.id == job else row for row in self.jobs.value)
        )
