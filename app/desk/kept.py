"""What somebody gave into custody and has not got back: what a leaving has to settle or explain."""

from uuid import UUID

from app.desk.custody import called, in_short
from app.store.ask import Asks
from app.store.custody import account_of


def still_kept(asks: Asks, visit: UUID) -> tuple[str, ...]:
    """In words: what lies in bags, and what was taken in at the door and never sealed."""
    account = account_of(asks, visit)
    sealed = {id_ for bag in account.bags for id_ in bag.items}
    loose = [one for one in account.belongings if one.kept and str(one.id) not in sealed]
    bagged = (in_short(account.kept, "zh"),) if account.kept else ()
    return (*bagged, *(called(one, one.quantity, "zh") for one in loose))
