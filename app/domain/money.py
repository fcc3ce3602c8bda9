"""Sums in yuan: what every database keeps alike, which is whole cents and no more than there is."""

from decimal import Decimal

LARGEST = Decimal(9_999_999)
"""No paper of a station says more."""
_CENT = -2


def is_money(sum_: Decimal) -> bool:
    """Whether it is in whole cents: twenty and a tenth of a cent would be another sum at the
    centre, which rounds it, than at the desk, which keeps what was said."""
    if not (sum_.is_finite() and -LARGEST <= sum_ <= LARGEST):
        return False
    exponent = sum_.normalize().as_tuple().exponent
    return isinstance(exponent, int) and exponent >= _CENT
