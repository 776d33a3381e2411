"""Words for moments: the seller's own time zone is asked each time, never kept."""

from __future__ import annotations

import time
from datetime import date, datetime

from nobi_desktop.ui.speech import t


def now() -> float:
    """This moment in UTC seconds since 1970."""
    return time.time()


def local(utc: float) -> datetime:
    """`utc` (seconds since 1970) in the zone the computer is in at this moment."""
    # The C library may remember a zone; a laptop that travels, or a clock change, must count.
    if hasattr(time, "tzset"):
        time.tzset()
    try:
        return datetime.fromtimestamp(utc).astimezone()
    except (OverflowError, OSError, ValueError):
        return datetime.fromtimestamp(0).astimezone()


def clock_time(utc: float, *, seconds: bool = False) -> str:
    """The time of day, as 14:05 or 14:05:30."""
    return local(utc).strftime("%H:%M:%S" if seconds else "%H:%M")


def list_time(utc: float, at: float | None = None) -> str:
    """How a list tells a moment: 14:05, yesterday, a weekday, 20/11 or 20/11/2025."""
    if utc <= 0:
        return ""
    moment, today = local(utc), local(now() if at is None else at).date()
    days = (today - moment.date()).days
    if days == 0:
        return moment.strftime("%H:%M")
    if days == 1:
        return t("Yesterday")
    if 1 < days < 7:
        return short_weekday(moment.date())
    return _short_date(moment.date(), today)


def date_of(utc: float, at: float | None = None) -> str:
    """The day of a moment in figures: 20/11, or 20/11/2025 where the year is another."""
    return _short_date(local(utc).date(), local(now() if at is None else at).date())


def day(when: date, at: float | None = None) -> str:
    """How a separator between days tells `when`."""
    today = local(now() if at is None else at).date()
    days = (today - when).days
    if days == 0:
        return t("Today")
    if days == 1:
        return t("Yesterday")
    weekday = long_weekday(when)
    if 1 < days < 7:
        return weekday
    if when.year == today.year:
        return t("{weekday}, {day} {month}", weekday=weekday, day=when.day, month=month(when))
    return t(
        "{weekday}, {day} {month} {year}",
        weekday=weekday,
        day=when.day,
        month=month(when),
        year=when.year,
    )


def moment(utc: float) -> str:
    """A moment told whole, for tips and screen readers: the day and the time of day."""
    then = local(utc)
    return t("{day} at {time}", day=day(then.date()), time=then.strftime("%H:%M"))


def point(utc: float) -> str:
    """A moment in figures: 03/10 09:12; the time alone where it is today."""
    if is_today(utc):
        return clock_time(utc)
    return f"{date_of(utc)} {clock_time(utc)}"


def waiting(since: float, at: float | None = None) -> str:
    """For how long a buyer has been waiting, in the largest whole unit."""
    minutes = int(max(0.0, (now() if at is None else at) - since) // 60)
    if minutes < 1:
        return t("just now")
    if minutes < 60:
        return t("{n} min", n=minutes)
    if minutes < 60 * 48:
        return t("{n} h", n=minutes // 60)
    return t("{n} days", n=minutes // (60 * 24))


def reminder_time(utc: float, at: float | None = None) -> str:
    """When a reminder comes: the time of day, with its day where that is not today."""
    then = clock_time(utc)
    days = (local(utc).date() - local(now() if at is None else at).date()).days
    if days == 0:
        return then
    if days == 1:
        return t("tomorrow {time}", time=then)
    return f"{date_of(utc, at)} {then}"


def is_today(utc: float, at: float | None = None) -> bool:
    """Whether `utc` falls on this day, where the computer is."""
    return local(utc).date() == local(now() if at is None else at).date()


def _short_date(when: date, today: date) -> str:
    if when.year == today.year:
        return f"{when.day:02}/{when.month:02}"
    return f"{when.day:02}/{when.month:02}/{when.year}"


def short_weekday(when: date) -> str:
    """The weekday as a list has room for it."""
    return (
        t("Mon"),
        t("Tue"),
        t("Wed"),
        t("Thu"),
        t("Fri"),
        t("Sat"),
        t("Sun"),
    )[when.weekday()]


def long_weekday(when: date) -> str:
    """The weekday in full."""
    return (
        t("Monday"),
        t("Tuesday"),
        t("Wednesday"),
        t("Thursday"),
        t("Friday"),
        t("Saturday"),
        t("Sunday"),
    )[when.weekday()]


def month(when: date) -> str:
    """The month as it stands after the day of the month."""
    return (
        t("January"),
        t("February"),
        t("March"),
        t("April"),
        t("May"),
        t("June"),
        t("July"),
        t("August"),
        t("September"),
        t("October"),
        t("November"),
        t("December"),
    )[when.month - 1]
