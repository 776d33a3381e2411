"""Puts the picture of a message at TikTok, and saves its address before the message shows it.

Uploading twice harms nobody: whatever goes wrong is tried again, and nothing here can double a
message. The bytes are our own copy, made when the message was queued.
"""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path

from nobi_desktop.domain.message import Outgoing
from nobi_desktop.store import outbox
from nobi_desktop.store.database import Database
from nobi_desktop.sync.failpoint import reach
from nobi_desktop.tiktok import images
from nobi_desktop.tiktok.client import ShopClient
from nobi_desktop.tiktok.errors import Refused

_SIGNS = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF8", "image/gif"),
    (b"RIFF", "image/webp"),
)
_log = logging.getLogger(__name__)


def mime_of(data: bytes) -> str:
    """The kind of picture by its first bytes, empty where it is none that TikTok takes."""
    return next((mime for sign, mime in _SIGNS if data.startswith(sign)), "")


class Uploads:
    """Uploads the pictures that lie in `blobs`, each under the name its outbox row tells."""

    def __init__(self, db: Database, blobs: Path) -> None:
        self._db = db
        self._blobs = blobs

    async def prepare(self, client: ShopClient, row: Outgoing) -> None:
        """See that the picture of `row` is at TikTok and its address is in the store.

        Raises what `images.upload` raises, `Refused("blob_missing")` where our copy is gone, and
        `StoreError`; that and being cancelled leave the row in PREPARING, where it is due again.
        """
        if not row.blob or row.upload_url:
            return
        await self._db.write(outbox.preparing, row.local_id)
        data = await asyncio.to_thread(self._read, row.blob)
        picture = await images.upload(client, data, row.blob, mime_of(data))
        reach("upload_done")
        await self._db.write(
            outbox.uploaded, row.local_id, picture.url, picture.width, picture.height
        )
        reach("upload_saved")

    def _read(self, blob: str) -> bytes:
        # The name comes from our own database, but a damaged one must not lead out of the folder.
        if Path(blob).name != blob:
            raise Refused("blob_missing")
        try:
            return (self._blobs / blob).read_bytes()
        except OSError as error:
            _log.warning("the picture of a message cannot be read: errno %s", error.errno)
            raise Refused("blob_missing") from None
