"""What a push has to tell, and who hears it: changes sorted by the streams they travel in."""

from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from msgspec import structs

from app.domain.ids import new_id
from app.domain.index_card import IndexCard
from app.domain.number import NumberBlock
from app.store import cards, feed, grants
from app.store.devices import Device
from app.store.merging import LOOKING, Letter, letter_change
from app.store.rows import values_of
from app.wire.entry import Entry
from app.wire.faces import faces_of
from app.wire.talk import ERASED, Change

KEPT_HERE = LOOKING
"""For auditors at the centre: no other desk needs it."""
FOR_ALL = frozenset({"station", "signing_key"})
Fields = Mapping[str, object]


def streams_of(device: Device) -> tuple[str, ...]:
    """What a device may read, in its order."""
    alert, *others = streams_of_station(device.station)
    return (alert, f"dev:{device.device}", *others)


def streams_of_station(station: str) -> tuple[str, ...]:
    """What every device of a station may read; alerts always come first."""
    return ("alert", "ref", f"station:{station}", province_of(station), faces_of(station))


def province_of(station: str) -> str:
    """The stream in which a station's index cards travel."""
    return f"prov:{station[:2]}"


def stamp_of(moment: datetime) -> int:
    """The first stamp of a moment."""
    return int(moment.timestamp() * 1000) << 16


def decided(kind: str, record: UUID, fields: dict[str, object], version: str, stamp: int) -> Change:
    """A change that the centre itself makes."""
    nobody = UUID(int=0)
    return Change(
        seq=0,
        kind=kind,
        record=record,
        fields=fields,
        versions={"*": version},
        device=nobody,
        n=0,
        group=new_id(),
        officer=nobody,
        hlc=stamp,
    )


class Told:
    """What the centre itself has to tell, by stream."""

    def __init__(self, at: datetime) -> None:
        self.at = at
        self.by_stream: dict[str, list[Change]] = {}

    def redact(self, ids: Container[UUID]) -> None:
        """Whatever was to be said of these records is not said."""
        for name, told in self.by_stream.items():
            self.by_stream[name] = [
                feed.redacted(one) if feed.about(one) in ids else one for one in told
            ]

    def tell_erased(self, person: UUID, to: Iterable[UUID]) -> None:
        """These devices erase the person as well."""
        for device in to:
            told = self.by_stream.setdefault(f"dev:{device}", [])
            if not any(one.kind == ERASED and one.record == person for one in told):
                told.append(structs.replace(self._own(ERASED, person, {}, ""), versions={}))

    def add_own(self, said: Mapping[str, Sequence[Change]]) -> None:
        """What the centre has to say itself, by stream."""
        for name, changes in said.items():
            self.by_stream.setdefault(name, []).extend(changes)

    def _own(self, kind: str, record: UUID, fields: dict[str, object], version: str) -> Change:
        """Something the centre itself decided."""
        return decided(kind, record, fields, version, stamp_of(self.at))


class News(Told):
    """What a push has to tell, by stream."""

    def __init__(self, device: Device, at: datetime) -> None:
        super().__init__(at)
        self.device = device

    def add(self, changes: Sequence[Change], letters: Sequence[Letter], last: Entry) -> None:
        """Changes of records, and letters to the station."""
        own = f"station:{self.device.station}"
        for one in changes:
            where = f"audit:{self.device.station}" if one.kind in KEPT_HERE else own
            self.by_stream.setdefault(where, []).append(one)
            if one.kind in FOR_ALL:
                self.by_stream.setdefault("ref", []).append(one)
        for letter in letters:
            self.by_stream.setdefault(own, []).append(letter_change(letter, last, self.at))

    def add_back(self, kind: str, record: UUID, said: Fields, versions: Mapping[str, str]) -> None:
        """A row as it stands here, for the sender alone: there it holds over what was typed."""
        one = structs.replace(self._own(kind, record, dict(said), ""), versions=dict(versions))
        self.by_stream.setdefault(f"dev:{self.device.device}", []).append(one)

    def add_cards(self, changed: Iterable[tuple[IndexCard, str]]) -> None:
        """Index cards, for the province; of a sealed person only that some card is to go."""
        for card, version in changed:
            name = province_of(card.station)
            if card.sealed:
                one = self._own(cards.WITHDRAWN, cards.hidden(card.id), {}, version)
            else:
                one = self._own("index_card", card.id, cards.fields_of(card), version)
            self.by_stream.setdefault(name, []).append(one)

    def add_blocks(self, granted: Iterable[tuple[NumberBlock, str]]) -> None:
        """Numbers granted."""
        for block, version in granted:
            fields = values_of(grants.KIND, block)
            del fields["id"]
            one = self._own(grants.KIND, block.id, fields, version)
            self.by_stream.setdefault(f"station:{self.device.station}", []).append(one)

    def tell_station(self, letter: Letter, entry: Entry) -> None:
        """A letter to every desk of the station."""
        name = f"station:{self.device.station}"
        self.by_stream.setdefault(name, []).append(letter_change(letter, entry, self.at))

    def tell_device(self, letter: Letter, entry: Entry) -> None:
        """A letter to the device alone."""
        name = f"dev:{self.device.device}"
        self.by_stream.setdefault(name, []).append(letter_change(letter, entry, self.at))
