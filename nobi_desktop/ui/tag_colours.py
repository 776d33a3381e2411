"""The names of the colours that a tag can have."""

from __future__ import annotations

from nobi_desktop.domain.tag import TAG_COLOURS
from nobi_desktop.ui.speech import t


def names() -> dict[str, str]:
    """Each colour (`#RRGGBB`) with its name, in the order they are offered in."""
    said = (
        t("Orange"),
        t("Amber"),
        t("Green"),
        t("Jade"),
        t("Blue"),
        t("Indigo"),
        t("Violet"),
        t("Pink"),
        t("Grey"),
    )
    return dict(zip(TAG_COLOURS, said, strict=True))
