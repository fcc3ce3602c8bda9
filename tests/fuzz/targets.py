"""What reads bytes from outside, each with real messages to begin from.

A target takes any bytes and raises nothing: what may be said to bytes that are wrong is caught.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import msgspec
import zstandard
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.desk import admission, scanned, snapshot, verify_voucher
from app.devices.card_layouts import read_card
from app.devices.sam_frames import Frames, frame
from app.domain.errors import Refused, Unavailable
from app.domain.ids import new_id
from app.paper import code
from app.paper.read_code import read_code
from app.store import erasures, journal, manifest
from app.store.line import Known
from app.store.register import Register
from app.store.unpacking import Stage, prepared
from app.sync.round import Answers, pieces
from app.sync.stick import FromStick
from app.wire import check, hlc, stick, talk
from app.wire import snapshot as parts
from app.wire.entry import Entry, load
from app.wire.kinds import FIELDS
from app.wire.pfif_read import survey, taken
from app.wire.snapshot import Manifest, Signed, note_of, open_manifest, pack_chunk, sign
from app.wire.talk import Change, Fed, Part, unpacked
from tests import cards, makers
from tests.app.paper import papers
from tests.makers import NOON
from tests.pfif_files import document, note, person

MESSAGES: tuple[type, ...] = (
    *(talk.Push, talk.Pushed, talk.Ask, talk.Fed, talk.Enrol, talk.Enrolled),
    *(talk.Have, talk.Here, talk.Piece, talk.Taken, talk.Want, talk.Problem),
    *(parts.AskSnapshot, parts.Offered, parts.WantChunk, parts.ChunkSent),
    *(check.AskSums, check.Sums, check.AskBucket, check.Bucket),
)
KEY = bytes(range(32))
CENTRE = Ed25519PrivateKey.from_private_bytes(KEY)
CENTRE_KEY = CENTRE.public_key().public_bytes_raw()
SIGNED = b"guitu snapshot\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Real messages, and who reads them."""

    corpus: tuple[bytes, ...]
    read: Callable[[bytes], object]


def _packed(data: bytes) -> bytes:
    return zstandard.ZstdCompressor(level=1).compress(data)


def unpack(data: bytes) -> None:
    """The first byte says which message; once as it came, once packed as it should be."""
    kind = MESSAGES[data[0] % len(MESSAGES)] if data else talk.Push
    for body in (data[1:], _packed(data[1:])):
        with suppress(Refused):
            found: object = talk.unpack(body, kind)
            assert talk.unpack(talk.pack(found), kind) == found


def payload(data: bytes) -> None:
    """What is in an entry: the errors that whoever reads one expects."""
    with suppress(msgspec.MsgspecError, ValueError, RecursionError):
        load(data)


def card(data: bytes) -> None:
    """The chip of a card, and frames out of a reader."""
    found = read_card(data[:256], data[256:])
    assert found.on(NOON.date()).shown_name is not None
    frames = Frames()
    for start in range(0, len(data), 7):
        frames.feed(data[start : start + 7])


def qr(data: bytes) -> None:
    """The text of a code: judged, looked up, never an exception."""
    for text in (data.decode("utf-8", "replace"), code.PREFIX + data.decode("latin-1")):
        assert code.verify(text, papers.KNOWN, NOON.date()).verdict
        assert scanned.kind(text)


def paper(data: bytes) -> None:
    """A file that is said to be a voucher or a photograph."""
    with suppress(Refused, Unavailable):
        read_code(data)
    with suppress(Refused, Unavailable):
        snapshot.photograph(data, NOON)


def stream(data: bytes) -> None:
    """A manifest with a signature that fits, and a chunk that is what its manifest says."""
    signed = Signed(manifest=data, signature=CENTRE.sign(SIGNED + data))
    with suppress(Refused):
        open_manifest(signed, CENTRE_KEY)
    for rows in (0, 1, 3):
        for body in (data, _packed(data)):
            stage = Stage(asks=False, note=note_of(body, rows))
            with suppress(Refused):
                prepared(stage, body)


class Stick:
    """A file that somebody calls a stick."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / f"1{stick.ENDING}"
        self.known = Known(
            url="https://centre.example", authority="", device_key=KEY, network_key=KEY,
            station="440114-01", enrolled_at=NOON, centre_key=CENTRE_KEY, stick_key=KEY,
        )  # fmt: skip
        made = Manifest(
            id=new_id(), stream="ref", seq=3, made_at=NOON, chunks=(note_of(b"1", 1),) * 2
        )
        self.manifest = made
        cover = stick.Cover(station="440114-01", made_at=NOON)
        with self.file.open("wb") as file:
            stick.write(file, cover, KEY, [sign(made, CENTRE)], [b"1", b"1"])
        self.corpus = (self.file.read_bytes(),)

    def __call__(self, data: bytes) -> None:
        self.file.write_bytes(data)
        with suppress(Refused, Unavailable):
            source = FromStick(self.file, self.known)
            source.offers(())
            for number in range(3):
                with suppress(Refused):
                    source.chunk(self.manifest.id, number)


class Files:
    """Files of a register that somebody else may have written."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        made = manifest.Manifest(
            facts=manifest.Facts(
                incarnation="1", revision="1", n=1, hash=b"1", counts={"visit": 1}
            ),
            files=(manifest.Part("register.db", 1, "0" * 64),),
            blobs=(),
        )
        erasures.note(folder, KEY, [erasures.Erasure(person=new_id(), at=NOON)])
        self.corpus = (
            manifest.seal(made, "r", NOON, KEY),
            msgspec.json.encode(made),
            (folder / erasures.FILE).read_bytes(),
            keys_and_list(folder),
        )

    def __call__(self, data: bytes) -> None:
        (self.folder / manifest.FILE).write_bytes(data)
        with suppress(Refused, Unavailable):
            manifest.open_manifest(self.folder, KEY)
        erasures.proved_lines(data, KEY)
        for file in (verify_voucher.KEYS, verify_voucher.VOIDED):
            (self.folder / file).write_bytes(data)
            assert verify_voucher.verify(papers.CODE, self.folder, "zh", now=NOON)[0] in range(8)
        keys_and_list(self.folder)


def keys_and_list(folder: Path) -> bytes:
    """The public files of a station, as they should be."""
    verify_voucher.write_public_keys(folder, [(papers.PUBLIC, papers.STATION)])
    verify_voucher.write_voided(folder, [], papers.KEY, NOON, papers.STATION)
    return (folder / verify_voucher.VOIDED).read_bytes()


class Settling:
    """A desk that hears a hostile centre, and goes on working."""

    def __init__(self, folder: Path) -> None:
        self.house = makers.desk(folder)
        register = self.house.register
        arrival = makers.arrival("王淼")
        admission.admit(register, arrival, self.house.station, by=self.house.intake, at=NOON)
        entries = register.within(lambda c: list(journal.some(c, 0, 500)))
        self.changes = tuple(_change(one) for one in entries)
        parts = [Part(stream=name, changes=(), last=3) for name in ("ref", "dev:1")]
        parts += [
            Part(stream="station:440114-01", changes=self.changes[at : at + 3], last=9)
            for at in range(0, len(self.changes), 3)
        ]
        self.corpus = tuple(self.fed(part) for part in parts)
        self._tries = 0

    @staticmethod
    def fed(*parts: Part) -> bytes:
        """As it is before it is packed."""
        return msgspec.msgpack.encode(Fed(parts=parts, at=NOON))

    def __call__(self, data: bytes) -> None:
        try:
            fed = talk.unpack(_packed(data), Fed)
        except Refused:
            return
        self.hear(fed)

    def hear(self, fed: Fed) -> None:
        """What a round does with an answer; then the next person arrives."""
        register = self.house.register
        for piece in pieces(Answers(parts=fed.parts, at=fed.at)):
            register.settle([piece], NOON)
            register.index(500)
        self._tries += 1
        at = NOON + timedelta(seconds=self._tries)
        somebody = makers.person()
        name = makers.claim(somebody, self.house.intake, "李四")
        register.write(somebody, name, by=self.house.intake.id, at=at)
        assert register.last_written is not None
        if self._tries % 50 == 0:
            _proved(register)


def _proved(register: Register) -> None:
    register.verify_journal()
    register.check_mark()


def _change(entry: Entry) -> Change:
    said = load(entry.payload)
    version = hlc.version(entry.hlc, new_id().hex)
    return Change(
        seq=entry.n,
        kind=entry.kind,
        record=new_id() if entry.n % 2 else entry.record,
        fields={name: value for name, (value, _) in said.fields.items()},
        versions={"*": version},
        device=entry.device,
        n=entry.n,
        group=entry.group,
        officer=entry.officer,
        hlc=entry.hlc,
    )


def _messages(changes: tuple[Change, ...], entries: tuple[Entry, ...]) -> list[bytes]:
    made: list[Any] = [
        talk.Push(incarnation=new_id(), entries=entries),
        talk.Pushed(last_n=3, last_hash=bytes(32), at=NOON),
        talk.Ask(cursors={"ref": 3}, wait=1.5),
        Fed(parts=(Part(stream="ref", changes=changes, last=9),), at=NOON),
        talk.Enrol(
            code="A",
            device=new_id(),
            incarnation=new_id(),
            public_key=KEY,
            station="1",
            name="前台",
        ),
        talk.Enrolled(
            station="1",
            streams=("ref",),
            at=NOON,
            network_key=KEY,
            centre_key=KEY,
            stick_key=KEY,
        ),
        talk.Have(names=("0" * 64,)),
        talk.Here(sizes={"0" * 64: -1}),
        talk.Piece(name="0" * 64, offset=0, data=b"1", last=True),
        talk.Taken(size=3),
        talk.Want(name="0" * 64, offset=0),
        talk.Problem(key="line.gap", last_n=3, last_hash=KEY),
        parts.AskSnapshot(streams=("ref",)),
        parts.Offered(snapshots=(), centre_key=KEY, stick_key=KEY, at=NOON),
        parts.WantChunk(snapshot=new_id(), number=0),
        parts.ChunkSent(data=KEY),
        check.AskSums(stream="ref"),
        check.Sums(stream="ref", seq=3, sums=(1, 2)),
        check.AskBucket(stream="ref", bucket=1),
        check.Bucket(stream="ref", bucket=1, seq=3, rows=changes),
    ]
    return [bytes([at]) + msgspec.msgpack.encode(one) for at, one in enumerate(made)]


def _streams(changes: tuple[Change, ...]) -> tuple[bytes, ...]:
    """A manifest, a chunk of people, one of letters and one of a kind that nobody knows."""
    made = Manifest(id=new_id(), stream="ref", seq=3, made_at=NOON, chunks=(note_of(b"1", 1),))
    person = next(one for one in changes if one.kind == "person")
    row = {"record": {"id": person.record, **person.fields}, "versions": person.versions}
    rows = [msgspec.msgpack.encode({**row, "extra": {}})]
    kinds = (("person", rows), ("weather", rows), (talk.LETTER, [msgspec.msgpack.encode(person)]))
    fields = FIELDS["person"]
    chunks = (unpacked(pack_chunk(kind, fields, some), talk.LARGEST) for kind, some in kinds)
    return (msgspec.msgpack.encode(made), *chunks)


def pfif(data: bytes) -> None:
    """A file of people looked for: its report, and whatever is taken of it."""
    file = BytesIO(data)
    with suppress(Refused):
        report = survey(file, NOON)
        list(taken(file, report, NOON, even_broken=True))


def _pfif() -> tuple[bytes, ...]:
    seen = note({"author_made_contact": "true", "status": "believed_alive"})
    text = document(person({"age": "40-50", "photo_url": "https://example.org/1.jpg"}, seen))
    bomb = text.replace("?>", '?><!DOCTYPE p [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>', 1)
    return (text.encode(), bomb.encode(), text.encode("utf-16"), text.encode("gbk"))


def make(folder: Path) -> dict[str, Target]:
    """Every target, with what it begins from."""
    for name in ("files", "desk", "stick"):
        (folder / name).mkdir()
    held = Stick(folder / "stick")
    files, desk = Files(folder / "files"), Settling(folder / "desk")
    entries = tuple(desk.house.register.within(lambda c: list(journal.some(c, 0, 5))))
    chips = (cards.resident(), cards.resident(mark="J"), cards.resident(name="") + cards.PHOTO)
    texts = (papers.CODE, papers.CODE[5:], "440114-01-20261124-0007-4", "6901234567892")
    pictures = (papers.photo(40, 30), papers.photo(40, 30, "PNG"), b"%PDF-1.4\n%%EOF")
    return {
        "wire": Target(corpus=tuple(_messages(desk.changes[:4], entries)), read=unpack),
        "entry": Target(corpus=tuple(one.payload for one in entries), read=payload),
        "card": Target(corpus=(*chips, frame(chips[0])), read=card),
        "qr": Target(corpus=tuple(text.encode() for text in texts), read=qr),
        "paper": Target(corpus=pictures, read=paper),
        "stream": Target(corpus=_streams(desk.changes), read=stream),
        "stick": Target(corpus=held.corpus, read=held),
        "files": Target(corpus=files.corpus, read=files),
        "settle": Target(corpus=desk.corpus, read=desk),
        "pfif": Target(corpus=_pfif(), read=pfif),
    }
