"""News reach every watcher, once, until it stops watching."""

from __future__ import annotations

import logging

import pytest

from nobi_desktop.flow.news import Fact, News


def test_each_watcher_hears_each_piece_of_news_once() -> None:
    news: News[int] = News()
    first: list[int] = []
    second: list[int] = []
    news.watch(first.append)
    stop = news.watch(second.append)
    news.tell(1)
    stop()
    stop()
    news.tell(2)
    assert (first, second) == ([1, 2], [1])


def test_a_failing_watcher_does_not_silence_the_others(caplog: pytest.LogCaptureFixture) -> None:
    news: News[int] = News()
    heard: list[int] = []

    def fail(_: int) -> None:
        raise RuntimeError("broken watcher")

    news.watch(fail)
    news.watch(heard.append)
    with caplog.at_level(logging.ERROR):
        news.tell(7)
    assert heard == [7]
    assert "a watcher of news failed" in caplog.text


def test_a_watcher_that_is_stopped_while_news_are_told_hears_no_more() -> None:
    news: News[int] = News()
    heard: list[int] = []
    stops = []
    news.watch(lambda _: stops[0]())
    stops.append(news.watch(heard.append))
    news.tell(1)
    assert heard == []


def test_a_fact_tells_only_what_differs() -> None:
    fact = Fact(1)
    heard: list[int] = []
    fact.watch(heard.append)
    fact.set(1)
    fact.set(2)
    assert heard == [1, 2]
    assert fact.value == 2


def test_a_fact_can_be_watched_for_later_values_only() -> None:
    fact = Fact("a")
    heard: list[str] = []
    fact.watch(heard.append, now=False)
    assert heard == []
