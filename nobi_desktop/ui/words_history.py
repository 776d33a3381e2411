"""The words of reading old conversations: jobs, their figures, what holds them up, coverage."""

from __future__ import annotations

from nobi_desktop.domain.history import Coverage, HistoryJob, JobState
from nobi_desktop.domain.shop import ShopState
from nobi_desktop.ui import plain, times, words
from nobi_desktop.ui.speech import t


def not_loaded(code: str) -> str:
    """Why messages of the open conversation could not be read, in one sentence."""
    return {
        "budget": t("Today's calls are used up; older messages come tomorrow"),
        "offline": t("TikTok Shop cannot be reached"),
        "sign_in": t("This shop has to sign in before more can be loaded"),
        "paused_shop": t("This shop is paused, so nothing is loaded"),
        "disk_full": t("The disk is full. Make room, or nothing new can be kept."),
    }.get(code) or t("Older messages could not be loaded")


def state(job: HistoryJob) -> str:
    """How a job stands, in one sentence."""
    if job.state is JobState.WAITING:
        return _waits(job.code)
    if job.state is JobState.FAILED:
        return _failed(job.code)
    if job.state is JobState.PAUSED and job.code == "disconnected":
        return t("Paused: the shop is disconnected")
    if job.state is JobState.DONE and job.code:
        return t("Done; TikTok does not give out some of the conversations")
    return {
        JobState.RUNNING: t("Reading"),
        JobState.PAUSED: t("Paused"),
        JobState.DONE: t("Done"),
        JobState.CANCELLED: t("Cancelled; what was read stays"),
    }[job.state]


def _waits(code: str) -> str:
    known = {
        "budget": t("Today's calls for this are used up; it goes on tomorrow by itself"),
        "offline": t("No connection; it goes on by itself"),
        "sign_in": t("Waits until the shop has signed in again"),
        "paused_shop": t("The shop is paused; it goes on when you resume the shop"),
        "disk_full": t("The disk is full. Make room, or nothing new can be kept."),
    }
    if code in known:
        return known[code]
    if code in set(ShopState):
        return t("Waits for the shop: {state}", state=words.state_name(ShopState(code)))
    return t("Waits; it goes on by itself")


def _failed(code: str) -> str:
    if code in set(ShopState):
        return t("Did not work: {state}", state=words.state_name(ShopState(code)))
    if code and code != "internal":
        return t("It did not work ({code}).", code=plain.one_line(code, 40))
    return t("Something went wrong inside Nobi. What was read stays; resume it to go on.")


def figures(job: HistoryJob) -> str:
    """What a job has read so far, in one line."""
    # Of a conversation that is being read, some figures come before the others.
    messages = max(job.messages, job.new_messages)
    if not (job.conversations or messages):
        return t("Nothing read yet")
    said = t("{n} conversations", n=job.conversations)
    said += " · " + t("{n} messages", n=messages)
    if job.new_messages:
        said += " · " + t("{n} new", n=job.new_messages)
    return said


def way(job: HistoryJob) -> str:
    """Where a job has come to and where it goes, in one line."""
    goal = t("to the beginning") if job.until <= 0 else t("to {day}", day=times.date_of(job.until))
    if job.reached <= 0:
        return t("Goes back {goal}", goal=goal)
    day = times.date_of(job.reached)
    if job.state is JobState.DONE:
        return t("Reached {day}", day=day)
    return t("Reached {day}, goes back {goal}", day=day, goal=goal)


def estimate(seconds: int) -> str:
    """How long a job will still take, as far as one can tell; empty where one cannot."""
    if seconds < 0:
        return ""
    minutes = max(1, round(seconds / 60))
    if minutes < 90:
        return t("about {n} minutes left", n=minutes)
    if minutes < 60 * 36:
        return t("about {n} hours left", n=round(minutes / 60))
    return t("about {n} days left", n=round(minutes / (60 * 24)))


def coverage(how: Coverage | None) -> str:
    """How far back a shop's messages are complete, in one line."""
    if how is None or how.since < 0:
        return t("Not checked yet")
    said = t("Whole history is here")
    if how.since > 0:
        said = t("Complete back to {time}", time=times.point(how.since))
    return f"{said} · {t('{n} gaps', n=how.holes)}" if how.holes else said
