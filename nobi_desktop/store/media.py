"""Keeps the index of the picture files that were fetched."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, text

from nobi_desktop.store.codec import clean, whole


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
_GET = text(f"SELECT {_COLUMNS} FROM tiktok.media WHERE url_hash = :url_hash")
_PUT = text(
    f"INSERT INTO tiktok.media ({_COLUMNS}) "
    "VALUES (:url_hash, :file, :bytes, :width, :height, :used_at) "
    "ON CONFLICT (url_hash) DO UPDATE SET file = excluded.file, bytes = excluded.bytes, "
    "width = excluded.width, height = excluded.height, used_at = excluded.used_at"
)
_USED = text("UPDATE tiktok.media SET used_at = :used_at WHERE url_hash = :url_hash")
_TOTAL = text("SELECT coalesce(sum(bytes), 0) FROM tiktok.media")
_OLDEST = text(f"SELECT {_COLUMNS} FROM tiktok.media ORDER BY used_at LIMIT :limit")
_DROP = text("DELETE FROM tiktok.media WHERE url_hash = :url_hash")


def get(connection: Connection, url_hash: str) -> MediaFile | None:
    """The file kept for the address with this hash."""
    row = connection.execute(_GET, {"url_hash": url_hash}).first()
    return MediaFile(*row) if row else None


def put(connection: Connection, file: MediaFile) -> None:
    """Keep `file`, in place of an earlier one of the same address."""
    connection.execute(
        _PUT,
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
    connection.execute(_USED, {"url_hash": url_hash, "used_at": int(now)})


def total(connection: Connection) -> int:
    """Bytes of all files together."""
    return int(connection.execute(_TOTAL).scalar_one())


def oldest(connection: Connection, limit: int) -> tuple[MediaFile, ...]:
    """The files not shown for the longest time."""
    return tuple(MediaFile(*row) for row in connection.execute(_OLDEST, {"limit": limit}))


def drop(connection: Connection, url_hash: str) -> None:
    """Forget a file that was deleted."""
    connection.execute(_DROP, {"url_hash": url_hash})
