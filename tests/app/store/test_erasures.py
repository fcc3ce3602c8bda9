"""Who is erased is gone from everywhere, and the list outside the database outlives a kill."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text

from app.desk import drafts
from app.domain.ids import new_id
from app.domain.staff import Viewing
from app.store import erasures, find
from app.store.ask import all_of
from app.store.blobs import FOLDER, LEFT
from app.store.register import open_register
from app.store.tables import TABLES, find_doc, inside, journal
from app.words.say import sentence
from tests import makers
from tests.app.store.keeping import arrive
from tests.makers import NOON

NAME = "欧阳测试甲"


def pictures(folder: Path) -> int:
    return len(list((folder / FOLDER).glob("*/*")))


def test_nothing_but_the_id_is_left(desk: makers.Desk) -> None:
    kept = desk.register
    gone, stays = arrive(desk, NAME), arrive(desk, "王淼")
    person = gone.visit.person
    seen = Viewing(
        id=new_id(), person=person, officer=desk.leader.id, at=NOON, purpose="tracing", what="file"
    )
    kept.write(seen, by=desk.leader.id, at=NOON)
    for content in (str(gone.visit.id).encode(), b"{}"):
        draft = drafts.Draft(id=new_id(), officer=desk.intake.id, saved_at=NOON, content=content)
        drafts.keep(kept, draft)
    half = drafts.id_for(person, drafts.REQUEST, desk.intake.id)
    drafts.keep(kept, replace(draft, id=half, content=b"says no name", form=drafts.REQUEST))
    assert find.find(kept, NAME, 5)
    size = kept.journal_size()[0]
    kept.erase([person], NOON)
    assert find.find(kept, NAME, 5) == []
    assert [f.person for f in find.find(kept, "王淼", 5)] == [stays.visit.person]
    for name in ("person", "claim", "visit", "photograph", "consent"):
        owner = TABLES[name].c["id" if name == "person" else "person"]
        assert kept.ask(select(owner).where(owner == person)) == []
    assert [d[3] for d in kept.drafts()] == [b"{}"]
    assert kept.drafts(drafts.REQUEST) == []
    assert kept.ask(select(inside.c.visit)) == [(stays.visit.id,)]
    assert kept.ask(select(find_doc.c.doc).where(find_doc.c.person == person)) == []
    assert pictures(kept.folder) == 1
    assert [v.person for v in all_of(kept, Viewing)] == [person]  # who looked stays on record
    assert kept.journal_size()[0] == size
    assert kept.verify_journal() == size
    payloads = b"".join(row[0] or b"" for row in kept.ask(select(journal.c.payload)))
    assert NAME.encode() not in payloads
    assert "王淼".encode() in payloads
    tokens = kept.ask(text("SELECT count(*) FROM find_data WHERE instr(block, :name)"),
                      {"name": NAME.encode()})  # fmt: skip
    assert tokens[0][0] == 0


def test_a_photograph_that_somebody_else_shares_stays(desk: makers.Desk) -> None:
    one, _ = arrive(desk, "王淼"), arrive(desk, "王淼")
    assert pictures(desk.register.folder) == 1
    desk.register.erase([one.visit.person], NOON)
    assert pictures(desk.register.folder) == 1


def test_an_erasure_that_was_cut_off_is_finished_at_the_next_opening(desk: makers.Desk) -> None:
    person = arrive(desk, NAME).visit.person
    folder = desk.register.folder
    erasures.note(folder, desk.key, [erasures.Erasure(person=person, at=NOON)])
    desk.register.close()  # killed before the rows went
    again = open_register(folder, desk.key, NOON)
    assert again.ask(select(TABLES["person"].c.id)) == []
    assert pictures(folder) == 0
    again.close()


def test_a_picture_that_the_disk_holds_fast_is_said_and_goes_at_a_later_opening(
    desk: makers.Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path, *, missing_ok: bool = False) -> None:
        raise PermissionError(missing_ok)

    gone, again = arrive(desk, NAME), arrive(desk, "王淼")
    folder = desk.register.folder
    with monkeypatch.context() as held:
        held.setattr(Path, "unlink", refuse)
        desk.register.erase([gone.visit.person, again.visit.person], NOON)
        assert [r.key for r in desk.register.remarks] == ["register.picture_stays"]
        desk.register.close()
        register = open_register(folder, desk.key, NOON)
        (remark,) = register.remarks
        assert "2" in sentence(remark, "zh")
        assert pictures(folder) == 2
    arrive(replace(desk, register=register), "王淼")  # the same picture is somebody's again
    register.close()
    register = open_register(folder, desk.key, NOON)
    assert (register.remarks, pictures(folder), register.blobs.left()) == ((), 1, set())
    register.close()


def test_a_list_of_pictures_that_somebody_else_wrote_deletes_nothing_of_his(
    desk: makers.Desk,
) -> None:
    arrive(desk, "王淼")
    folder = desk.register.folder
    (kept,) = (folder / FOLDER).glob("*/*")
    (folder / "keep.txt").write_text("his")
    (folder / LEFT).write_text(f"../keep.txt\n{kept.name}\n\xe9\n{'0' * 64}\n", encoding="utf-8")
    desk.register.drop_left()
    (folder / LEFT).write_text(f"../keep.txt\n{kept.name}\n{'0' * 64}\n", encoding="utf-8")
    desk.register.drop_left()
    assert (pictures(folder), (folder / "keep.txt").exists()) == (1, True)


def test_the_list_takes_no_foreign_or_torn_line(desk: makers.Desk) -> None:
    folder, key = desk.register.folder, desk.key
    mine = [erasures.Erasure(person=new_id(), at=NOON + timedelta(hours=n)) for n in range(3)]
    erasures.note(folder, key, mine)
    erasures.note(folder, key, mine[:1])
    file = folder / erasures.FILE
    assert erasures.read(folder, key) == mine
    forged = file.read_bytes().splitlines()[1].replace(str(mine[0].person).encode(), b"0" * 36)
    file.write_bytes(file.read_bytes() + forged + b"\n\xff\xfe\nabc def\n" + file.read_bytes()[:90])
    assert erasures.read(folder, key) == mine
    late = erasures.Erasure(person=new_id(), at=NOON)
    erasures.note(folder, key, [late])  # after a torn line without its end
    assert erasures.read(folder, key) == [*mine, late]
    assert str(mine[0].person).encode() in file.read_bytes()


@pytest.mark.parametrize("people", [0, 3])
def test_erasing_again_changes_nothing(desk: makers.Desk, people: int) -> None:
    gone = [arrive(desk, f"测试{n}").visit.person for n in range(people)]
    desk.register.erase(gone, NOON)
    assert desk.register.keep_erased() == 0
    desk.register.erase(gone, NOON)
    assert len(erasures.read(desk.register.folder, desk.key)) == people
