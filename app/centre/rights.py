"""Who asks: an officer's permit, signed here, proved again with every request that needs one."""

import asyncio
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.domain.errors import Refused, Unavailable
from app.domain.permit import LONGEST_LEASE, SHORTEST_LEASE, USUAL_LEASE, Online
from app.domain.staff import Officer
from app.store import access, permits, seeking
from app.store.devices import LASTS, Device
from app.store.files import make_folder, replace_file
from app.wire.permit import AskPermits, Invite, Invited, Permits, Seek, Sought, read, signed

if TYPE_CHECKING:
    from app.store.postgres import Database

KEY = "permits.key"


def permit_key(folder: Path) -> Ed25519PrivateKey:
    """The key that signs permits, in the centre's data folder; made once. Unavailable
    "centre.no_permit_key" where it cannot be read: a new one makes every permit void."""
    file = folder / KEY
    try:
        if not file.exists():
            make_folder(folder)
            replace_file(file, Ed25519PrivateKey.generate().private_bytes_raw())
        return Ed25519PrivateKey.from_private_bytes(file.read_bytes())
    except (OSError, ValueError) as error:
        raise Unavailable("centre.no_permit_key", file=file) from error


def lease_of(days: int) -> timedelta:
    """So many days. Refused "permit.lease_length" outside of 7 to 30."""
    lasts = timedelta(days=days)
    if not SHORTEST_LEASE <= lasts <= LONGEST_LEASE:
        raise Refused("permit.lease_length", least=SHORTEST_LEASE.days, most=LONGEST_LEASE.days)
    return lasts


class Rights:
    """Signs permits and believes them."""

    def __init__(
        self,
        engine: "Database",
        key: Ed25519PrivateKey | None = None,
        lasts: timedelta = USUAL_LEASE,
    ) -> None:
        self._engine, self._lasts = engine, lasts
        self._key = key or Ed25519PrivateKey.generate()

    async def give(self, device: Device, asked: AskPermits, at: datetime) -> Permits:
        """Permits for the officers of a desk."""
        made = await asyncio.to_thread(permits.give, self._engine, device, asked, self._lasts, at)
        return Permits(tokens=tuple(signed(one, self._key) for one in made), at=at)

    def officer_of(
        self, device: Device, token: bytes, right: Online, signature: bytes, at: datetime
    ) -> Officer:
        """Who asks for `right` through this device, proved; `signature` is the request's own and
        counts once.

        Refused "permit.none", "permit.forged", "permit.expired", "permit.other_station",
        "permit.withdrawn", "permit.not_allowed" or "line.replayed".
        """
        permit = read(token, self._key.public_key())
        permit.must_hold(at)
        if permit.station != device.station:
            raise Refused("permit.other_station")
        permit.must(right)
        officer = permits.prove(self._engine, device, permit, right)
        permits.hear_once(self._engine, signature, at)
        return officer

    async def seek(self, device: Device, asked: Seek, signature: bytes, at: datetime) -> Sought:
        """The national search."""

        def work() -> Sought:
            officer = self.officer_of(device, asked.token, Online.SEARCH, signature, at)
            return seeking.seek(self._engine, device, officer, asked, at)

        return await asyncio.to_thread(work)

    async def invite(
        self, device: Device, asked: Invite, signature: bytes, at: datetime
    ) -> Invited:
        """A code for the next desk of the same station."""

        def work() -> Invited:
            officer = self.officer_of(device, asked.token, Online.INVITE, signature, at)
            code = access.invite_by(self._engine, device, officer, at)
            return Invited(code=code, until=at + LASTS)

        return await asyncio.to_thread(work)
