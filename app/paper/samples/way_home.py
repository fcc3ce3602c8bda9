"""A sample of form 11: the return-travel voucher, which is never more than one sheet."""

from datetime import date
from decimal import Decimal

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.paper import facts
from app.paper.code import Ticket, sign
from app.paper.samples.sample import RARE, Sample, Size

_SERIAL = "GT440114-01-2026-000123-4"
_FROM, _TO = "示例南", "河池西"
_DAY, _LAST = date(2026, 11, 24), date(2026, 11, 27)
# Nobody's key: no station answers for what it signs.
_KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))


def voucher(of: Sample) -> facts.Voucher:
    """Form 11; the long one has a transfer."""
    long = of.size is Size.LONG
    ticket = Ticket(
        serial=_SERIAL, name=f"王{RARE}", sex="1", id_end="0017", from_place=_FROM, to_place=_TO,
        depart_on=_DAY, valid_until=_LAST, issued_on=_DAY,
    )  # fmt: skip
    return facts.Voucher(
        sheet=of.sheet,
        head=of.head(),
        serial=_SERIAL,
        code=sign(ticket, _KEY),
        from_place=_FROM,
        to_place=_TO,
        depart_on=_DAY,
        valid_until=_LAST,
        train=of.words("D3806", 12),
        seat=of.words("二等座", 12),
        fare=of.only(Decimal("186.5"), None),
        direct=not long,
        transfer_place=of.words("南宁东", 12) if long else "",
        transfer_relief=of.words("南宁市救助管理站", 20) if long else "",
        account=of.words("救助专户", 24),
        note=of.words("老人，请协助进站", 40),
    )
