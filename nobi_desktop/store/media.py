"""Keeps the index of the picture files that were fetched."""

from __future__ import annotations

from dataclasses import dataclass

from nobi_desktop.store.codec import clean, whole
from nobi_desktop.store.sql import Connection, Statement


@dataclass(frozen=True, slots=True)
class MediaFile:
    """A fetched picture: `file` is its name in the media folder, sizes in bytes and pixels."""

    url_hash: str
    file: str
    bytes: int
    width: int
    height: int
    used_at: int


_COLUMNS = "url_hash, file, bytes, width, height, used_at"
_GET = Statement(f"SELECT {_COLUMNS} FROM tiktok.media WHERE url_hash = :url_hash")
_PUT = Statement(
    f"INSERT INTO tiktok.media ({_COLUMNS}) "
    "VALUES (:url_hash, :file, :bytes, :width, :height, :used_at) "
    "ON CONFLICT (url_hash) DO UPDATE SET file = excluded.file, bytes = excluded.bytes, "
    "width = excluded.width, height = excluded.height, used_at = excluded.used_at"
)
_USED = Statement("UPDATE tiktok.media SET used_at = :used_at WHERE url_hash = :url_hash")
_TOTAL = Statement("SELECT coalesce(sum(bytes), 0) FROM tiktok.media")
_OLDEST = Statement(f"SELECT {_COLUMNS} FROM tiktok.media ORDER BY used_at LIMIT :limit")
_DROP = Statement("DELETE FROM tiktok.media WHERE url_hash = :url_hash")


def get(connection: Connection, url_hash: str) -> MediaFile | None:
    """The file kept for the address with this hash."""
    row = _GET.row(connection, {"url_hash": url_hash})
    return MediaFile(*row) if row else None


def put(connection: Connection, file: MediaFile) -> None:
    """Keep `file`, in place of an earlier one of the same address."""
    _PUT.run(
        connection,
        {
            "url_hash": clean(file.url_hash),
            "file": clean(file.file),
            "bytes": whole(file.bytes),
            "width": whole(file.width),
            "height": whole(file.height),
            "used_at": whole(file.used_at),
        },
    )


def used(connection: Connection, url_hash: str, now: float) -> None:
    """Note that the file was shown at `now` (UTC seconds)."""
    _USED.run(connection, {"url_hash": url_hash, "used_at": int(now)})


def total(connection: Connection) -> int:
    """Bytes of all files together."""
    return int(_TOTAL.value(connection, {}))


def oldest(connection: Connection, limit: int) -> tuple[MediaFile, ...]:
    """The files not shown for the longest time."""
    return tuple(MediaFile(*row) for row in _OLDEST.rows(connection, {"limit": limit}))


def drop(connection: Connection, url_hash: str) -> None:
    """Forget a file that was deleted."""
    _DROP.run(connection, {"url_hash": url_hash})
