"""Turns an English source sentence into the chosen language and fills in its values."""

from __future__ import annotations

import re

try:
    from PySide6.QtCore import QCoreApplication
except ImportError:
    # Where Qt's system libraries are missing, the doctor must still be able to say so, in English.
    QCoreApplication = None  # type: ignore[assignment,misc]

CONTEXT = "nobi"
"""The Qt Linguist context of all our sentences."""

_MOST = 2**31 - 1
_PLACE = re.compile(r"\{([a-z_]+)\}")


def t(source: str, **values: object) -> str:
    """`source` in the chosen language, `{name}` places filled from `values`.

    A whole number given as `n` chooses the plural form. Values are put in once and as they are:
    what stands in braces inside a value stays as it is.
    """
    number = values.get("n")
    if QCoreApplication is None:
        text = source
    elif isinstance(number, int):
        # Qt counts with 32 bits; past that every number has the same form.
        number = min(max(number, 0), _MOST)
        text = QCoreApplication.translate(CONTEXT, source, None, number)
    else:
        text = QCoreApplication.translate(CONTEXT, source)
    return _PLACE.sub(lambda place: str(values.get(place[1], place[0])), text)
