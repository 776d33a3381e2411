"""The words of the doctor's report; they need neither a window nor, in English, Qt."""

from __future__ import annotations

from collections.abc import Callable

from nobi_desktop.domain.finding import Check, Failure, Finding, Report, ShopFindings
from nobi_desktop.domain.keys import Purpose
from nobi_desktop.ui import clean, times
from nobi_desktop.ui.speech import t

_FAILURES = {failure.value for failure in Failure}
_LONG = 400
_UNREAD = ("shape", "damaged", "busy", "read_only", "disk_full")


def working() -> str:
    """While the examination goes on, to whoever waits for it."""
    return t("Looking at this computer and at your shops; it can take a minute…")


def heading(report: Report, version: str) -> str:
    """The first line: what made the report, and when."""
    return t("Nobi Desktop {version}: examination of {when}", version=version, when=_at(report.at))


def section(name: str) -> str:
    """The name of a part of the report: `computer` or `network`."""
    return {"computer": t("This computer"), "network": t("Connection to TikTok")}[name]


def shop_title(shop: ShopFindings) -> str:
    """The line above a shop's findings."""
    tail = clean.one_line(shop.shop)[-4:]
    region = clean.one_line(shop.region, 10)
    return t("Shop {name} ({region}, id …{tail})", name=_name(shop), region=region, tail=tail)


def title(finding: Finding) -> str:
    """What was looked at, in a word or two."""
    name = _titles()[finding.check]
    if finding.purpose is Purpose.CHAT:
        return t("{what} (chat)", what=name)
    if finding.purpose is Purpose.COMMERCE:
        return t("{what} (orders)", what=name)
    return name


def sentence(finding: Finding) -> str:
    """How it turned out, in one sentence."""
    if _has_failed(finding):
        return _failed(finding)
    return _SENTENCES[finding.check](finding)


def advice(finding: Finding) -> str:
    """What to do about it, in one sentence; empty where there is nothing to do."""
    if not finding.mark.needs_care:
        return ""
    if _has_failed(finding):
        return _failure_advice(finding)
    return _advice().get((finding.check, finding.code), "")


def tiktoks_own(finding: Finding) -> tuple[str, ...]:
    """TikTok's number and words, and what its support asks for, each on a line of its own."""
    answer = finding.answer
    if answer is None:
        return ()
    said = []
    if answer.number:
        text = clean.one_line(answer.text, _LONG)
        number = clean.one_line(answer.number, 40)
        said.append(t("code {number}", number=number) + (f" “{text}”" if text else ""))
    if answer.request_id and (answer.number or finding.check is Check.CONVERSATIONS):
        said.append(t("request {id}", id=clean.one_line(answer.request_id, 100)))
    return tuple(said)


def summary(report: Report) -> str:
    """The last line: whether all is well, else who needs the seller."""
    shops = [shop for shop in report.shops if shop.is_connected]
    unasked = [shop for shop in shops if shop.was_unreachable]
    rest = [shop for shop in shops if shop.needs_care and not shop.was_unreachable]
    fine = len(shops) - len(unasked) - len(rest)
    said = []
    if not shops:
        said.append(t("No shop is connected here."))
    if fine:
        said.append(t("{n} shops are fine.", n=fine))
    if rest:
        names = ", ".join(map(_name, rest))
        said.append(t("{n} shops need you: {names}.", n=len(rest), names=names))
    if unasked:
        names = ", ".join(map(_name, unasked))
        said.append(t("{n} shops could not be asked about: {names}.", n=len(unasked), names=names))
    own = [f for f in (*report.computer, *report.network) if f.mark.needs_care]
    if own:
        names = ", ".join(title(finding) for finding in own)
        said.append(t("Besides the shops, look at: {names}.", names=names))
    return " ".join(said)


def no_such_shop(wanted: str, names: tuple[str, ...]) -> str:
    """Why nothing was examined: no shop is called so."""
    asked = clean.one_line(wanted, 60)
    known = ", ".join(clean.name(name, "?") for name in names)
    if not known:
        return t("No shop is called {wanted}; none is connected here.", wanted=asked)
    return t("No shop is called {wanted}. There are: {names}.", wanted=asked, names=known)


def _titles() -> dict[Check, str]:
    return {
        Check.PROGRAM: t("Program"),
        Check.SYSTEM: t("System"),
        Check.SQLITE: "SQLite",
        Check.FOLDER: t("Data folder"),
        Check.DISK: t("Disk"),
        Check.MODES: t("File access"),
        Check.SELLER_FILE: t("Your own data"),
        Check.COPY_FILE: t("Copy of TikTok"),
        Check.RECORDS: t("List of shops"),
        Check.BACKUP: t("Backup"),
        Check.LOG: t("Log"),
        Check.KEYRING: t("Keyring"),
        Check.PROXY: "Proxy",
        Check.API_HOST: t("TikTok's API"),
        Check.AUTH_HOST: t("Sign-in"),
        Check.CLOCK: t("Clock"),
        Check.STANDING: t("State"),
        Check.APP: t("App"),
        Check.TOKENS: t("Token"),
        Check.AUTHORIZATION: t("Authorization"),
        Check.SCOPES: t("Scopes"),
        Check.QUOTA: t("Calls today"),
        Check.GRANTED: t("Shops granted"),
        Check.ACCEPTING: t("Takes chats"),
        Check.CONVERSATIONS: t("Conversations"),
        Check.MESSAGES: t("Messages"),
        Check.ORDERS: t("Orders"),
        Check.PRODUCTS: t("Products"),
        Check.CALLS: t("This check"),
    }


# -- this computer ------------------------------------------------------------------------------


def _program(f: Finding) -> str:
    qt = f.text("qt") or "?"
    return f"Nobi {f.text('nobi')}, Python {f.text('python')}, Qt {qt}"


def _system(f: Finding) -> str:
    return f"{clean.one_line(f.text('name'), 80)}, {clean.one_line(f.text('machine'), 40)}"


def _sqlite(f: Finding) -> str:
    version = f.text("version")
    if f.code == "fixed":
        return version
    return t("{version}; 3.51.3 mends a rare fault in it that Nobi stays clear of", version=version)


def _folder(f: Finding) -> str:
    path = clean.one_line(f.text("path"), _LONG)
    return {
        "there": path,
        "new": t("{path} is not there: Nobi has not been started with it", path=path),
        "closed": t("{path} may not be read and written by you", path=path),
    }[f.code]


def _disk(f: Finding) -> str:
    if f.code == "unknown":
        return t("how much is free cannot be told")
    free, total = _bytes(f.number("free")), _bytes(f.number("total"))
    return t("{free} of {total} are free", free=free, total=total)


def _modes(f: Finding) -> str:
    if f.code == "private":
        return t("folder and databases are for you alone")
    names = clean.one_line(f.text("names"))
    return t("other users of this computer may read: {names}", names=names)


def _file(f: Finding) -> str:
    size, version, ours = _bytes(f.number("size")), f.text("version"), f.text("ours")
    return {
        "sound": t(
            "sound, version {version}, {size}, checked in {time}",
            version=version,
            size=size,
            time=_seconds(f.number("seconds")),
        ),
        "older": t(
            "sound, of an older Nobi (version {version}, now {ours}); "
            "the next start brings it up to date",
            version=version,
            ours=ours,
        ),
        "newer": t(
            "saved by a newer Nobi (version {version}, this one knows {ours})",
            version=version,
            ours=ours,
        ),
        "damaged": t("damaged"),
        "busy": t("locked by another program, so it could not be checked"),
        "unreadable": t("may not be read"),
        "gone": t("gone or empty, though it was there before"),
        "none_yet": t("none yet"),
    }[f.code]


def _records(f: Finding) -> str:
    return t("the shops cannot be read from it ({code})", code=clean.one_line(f.code, 40))


def _backup(f: Finding) -> str:
    if f.code == "none":
        return t("none yet; Nobi makes the first one soon after it was started")
    when = _at(f.number("at"))
    if f.code == "old":
        return t("the last one is of {when}, and much has changed since", when=when)
    return t("the last one is of {when}", when=when)


def _log(f: Finding) -> str:
    path = clean.one_line(f.text("path"), _LONG)
    if f.code == "none":
        return t("none yet; it will be {path}", path=path)
    return t("{path}, {size}", path=path, size=_bytes(f.number("size")))


def _keyring(f: Finding) -> str:
    name, before = (
        clean.one_line(f.text(value), 80).removeprefix("keyring.backends.")
        for value in ("name", "before")
    )
    return {
        "in_use": name,
        "changed": t("{name}, but the keys were put into {before}", name=name, before=before),
        "practice": t("practice keys live in memory; yours was not touched"),
        "missing": t("this computer has none, so keys last only until Nobi is closed"),
        "insecure": t("the one found here shows or loses secrets; Nobi does not use it"),
        "locked": t("{name} is locked", name=name or t("the keyring")),
    }.get(f.code) or t(
        "{name} does not answer ({code})",
        name=name or t("the keyring"),
        code=clean.one_line(f.code, 40),
    )


# -- the way to TikTok --------------------------------------------------------------------------


def _proxy(f: Finding) -> str:
    return t("none") if f.code == "none" else clean.one_line(f.text("names"))


def _host(f: Finding) -> str:
    seconds = f.answer.seconds if f.answer else 0.0
    host = clean.one_line(f.text("host"), 80)
    return t("{host} answers in {time}", host=host, time=_seconds(seconds))


def _clock(f: Finding) -> str:
    if f.code == "unknown":
        return t("could not be compared with TikTok's")
    span = _span(f.number("seconds"))
    return {
        "right": t("right (differs from TikTok's by {span})", span=span),
        "ahead": t("{span} ahead of TikTok's", span=span),
        "behind": t("{span} behind TikTok's", span=span),
    }[f.code]


# -- a shop -------------------------------------------------------------------------------------


def _standing(f: Finding) -> str:
    return {
        "paused": t("you have paused it: it is neither read nor written to"),
        "internal": t("the check itself failed ({kind})", kind=clean.one_line(f.text("kind"), 60)),
        "disconnected": t("disconnected; its history is kept, and there is nothing to check"),
    }[f.code]


def _app(f: Finding) -> str:
    tail = clean.one_line(f.text("tail"), 8)
    return {
        "app": t("app key …{tail}, and its secret is there", tail=tail),
        "no_secret": t("app key …{tail}, but its secret is not in the keyring", tail=tail),
        "keyring": t("app key …{tail}; the keyring does not give its secret", tail=tail),
        "unknown": t("no app is recorded for this shop"),
    }[f.code]


def _tokens(f: Finding) -> str:
    left, renewed = _span(f.number("left")), _at(f.number("renewed"))
    return {
        "good": t("good for {left} more, renewed from {when} on", left=left, when=renewed),
        "due": t("good for {left} more; Nobi renews it as soon as it runs", left=left),
        "expired": t("ended {ago} ago; Nobi renews it as soon as it runs", ago=_ago(f)),
        "cut_off": t(
            "a renewal begun on {when} was cut off; Nobi settles it when it runs",
            when=_at(f.number("at")),
        ),
        "lost": t("not in the keyring"),
    }[f.code]


def _ago(f: Finding) -> str:
    return _span(f.number("ago"))


def _authorization(f: Finding) -> str:
    when = _at(f.number("at"))
    return {
        "until": t("until {when} at least", when=when),
        "soon": t("ends on {when}", when=when),
        "ended": t("ended on {when}", when=when),
        "unknown": t("its end is not known"),
    }[f.code]


def _scopes(f: Finding) -> str:
    names = clean.one_line(f.text("names"), _LONG)
    return {
        "granted": t("{n} granted, all that Nobi needs among them", n=int(f.number("count"))),
        "lacking": t("not granted: {names}", names=names),
        "unknown": t("not noted when it was connected; the answers below tell"),
    }[f.code]


def _quota(f: Finding) -> str:
    used, daily = f.text("used"), f.text("daily")
    return {
        "left": t("about {used} of {daily} are used", used=used, daily=daily),
        "nearly": t(
            "about {used} of {daily} are used; Nobi asks less often", used=used, daily=daily
        ),
        "spent": t("TikTok says they are used up; it goes on at {when}", when=_at(f.number("at"))),
        "unknown": t("nothing is noted for today"),
    }[f.code]


def _granted(f: Finding) -> str:
    count = int(f.number("count"))
    return {
        "granted": t("{n} shops by this authorization, this one among them", n=count),
        "other_shops": t("{n} shops by this authorization, but not this one", n=count),
        "other_cipher": t("this one is granted, but under another cipher than we have"),
    }[f.code]


def _accepting(f: Finding) -> str:
    if f.code == "yes":
        return t("yes, TikTok hands new conversations to this account")
    return t("no, TikTok does not hand new conversations to this account")


def _conversations(f: Finding) -> str:
    if f.code == "no_app":
        return t("no app is connected that may read chats")
    if f.code == "none":
        return t("the list is empty ({time})", time=_took(f))
    said = t(
        "{n} on the first page, newest {when} ({time})",
        n=int(f.number("count")),
        when=_at(f.number("newest")),
        time=_took(f),
    )
    skipped = int(f.number("skipped"))
    return f"{said}; {t('{n} could not be read', n=skipped)}" if skipped else said


def _messages(f: Finding) -> str:
    if f.code == "none":
        return t("the newest conversation has none ({time})", time=_took(f))
    said = t(
        "{n} of the newest conversation: {kinds} ({time})",
        n=int(f.number("count")),
        kinds=clean.one_line(f.text("kinds")) or "?",
        time=_took(f),
    )
    broken = int(f.number("broken"))
    return f"{said}; {t('{n} could not be read', n=broken)}" if broken else said


def _listed(f: Finding) -> str:
    if f.code == "no_app":
        return t("no app is connected that may read orders and products")
    return t(
        "{count} on the first page, {total} in all ({time})",
        count=f.text("count"),
        total=f.text("total"),
        time=_took(f),
    )


def _calls(f: Finding) -> str:
    if f.code == "unreachable":
        return t("TikTok was not asked, since it cannot be reached from here")
    said = t("{n} calls to TikTok, all reading, part of the day's", n=int(f.number("count")))
    if f.code == "cut_short":
        said += "; " + t("the other questions would have met the same")
    return said


_SENTENCES: dict[Check, Callable[[Finding], str]] = {
    Check.PROGRAM: _program,
    Check.SYSTEM: _system,
    Check.SQLITE: _sqlite,
    Check.FOLDER: _folder,
    Check.DISK: _disk,
    Check.MODES: _modes,
    Check.SELLER_FILE: _file,
    Check.COPY_FILE: _file,
    Check.RECORDS: _records,
    Check.BACKUP: _backup,
    Check.LOG: _log,
    Check.KEYRING: _keyring,
    Check.PROXY: _proxy,
    Check.API_HOST: _host,
    Check.AUTH_HOST: _host,
    Check.CLOCK: _clock,
    Check.STANDING: _standing,
    Check.APP: _app,
    Check.TOKENS: _tokens,
    Check.AUTHORIZATION: _authorization,
    Check.SCOPES: _scopes,
    Check.QUOTA: _quota,
    Check.GRANTED: _granted,
    Check.ACCEPTING: _accepting,
    Check.CONVERSATIONS: _conversations,
    Check.MESSAGES: _messages,
    Check.ORDERS: _listed,
    Check.PRODUCTS: _listed,
    Check.CALLS: _calls,
}


def _advice() -> dict[tuple[Check, str], str]:
    again = t("Connect this shop again in Nobi.")
    opened = t("Open Nobi and leave it open for a minute; if this stays, connect the shop again.")
    room = t("Free some space on this disk.")
    repair = t("Open Nobi: it sets the damaged file aside and repairs what it can.")
    newer = t("Start the newer Nobi with this folder, or choose another one (--data-dir).")
    owner = t("Give yourself the right to read and write it, or choose another one (--data-dir).")
    busy = t("Close the program that has it open (a backup, a virus scanner) and look again.")
    clock = t("Let the system set date, time and time zone by itself.")
    unlock = t("Unlock it (sign out and in again, or open its settings), then look again.")
    help = t("Send this report to Nobi's support.")
    unread = t("See what is said of your own data above; the shops themselves were not checked.")
    files = {
        "newer": newer,
        "damaged": repair,
        "gone": repair,
        "busy": busy,
        "unreadable": owner,
    }
    return {
        **{(Check.SELLER_FILE, code): text for code, text in files.items()},
        **{(Check.COPY_FILE, code): text for code, text in files.items()},
        (Check.FOLDER, "closed"): owner,
        (Check.DISK, "little"): room,
        (Check.DISK, "full"): room,
        (Check.MODES, "open"): t("Open Nobi: it takes that right away again."),
        (Check.BACKUP, "old"): t("Open Nobi: it makes a backup each day it runs."),
        **{(Check.RECORDS, code): unread for code in _UNREAD},
        (Check.KEYRING, "missing"): t(
            "Install or switch on the system's keyring (on Linux gnome-keyring or KWallet)."
        ),
        (Check.KEYRING, "insecure"): t(
            "Switch on the system's own keyring; Nobi never writes keys to a plain file."
        ),
        (Check.KEYRING, "changed"): t(
            "Switch on the earlier keyring again, or connect the shops again in Nobi."
        ),
        (Check.KEYRING, "locked"): unlock,
        (Check.KEYRING, "failed"): unlock,
        (Check.CLOCK, "ahead"): clock,
        (Check.CLOCK, "behind"): clock,
        (Check.STANDING, "internal"): help,
        (Check.APP, "no_secret"): again,
        (Check.APP, "unknown"): again,
        (Check.APP, "keyring"): t("See what is said of the keyring above."),
        (Check.TOKENS, "lost"): again,
        (Check.TOKENS, "expired"): opened,
        (Check.TOKENS, "cut_off"): opened,
        (Check.AUTHORIZATION, "soon"): again,
        (Check.AUTHORIZATION, "ended"): again,
        (Check.SCOPES, "lacking"): t(
            "Ask for them in the app's settings in Partner Center, then connect this shop again."
        ),
        (Check.QUOTA, "spent"): t("Nothing to do: new messages come again after that."),
        (Check.QUOTA, "nearly"): t("Nothing to do: the count begins anew at midnight."),
        (Check.GRANTED, "other_shops"): again,
        (Check.GRANTED, "other_cipher"): again,
        (Check.CALLS, "unreachable"): t("See what is said of the connection to TikTok above."),
        (Check.ACCEPTING, "no"): t(
            "Switch on receiving chats in Nobi or Seller Center, or new buyers find nobody."
        ),
        (Check.CONVERSATIONS, "page"): help,
        (Check.CONVERSATIONS, "no_app"): again,
        (Check.MESSAGES, "page"): t(
            "Open that conversation in Seller Center to read them, and send us this report."
        ),
    }


# -- what was not answered ----------------------------------------------------------------------


def _has_failed(f: Finding) -> bool:
    return f.answer is not None and bool(f.answer.number) and f.code in _FAILURES


def _failed(f: Finding) -> str:
    return {
        Failure.NO_SCOPE: t("TikTok refuses: this app has not been given that permission"),
        Failure.IP_LIST: t("TikTok refuses: this app only serves certain IP addresses"),
        Failure.NOT_ACTIVE: t("TikTok refuses: the shop is not active, or not for this region"),
        Failure.NO_PERMISSION: t("TikTok refuses: this app may not do that for this shop"),
        Failure.EXPIRED: t("TikTok says that the token has ended or was withdrawn"),
        Failure.INVALID: t("TikTok says that token, app and shop do not belong together"),
        Failure.BAD_SECRET: t("TikTok does not take our signature: the app secret is wrong"),
        Failure.BAD_APP: t("TikTok does not know this app key"),
        Failure.REFUSED: t("TikTok refuses the question"),
        Failure.SLOW_DOWN: t("TikTok asks for fewer calls just now"),
        Failure.QUOTA: t("TikTok says that today's calls of this shop are used up"),
        Failure.CLOCK: t("TikTok does not take the time of this computer"),
        Failure.NOT_TIKTOK: t("something else answers in TikTok's place"),
        Failure.TIKTOK_DOWN: t("TikTok has a fault of its own just now"),
        Failure.NAME: t("the name {host} is not found", host=_host_of(f)),
        Failure.TLS: t("no secure connection to {host}", host=_host_of(f)),
        Failure.PROXY: t("the proxy does not let the call through"),
        Failure.TIMEOUT: t("no answer in time"),
        Failure.NETWORK: t("no connection to {host}", host=_host_of(f)),
    }[Failure(f.code)]


def _host_of(f: Finding) -> str:
    return clean.one_line(f.text("host"), 80) or "TikTok"


def _failure_advice(f: Finding) -> str:
    line = t("Check the internet connection and the firewall, then look again.")
    later = t("Nothing is wrong here: wait some minutes and look again.")
    again = t("Connect this shop again in Nobi.")
    secret = t("Copy app key and app secret anew from Partner Center and connect the shop again.")
    return {
        Failure.NO_SCOPE: t(
            "Ask for {scope} in the app's settings in Partner Center, "
            "then connect this shop again.",
            scope=clean.one_line(f.text("scope"), 80),
        ),
        Failure.IP_LIST: t(
            "Empty the app's list of IP addresses in Partner Center: a desktop's changes."
        ),
        Failure.NOT_ACTIVE: t("See in Seller Center whether the shop is active and approved."),
        Failure.NO_PERMISSION: t("See the app's permissions in Partner Center."),
        Failure.EXPIRED: t(
            "Open Nobi and leave it open for a minute; if this stays, connect the shop again."
        ),
        Failure.INVALID: again,
        Failure.BAD_SECRET: secret,
        Failure.BAD_APP: secret,
        Failure.REFUSED: t("Send this report to Nobi's support."),
        Failure.SLOW_DOWN: later,
        Failure.QUOTA: t("Nothing to do: the count begins anew at midnight."),
        Failure.CLOCK: t("Let the system set date, time and time zone by itself."),
        Failure.NOT_TIKTOK: t(
            "Open any page in the browser: a Wi-Fi may want you to sign in first."
        ),
        Failure.TIKTOK_DOWN: later,
        Failure.NAME: line,
        Failure.TLS: t(
            "Sign in to the Wi-Fi, check the clock, and whether a virus scanner or proxy "
            "opens secure connections."
        ),
        Failure.PROXY: t("Check address and password of the proxy in the system's settings."),
        Failure.TIMEOUT: line,
        Failure.NETWORK: line,
    }[Failure(f.code)]


# -- figures ------------------------------------------------------------------------------------


def _name(shop: ShopFindings) -> str:
    return clean.name(shop.name, "••" + clean.one_line(shop.shop)[-4:])


def _at(moment: float) -> str:
    return times.local(moment).strftime("%d/%m/%Y %H:%M") if moment > 0 else "?"


def _took(f: Finding) -> str:
    return _seconds(f.answer.seconds if f.answer else 0.0)


def _seconds(seconds: float) -> str:
    hundredths = round(seconds * 100)
    return t("{whole}.{part} s", whole=hundredths // 100, part=f"{hundredths % 100:02}")


def _bytes(size: float) -> str:
    for unit, scale in (("GB", 10**9), ("MB", 10**6)):
        if size >= scale or unit == "MB":
            tenths = round(size / scale * 10)
            break
    return t("{whole}.{part} {unit}", whole=tenths // 10, part=tenths % 10, unit=unit)


def _span(seconds: float) -> str:
    """A length of time in the largest unit that tells it well."""
    whole = max(0.0, seconds)
    if whole < 120:
        return t("{n} s", n=round(whole))
    if whole < 2 * 3600:
        return t("{n} min", n=round(whole / 60))
    if whole < 48 * 3600:
        return t("{n} h", n=round(whole / 3600))
    return t("{n} days", n=round(whole / 86_400))
