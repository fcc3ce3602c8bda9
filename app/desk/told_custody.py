"""Belongings on the person's own paper: piece by piece, what was kept, given back or missing."""

from collections.abc import Iterator, Mapping

from app.desk.told import Known, lines_of, moment
from app.domain.belonging_photo import BelongingPhoto
from app.domain.belongings import Belonging, live
from app.domain.custody import Custody, CustodyReturn
from app.domain.security import SecurityCheck
from app.paper.facts import Line


def belongings(known: Known) -> Iterator[Line]:
    """Every line, also one that was corrected; then what was done with them."""
    counts = {one.id for one in live(known.beside.belongings)}
    for one in known.beside.belongings:
        kept = known.say("told.deposited") if one.kept else ""
        gone = "" if one.id in counts else known.say("told.belonging_gone")
        yield Line(at=moment(one.at), text=f"{_item(known, one)}{gone}", beside=kept)
    for bag in known.beside.bags:
        yield Line(at=moment(bag.at), text=_bag(known, bag), beside=known.by(bag.officer))
    for back in known.beside.returns:
        yield Line(at=moment(back.at), text=_back(known, back), beside=known.by(back.officer))
    for shot in known.beside.pictured:
        if shot.picture:
            text = known.say("told.thing_photographed", thing=_photographed(known, shot))
            yield Line(at=moment(shot.at), text=text, beside=known.by(shot.officer))
    for check in known.beside.checks:
        yield Line(at=moment(check.at), text=_check(known, check), beside=known.by(check.officer))


def _photographed(known: Known, shot: BelongingPhoto) -> str:
    bags = (one.bag for one in known.beside.bags if one.id == shot.bag)
    items = (one.item for one in known.beside.belongings if one.id == shot.belonging)
    return known.listed([*bags, *items])


def _item(known: Known, one: Belonging) -> str:
    many = f" ×{one.quantity}" if one.quantity != 1 else ""
    worth = f" {one.worth.normalize():f}" if one.worth is not None else ""
    said = [f"{one.item}{worth}{many}", known.free(one.features), one.number]
    if one.disposal:
        said.append(known.say(f"disposal.{one.disposal}"))
    return known.listed(said)


def _bag(known: Known, bag: Custody) -> str:
    place = known.listed([bag.seal, bag.locker])
    return known.say("told.bag", bag=bag.bag, place=place, things=_things(known, bag.items))


def _back(known: Known, back: CustodyReturn) -> str:
    given = known.say("told.given_back", things=_things(known, back.items)) if back.items else ""
    why = known.free(back.explanation)
    gone = _things(known, back.missing)
    missing = known.say("told.missing", things=gone, why=why) if back.missing else ""
    return lines_of(given, missing, known.free(back.receiver))


def _check(known: Known, check: SecurityCheck) -> str:
    who = known.listed([known.by(check.officer), known.by(check.second)])
    said = known.say("told.checked", who=who, words=known.free(check.words))
    return lines_of(said, known.say(check.doubt) if check.doubt else "")


def _things(known: Known, items: Mapping[str, int]) -> str:
    lines = {str(one.id): one for one in known.beside.belongings}
    return known.listed(f"{lines[id_].item}×{many}" for id_, many in items.items() if id_ in lines)
