"""Names this installation and opens the keyring its secrets lie in, the same at every start."""

from __future__ import annotations

import logging
import uuid

from nobi_desktop.shops.vault import Backend, KeyringVault, Vault, choose
from nobi_desktop.store import settings
from nobi_desktop.store.database import Database

INSTALL = "install_id"
KEYRING = "keyring"
_log = logging.getLogger(__name__)


async def vault_of(db: Database, backend: Backend | None = None) -> tuple[Vault, bool]:
    """The vault for the secrets of this installation, and whether it outlives this run.

    Which keyring it was is remembered. Where it is another one now (a new desktop, another
    program's choice), what lies in the earlier one is not seen and nothing of ours is deleted: the
    shops ask to be connected again, unless that keyring comes back. `backend` is the way to the
    keyring where it is not this process's own. Raises `StoreError`.
    """
    install = await db.read(settings.get_value, INSTALL)
    if not install:
        install = uuid.uuid4().hex
        await db.write(settings.set_value, INSTALL, install)
    before = await db.read(settings.get_value, KEYRING)
    vault, lasting = await choose(install, before, backend)
    found = vault.backend_name if isinstance(vault, KeyringVault) else ""
    if before and found != before:
        _log.warning("the keyring is another one: %s, not %s", found or "none", before)
    if found not in ("", before):
        await db.write(settings.set_value, KEYRING, found)
    return vault, lasting
