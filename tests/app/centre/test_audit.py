"""Whoever rewrites a centre's database is found out: every kind of raw edit, and what is lawful."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec import structs
from sqlalchemy import Engine

from app import clock
from app.centre import audit as command
from app.centre.books import KEY, LIST
from app.domain.erasure import ErasureWish, Ground
from app.domain.errors import Refused, Unavailable
from app.domain.ids import new_id
from app.domain.person import Person
from app.store import cutting, feed, line, links, permits, roots, walls
from app.store.ask import get
from app.wire.audit import Root, commit_body, line_of, root_of, run_on, to_seal
from app.wire.talk import signed_text
from tests import audited, makers
from tests.audited import Audited, Kept
from tests.ui import station

pytest_plugins = ["tests.centre"]
OWN = f"station:{audited.CODE}"
LOOKS = f"audit:{audited.CODE}"


@pytest.fixture(scope="module")
def kept(_engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """A centre to which a desk said something twice, with a root after each, and news since."""
    audited.empty(_engine)
    folder = tmp_path_factory.mktemp("audited")
    (folder / "desk").mkdir()
    house = makers.desk(folder / "desk")
    with closing(house.register), audited.centre(_engine, folder / "centre") as made:
        made.join(house)
        for name in ("王淼", "李四方"):
            person = station.arrive(house, name).person
            audited.open_file(house, person)
            made.round(house.register)
            assert made.publish()
        station.arrive(house, "赵五岳")
        made.round(house.register)
        return audited.keep(_engine, folder / "centre", house.register.last_entry)


@pytest.fixture
def books(engine: Engine, kept: Kept, tmp_path: Path) -> Iterator[Audited]:
    """That centre."""
    kept.lay_out(engine, tmp_path / "centre")
    with audited.centre(engine, tmp_path / "centre") as made:
        yield made


def test_right_books_are_said_to_be_right(books: Audited, kept: Kept) -> None:
    done = books.verify()
    assert (done.devices, done.entries) == (1, kept.entries)
    assert (done.roots, done.redacted, done.unsealed) == (2, 0, 0)
    assert done.changes == sum(row.last for row in books.sql("SELECT last FROM stream"))
    assert books.publish()
    assert books.verify().roots == 3


def test_a_root_is_published_only_when_something_is_new(books: Audited) -> None:
    third = books.publish()
    assert third is not None
    assert third.n == 3
    assert books.publish() is None
    assert [one.n for one in books.books.listed()] == [1, 2, 3]


def _edit(books: Audited) -> None:
    one = books.body(OWN, 4)
    body = msgspec.msgpack.encode(structs.replace(one, reason="nobody ever gave this reason"))
    books.put_body(OWN, 4, body)


def _edit_with_commitment(books: Audited) -> None:
    _edit(books)
    books.sql(
        "UPDATE change SET commitment = sha256(salt || body) WHERE stream = :s AND seq = 4", s=OWN
    )


def _run_again(books: Audited, stream: str) -> None:
    """Somebody who knows how recomputes the whole running hash."""
    head, rows = (
        bytes(32),
        books.sql("SELECT seq, salt, body FROM change WHERE stream = :s ORDER BY seq", s=stream),
    )
    for row in rows:
        made = commit_body(row.salt, row.body)
        head = run_on(head, row.seq, made)
        books.sql(
            "UPDATE change SET commitment = :c WHERE stream = :s AND seq = :q",
            c=made, s=stream, q=row.seq,
        )  # fmt: skip
    last = rows[-1].seq
    books.sql("UPDATE stream SET head = :h, last = :l WHERE name = :s", h=head, l=last, s=stream)


def _edit_with_everything(books: Audited) -> None:
    _edit(books)
    _run_again(books, OWN)


def _delete(books: Audited) -> None:
    books.sql("DELETE FROM change WHERE stream = :s AND seq = 4", s=OWN)


def _delete_end(books: Audited) -> None:
    covered = books.sql(
        "SELECT max(seq) AS seq FROM root_leaf WHERE label = :l", l=f"stream:{OWN}"
    )[0].seq
    books.sql("DELETE FROM change WHERE stream = :s AND seq >= :q", s=OWN, q=covered)
    _run_again(books, OWN)


def _insert(books: Audited) -> None:
    last = books.sql("SELECT last FROM stream WHERE name = :s", s=OWN)[0].last
    one = structs.replace(books.body(OWN, 4), seq=last + 1)
    _put_in(books, OWN, one)


def _put_in(books: Audited, stream: str, one: object) -> None:
    body = msgspec.msgpack.encode(one)
    books.sql(
        "INSERT INTO change (stream, seq, record, body, salt, commitment)"
        " VALUES (:s, :q, :r, :b, :t, :c)",
        s=stream, q=one.seq, r=one.record, b=body, t=b"salt", c=commit_body(b"salt", body),  # type: ignore[attr-defined]
    )  # fmt: skip


def _insert_with_everything(books: Audited) -> None:
    """A claim in an officer's name, under a number of their desk, with every hash made anew."""
    last = books.sql("SELECT last FROM stream WHERE name = :s", s=OWN)[0].last
    _put_in(books, OWN, structs.replace(books.body(OWN, last), seq=last + 1, record=new_id()))
    _run_again(books, OWN)


def _insert_as_the_centre(books: Audited) -> None:
    last = books.sql("SELECT last FROM stream WHERE name = :s", s=OWN)[0].last
    nobody = structs.replace(books.body(OWN, 4), seq=last + 1, n=0)
    _put_in(books, OWN, nobody)
    _run_again(books, OWN)


def _swap(books: Audited) -> None:
    for here, there in ((4, -1), (5, 4), (-1, 5)):
        books.sql(
            "UPDATE change SET seq = :t WHERE stream = :s AND seq = :h", t=there, s=OWN, h=here
        )


def _swap_with_everything(books: Audited) -> None:
    _swap(books)
    for seq in (4, 5):
        body = msgspec.msgpack.encode(structs.replace(books.body(OWN, seq), seq=seq))
        books.sql(
            "UPDATE change SET body = :b WHERE stream = :s AND seq = :q", b=body, s=OWN, q=seq
        )
    _run_again(books, OWN)


def _drop_stream(books: Audited) -> None:
    books.sql("DELETE FROM change WHERE stream = :s", s=LOOKS)
    books.sql("DELETE FROM stream WHERE name = :s", s=LOOKS)


def _drop_batch(books: Audited) -> None:
    books.sql("DELETE FROM batch WHERE last_n = (SELECT min(last_n) FROM batch)")


def _drop_last_batch(books: Audited) -> None:
    books.sql("DELETE FROM batch WHERE last_n = (SELECT max(last_n) FROM batch)")


def _drop_covered_batches(books: Audited) -> None:
    """The device is set back before what a root covers, as if it had never said it."""
    keep = books.sql("SELECT min(last_n) AS n FROM batch")[0].n
    row = books.sql("SELECT previous, links FROM batch WHERE last_n = :n", n=keep)[0]
    hash_ = [one.hash for one in links.read(row.previous, row.links)][-1]
    books.sql("DELETE FROM batch WHERE last_n > :n", n=keep)
    books.sql("UPDATE enrolled SET last_n = :n, last_hash = :h", n=keep, h=hash_)


def _drop_entry(books: Audited) -> None:
    import zstandard

    row = books.sql("SELECT last_n, links FROM batch ORDER BY last_n LIMIT 1")[0]
    headers = msgspec.msgpack.decode(zstandard.ZstdDecompressor().decompress(row.links))
    del headers[2]
    kept = zstandard.ZstdCompressor().compress(msgspec.msgpack.encode(headers))
    books.sql("UPDATE batch SET links = :k WHERE last_n = :n", k=kept, n=row.last_n)


def _drop_device(books: Audited) -> None:
    books.sql("DELETE FROM batch")
    books.sql("DELETE FROM enrolled")


def _drop_links(books: Audited) -> None:
    books.sql("UPDATE batch SET links = NULL WHERE last_n = (SELECT max(last_n) FROM batch)")


def _other_signature(books: Audited) -> None:
    books.sql("UPDATE batch SET signature = :s", s=bytes(64))


def _other_seal(books: Audited) -> None:
    books.sql("UPDATE batch SET seal = :s", s=bytes(64))


def _other_key(books: Audited) -> None:
    """Signature and seal are right, by a key that the device never had."""
    key = Ed25519PrivateKey.generate()
    row = books.sql("SELECT * FROM batch ORDER BY last_n LIMIT 1")[0]
    hash_ = [one.hash for one in links.read(row.previous, row.links)][-1]
    books.sql(
        "UPDATE batch SET public_key = :k, signature = :s, seal = :e WHERE last_n = :n",
        k=key.public_key().public_bytes_raw(),
        s=key.sign(signed_text("/v1/push", row.said_at, row.digest)),
        e=key.sign(to_seal(row.device, row.incarnation, row.last_n, hash_)),
        n=row.last_n,
    )


def _drop_root(books: Audited) -> None:
    books.sql("DELETE FROM root WHERE n = 1")


def _drop_last_root(books: Audited) -> None:
    books.sql("DELETE FROM root WHERE n = 2")
    books.sql("DELETE FROM root_leaf WHERE root = 2")


def _drop_root_everywhere_in_the_database(books: Audited) -> None:
    """Even where the desks' stream is made anew, the list beside the database remembers."""
    _drop_last_root(books)
    last = books.sql("SELECT last FROM stream WHERE name = 'ref'")[0].last
    assert books.body("ref", last).kind == "audit_root"
    books.sql("DELETE FROM change WHERE stream = 'ref' AND seq = :q", q=last)
    _run_again(books, "ref")


def _resign_root(books: Audited) -> None:
    row = books.sql("SELECT * FROM root WHERE n = 2")[0]
    key = Ed25519PrivateKey.generate()
    one = Root(**row._mapping)
    one = replace(one, key=key.public_key().public_bytes_raw()).signed(key)
    books.sql("UPDATE root SET key = :k, signature = :s WHERE n = 2", k=one.key, s=one.signature)


def _redate_root(books: Audited) -> None:
    books.sql("UPDATE root SET at = at + interval '1 day' WHERE n = 2")


def _other_leaf(books: Audited) -> None:
    books.sql("UPDATE root_leaf SET head = :h WHERE root = 2", h=bytes(32))


def _other_list(books: Audited) -> None:
    file = books.books.folder / LIST
    first, second = books.books.listed()
    key = Ed25519PrivateKey.generate()
    file.write_text(f"{line_of(first)}\n{line_of(second.signed(key))}\n", encoding="utf-8")


TAMPERED: list[tuple[Callable[[Audited], None], str]] = [
    (_edit, "audit.change_edited"),
    (_edit_with_commitment, "audit.stream_rewritten"),
    (_edit_with_everything, "audit.stream_rewritten"),
    (_delete, "audit.change_gone"),
    (_delete_end, "audit.change_gone"),
    (_insert, "audit.change_added"),
    (_insert_with_everything, "audit.never_said"),
    (_insert_as_the_centre, "audit.never_said"),
    (_swap, "audit.change_edited"),
    (_swap_with_everything, "audit.stream_rewritten"),
    (_drop_stream, "audit.stream_gone"),
    (_drop_batch, "audit.chain_hole"),
    (_drop_last_batch, "audit.chain_hole"),
    (_drop_covered_batches, "audit.chain_hole"),
    (_drop_entry, "audit.chain_changed"),
    (_drop_device, "audit.device_gone"),
    (_drop_links, "audit.links_gone"),
    (_other_signature, "audit.wrong_signature"),
    (_other_seal, "audit.wrong_signature"),
    (_other_key, "audit.wrong_signature"),
    (_drop_root, "audit.root_gone"),
    (_drop_last_root, "audit.root_gone"),
    (_drop_root_everywhere_in_the_database, "audit.root_gone"),
    (_resign_root, "audit.root_forged"),
    (_redate_root, "audit.root_forged"),
    (_other_leaf, "audit.root_tree"),
    (_other_list, "audit.root_differs"),
]


@pytest.mark.parametrize(
    ("tamper", "key"), TAMPERED, ids=[tamper.__name__.strip("_") for tamper, _ in TAMPERED]
)
def test_whoever_rewrites_the_database_is_found_out(
    books: Audited, tamper: Callable[[Audited], None], key: str
) -> None:
    books.verify()
    tamper(books)
    with pytest.raises(Refused) as wrong:
        books.verify()
    assert wrong.value.key == key


def _redact(books: Audited, stream: str, seq: int, *, salt: bool = False) -> None:
    one = books.body(stream, seq)
    empty = structs.replace(one, kind="erased", fields={}, versions={}, reason="", extra={})
    books.put_body(stream, seq, msgspec.msgpack.encode(empty))
    if not salt:
        books.sql("UPDATE change SET salt = NULL WHERE stream = :s AND seq = :q", s=stream, q=seq)


def test_what_was_erased_breaks_no_proof(books: Audited) -> None:
    _redact(books, OWN, 4)
    assert books.verify().redacted == 1


def test_an_erasure_at_the_centre_breaks_no_proof(
    engine: Engine, data: Path, tmp_path: Path
) -> None:
    house = makers.desk(data)
    with closing(house.register), audited.centre(engine, tmp_path / "centre") as made:
        made.join(house)
        gone = station.arrive(house, "王淼").person
        made.round(house.register)
        assert made.publish()
        wish = ErasureWish(
            id=new_id(), person=gone, station=audited.CODE, ground=Ground.MISTAKE, reason="试",
            approver=house.administrator.id, officer=house.leader.id, at=clock.now(),
        )  # fmt: skip
        house.register.write(wish, by=house.leader.id, at=clock.now())
        made.round(house.register)
        assert get(house.register, Person, gone) is None
        assert made.verify().redacted > 0
        emptied = made.sql(
            "SELECT salt FROM change WHERE record = :p AND stream NOT LIKE 'dev:%'", p=gone
        )
        assert {row.salt for row in emptied} == {None}
        assert made.publish()
        made.round(house.register)
        assert line.letters(house.register)[0].kind == "erased"
        assert {one.kind for one in line.letters(house.register)} == {"erased"}


def test_what_the_centre_says_of_an_officer_breaks_no_proof(books: Audited) -> None:
    officer = books.sql("SELECT id FROM officer LIMIT 1")[0].id
    with walls.within(books.engine, walls.EVERYWHERE) as connection:
        one = permits.say_active(connection, officer, clock.now(), active=False)
        feed.append(connection, {OWN: [one]})
    books.verify()
    with walls.within(books.engine, walls.EVERYWHERE) as connection:
        more = structs.replace(one, fields={"active": True, "role": "leader"})
        feed.append(connection, {OWN: [more]})
    with pytest.raises(Refused, match=r"audit\.never_said"):
        books.verify()


def test_an_erasure_that_leaves_the_salt_is_noticed(books: Audited) -> None:
    _redact(books, OWN, 4, salt=True)
    with pytest.raises(Refused, match=r"audit\.change_edited"):
        books.verify()


def test_old_changes_can_be_dropped_and_the_rest_still_proves(books: Audited) -> None:
    now = clock.now()
    with books.owner.begin() as connection:
        assert cutting.cut(connection, OWN, 5, now) == 5
        assert cutting.cut(connection, OWN, 5, now) == 0
    done = books.verify()
    assert done.cut == {OWN: 5}
    _put_in(books, OWN, structs.replace(books.body(OWN, 6), seq=3))
    with pytest.raises(Refused, match=r"audit\.change_added"):
        books.verify()


def test_who_looked_at_whom_is_kept_for_six_months(books: Audited) -> None:
    last = books.sql("SELECT last FROM stream WHERE name = :s", s=LOOKS)[0].last
    now = clock.now()
    for at in (now, now + timedelta(days=180)):
        with (
            books.owner.begin() as connection,
            pytest.raises(Refused, match=r"audit\.too_young"),
        ):
            cutting.cut(connection, LOOKS, last, at)
    assert books.publish()
    with books.owner.begin() as connection:
        assert cutting.cut(connection, LOOKS, last, now + timedelta(days=190)) == last
    assert books.verify().cut == {LOOKS: last}


def test_a_root_says_what_it_is_made_of(books: Audited) -> None:
    last = books.sql("SELECT last FROM stream WHERE name = 'ref'")[0].last
    told = root_of(books.body("ref", last).fields)
    assert told == books.books.listed()[-1]
    with books.owner.begin() as connection:
        leaves = roots.leaves_at(connection, told.n)
    assert told.leaves == len(leaves)
    whole = hashlib.sha256(b"\x01" + leaves[0].hash + leaves[1].hash).digest()
    assert whole != told.tree  # there are more than two
    assert {leaf.label.partition(":")[0] for leaf in leaves} == {"device", "stream"}


def _asked(centre: Path, database: str = "") -> command.Asked:
    return command.Asked(
        what="verify", centre=centre, database=database, roots="", out="", person="", officer="",
        as_json=True, lang="zh",
    )  # fmt: skip


def test_a_folder_that_is_no_centre_is_said_and_nothing_is_made_there(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"audit\.no_centre"):
        command.run(replace(_asked(tmp_path / "nothing"), as_json=False))
    assert command.run(_asked(tmp_path / "nothing")) == 1
    assert not (tmp_path / "nothing").exists()


def test_roots_without_the_centres_key_are_not_called_right(
    books: Audited, postgres_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = books.books.folder
    assert command.run(_asked(folder, postgres_url)) == 0
    assert msgspec.json.decode(capsys.readouterr().out)["right"] is True
    _edit(books)
    assert command.run(_asked(folder, postgres_url)) == 1
    said = msgspec.json.decode(capsys.readouterr().out)
    assert (said["right"], said["key"]) == (False, "audit.change_edited")
    (folder / KEY).unlink()
    with pytest.raises(Unavailable, match=r"audit\.no_key"):
        command.run(_asked(folder, postgres_url))
