"""Joining a centre: the code that was given out, a key of this device's own, and the answer."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.domain.errors import Refused
from app.domain.number import NumberBlock
from app.store.devices import LONG
from app.store.line import Known
from app.sync.line import Address, Line, meet, tidy_url
from app.wire.entry import FIRST
from app.wire.talk import VERSION, Enrol, Enrolled

if TYPE_CHECKING:
    from app.store.register import Register

_FINGERPRINT = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is said to the centre: which device of which station this is."""

    url: str
    code: str
    device: UUID
    incarnation: UUID
    key: bytes
    station: str
    name: str = ""
    last_n: int = 0
    last_hash: bytes = FIRST


def wish(register: "Register", url: str, code: str, station: str, name: str = "") -> Wish:
    """What a register says of itself. Where it spoke to a centre before, it comes back as another
    life; asked again with the same code it is the same life with the same key."""
    incarnation = register.incarnation
    if register.line is not None:
        incarnation = uuid5(incarnation, f"again {_tidy(code)}")
    last_n, last_hash = register.heard()
    return Wish(
        url=url,
        code=code,
        device=register.device,
        incarnation=incarnation,
        key=register.key_for(f"line {incarnation}"),
        station=station,
        name=name,
        last_n=last_n,
        last_hash=last_hash,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """The centre, as it is kept; `blocks` are numbers of this device's own, where others of the
    station had theirs before."""

    known: Known
    incarnation: UUID
    alone: bool
    blocks: tuple[NumberBlock, ...]


def join(wish: Wish, transport: Any = None, newest: int = VERSION) -> Joined:
    """Meet the centre, prove it by the code's end, and be let in; slow, away from the register."""
    url = tidy_url(wish.url)
    code = _tidy(wish.code)
    if len(code) not in {LONG, LONG + _FINGERPRINT}:
        raise Refused("enrol.wrong_length", found=len(code))
    secret, fingerprint = code[:-_FINGERPRINT], code[-_FINGERPRINT:]
    if url.startswith("http://") or not secret:
        # Behind a proxy with a certificate that this computer's own authorities vouch for.
        secret, fingerprint = code, ""
    address = meet(url, fingerprint, transport) if fingerprint else Address(url=url)
    key = Ed25519PrivateKey.from_private_bytes(wish.key)
    line = Line(address, wish.device, key, transport, newest)
    asked = Enrol(
        code=secret,
        device=wish.device,
        incarnation=wish.incarnation,
        public_key=key.public_key().public_bytes_raw(),
        station=wish.station,
        name=wish.name,
        last_n=wish.last_n,
        last_hash=wish.last_hash,
    )
    try:
        answer = line.ask("/v1/enrol", asked, Enrolled)
    finally:
        line.close()
    known = Known(
        url=url,
        authority=address.authority,
        device_key=key.private_bytes_raw(),
        network_key=answer.network_key,
        station=answer.station,
        enrolled_at=answer.at,
        sent=wish.last_n,
        centre_key=answer.centre_key or None,
        stick_key=answer.stick_key or None,
    )
    return Joined(
        known=known, incarnation=wish.incarnation, alone=answer.alone, blocks=answer.blocks
    )


def _tidy(code: str) -> str:
    return "".join(c for c in code.upper() if c.isalnum())


def line_of(known: Known, device: UUID, transport: Any = None, newest: int = VERSION) -> Line:
    """The line of a desk that has joined."""
    key = Ed25519PrivateKey.from_private_bytes(known.device_key)
    address = Address(url=known.url, authority=known.authority)
    return Line(address, device, key, transport, newest)


def open_line(register: "Register", transport: Any = None) -> Line | None:
    """The line of a register; None where it stands alone."""
    known = register.line
    return line_of(known, register.device, transport) if known else None
