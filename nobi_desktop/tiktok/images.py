"""Uploads the pictures that messages show."""

from __future__ import annotations

import secrets

from nobi_desktop.domain.message import Image
from nobi_desktop.tiktok import wire
from nobi_desktop.tiktok.client import ShopClient
from nobi_desktop.tiktok.errors import Garbled, Refused
from nobi_desktop.tiktok.transport import UPLOAD_SECONDS

MOST_BYTES = 10_000_000
"""TikTok says 10 MB; the smaller reading of it is safe."""

_TYPES = {
    "image/jpeg": (b"\xff\xd8\xff",),
    "image/png": (b"\x89PNG\r\n\x1a\n",),
    "image/gif": (b"GIF87a", b"GIF89a"),
    "image/webp": (b"RIFF",),
}
_ENDINGS = {"image/jpeg": "jpg", "image/png": "png", "image/gif": "gif", "image/webp": "webp"}


async def upload(client: ShopClient, data: bytes, name: str, mime: str) -> Image:
    """Put a picture at TikTok and tell its address and size (source: images/upload, 202309).

    jpg, png, gif or webp of at most 10 MB; others are `Refused` (`image_type`, `image_too_large`)
    before they leave. `name` reaches TikTok without its path and odd characters. Uploading twice
    harms nobody, so every failure but `Refused` may be tried again.
    """
    if len(data) > MOST_BYTES:
        raise Refused("image_too_large")
    if not data.startswith(_TYPES.get(mime, ())):
        raise Refused("image_type")
    boundary = secrets.token_hex(16)
    body = b"".join(
        (
            f"--{boundary}\r\n".encode(),
            b'Content-Disposition: form-data; name="data"; ',
            f'filename="{_plain(name, mime)}"\r\nContent-Type: {mime}\r\n\r\n'.encode(),
            data,
            f"\r\n--{boundary}--\r\n".encode(),
        )
    )
    answer = await client.upload(
        "/customer_service/202309/images/upload",
        body,
        f"multipart/form-data; boundary={boundary}",
        total=UPLOAD_SECONDS,
    )
    try:
        fields = wire.fields(answer)
    except wire.BadJson:
        fields = {}
    url = wire.text(fields.get("url"), wire.URL_LIMIT)
    if not url:
        raise Garbled("shape", http=200)
    return Image(url, wire.size(fields.get("width")), wire.size(fields.get("height")))


def _plain(name: str, mime: str) -> str:
    stem = name.replace("\\", "/").rpartition("/")[2].rpartition(".")[0]
    kept = "".join(c for c in stem if c.isascii() and (c.isalnum() or c in "-_"))[:40]
    return f"{kept or 'picture'}.{_ENDINGS[mime]}"
