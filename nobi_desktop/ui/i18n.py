"""Chooses the language and loads its words.

Widgets take the new words in `changeEvent` on `QEvent.Type.LanguageChange`, as Qt sends it.
"""

from __future__ import annotations

import logging

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from nobi_desktop.ui.assets import resource

LANGUAGES = ("vi", "en")

_log = logging.getLogger(__name__)
_translator: QTranslator | None = None
_language = "en"


def language() -> str:
    """The language now spoken: "vi" or "en"."""
    return _language


def resolve(choice: str) -> str:
    """The language for a setting: "vi", "en", or for "system" what the system speaks."""
    if choice in LANGUAGES:
        return choice
    system = QLocale.system().uiLanguages()
    first = system[0] if system else QLocale.system().name()
    return "vi" if first.lower().startswith("vi") else "en"


def install(choice: str) -> str:
    """Speak the language of the setting `choice` from now on; answers which one that is."""
    global _translator, _language
    wanted = resolve(choice)
    if _translator is not None and wanted == _language:
        return wanted
    translator = QTranslator()
    if not translator.load(str(resource(f"i18n/nobi_{wanted}.qm"))):
        _log.error("the words of language %s cannot be read", wanted)
    # The name changes first: Qt tells widgets of the new language while it installs.
    _language = wanted
    before, _translator = _translator, translator
    if before is not None:
        QCoreApplication.removeTranslator(before)
    QCoreApplication.installTranslator(translator)
    QLocale.setDefault(QLocale("vi_VN" if wanted == "vi" else "en_GB"))
    return wanted
