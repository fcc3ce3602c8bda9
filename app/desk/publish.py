"""What anybody may know so that a voucher can be checked without the register."""

from datetime import datetime

from app.desk.door import signer
from app.domain.station import Station
from app.store.register import Register
from app.store.vouchers import voided


def publish(register: Register, station: Station, at: datetime) -> None:
    """The public key and the signed list of void serials; no name is in either."""
    from app.desk import verify_voucher  # reads pictures and PDFs as well: not at the start

    key = signer(register)
    public = key.public_key().public_bytes_raw()
    verify_voucher.write_public_keys(register.folder, [(public, station.code)])
    verify_voucher.write_voided(register.folder, voided(register), key, at, station.code)
