"""A PFIF file proves nothing: what it would change or end waits for a yes; what was erased stays
away."""

from datetime import timedelta
from pathlib import Path

from app.desk import inquiries, inquiry_erasing, pfif_import
from app.desk.inquiries import Wrote
from app.desk.pfif_import import Difference, Took
from app.domain.erasure import Ground
from app.domain.inquiry import Inquiry
from app.domain.staff import Viewing
from app.store.ask import all_of
from app.store.inquiries import by_reference
from app.store.register import Register, open_register
from tests import makers
from tests.makers import NOON
from tests.pfif_files import document, person

P1 = "example.org/p1"
FIRST = person({"author_name": "王建国", "author_phone": "13800000001", "home_city": "仪陇"})
NEWER = person(
    {"full_name": "李大强", "author_name": "某人", "source_date": "2026-10-01T00:00:00Z"}
)
EXPIRED = person({"expiry_date": "2026-01-01T00:00:00Z"})
ONLY_A_PICTURE = "".join(
    f"<p:person><p:person_record_id>example.org/q{n}</p:person_record_id>"
    f"<p:entry_date>2026-04-01T00:00:00Z</p:entry_date>{said}</p:person>"
    for n, said in enumerate(
        ("<p:photo_url>http://example.org/1.jpg</p:photo_url>", "<p:full_name>赵六</p:full_name>")
    )
)


def _file(folder: Path, text: str) -> Path:
    made = folder / "寻人.xml"
    made.write_text(document(text), encoding="utf-8")
    return made


def _take(
    house: makers.Desk, file: Path, *agreed: str, register: Register | None = None
) -> tuple[list[Difference], Took, int]:
    """F6 and F9, with a yes to these; how many ended."""
    here, by = register or house.register, house.intake
    seen = pfif_import.look_whole(file, NOON, pfif_import.before(here))
    found = pfif_import.differences(here, seen)
    pfif_import.note_shown(here, found, by=by, at=NOON)
    ended = pfif_import.end_expired(here, seen.report, by=by, at=NOON, agreed=agreed)
    some = list(pfif_import.pieces(file, seen.report, NOON))
    took = pfif_import.take(here, some, house.station, file.name, by=by, at=NOON, agreed=agreed)
    return found, took, ended


def _first(house: makers.Desk) -> Inquiry:
    found = by_reference(house.register, P1)
    assert found is not None
    return found


def test_what_a_newer_copy_would_change_is_shown_and_waits_for_a_yes(
    desk: makers.Desk, tmp_path: Path
) -> None:
    assert _take(desk, _file(tmp_path, FIRST))[1].new == 1
    newer = _file(tmp_path, NEWER)
    (shown,), took, _ = _take(desk, newer)
    assert shown.changed == (("name", "王小芳", "李大强"),)
    assert shown.author == "某人 · example.org"
    assert (took.new, _first(desk).value("name")) == (0, "王小芳")
    assert [one.what for one in all_of(desk.register, Viewing)] == [f"inquiry {shown.number}"]
    assert _take(desk, newer, P1)[1].new == 1
    assert _first(desk).value("name") == "李大强"


def test_no_file_ends_an_inquiry_without_a_yes_to_this_record(
    desk: makers.Desk, tmp_path: Path
) -> None:
    _take(desk, _file(tmp_path, FIRST))
    expired = _file(tmp_path, EXPIRED)
    (shown,), _, ended = _take(desk, expired)
    assert (shown.ends, ended, _first(desk).is_open) == (True, 0, True)
    assert _take(desk, expired, P1)[2] == 1
    assert not _first(desk).is_open


def test_what_was_erased_is_not_opened_anew_by_the_same_file(
    desk: makers.Desk, tmp_path: Path
) -> None:
    file, by = _file(tmp_path, FIRST), desk.leader
    _take(desk, file)
    whole = _first(desk)
    said = Wrote(result="withdrawn", words="不找了")
    inquiries.close(desk.register, whole.id, said, by=desk.intake, at=NOON)
    inquiry_erasing.ask(
        desk.register, whole.id, Ground.CONSENT, "寻人者书面要求", by=by,
        approver=desk.administrator, at=NOON + timedelta(minutes=1), days=730,
    )  # fmt: skip
    assert _take(desk, file)[1].new == 0
    assert P1.encode() not in (desk.register.folder / "erasures.list").read_bytes()
    folder = desk.register.folder
    desk.register.close()
    again = open_register(folder, desk.key, NOON)
    seen = pfif_import.look_whole(file, NOON, pfif_import.before(again))
    assert seen.erased == {P1}
    assert _take(desk, file, register=again)[1].new == 0
    again.close()


def test_a_record_that_says_too_little_does_not_hold_up_the_rest(
    desk: makers.Desk, tmp_path: Path
) -> None:
    _, took, _ = _take(desk, _file(tmp_path, ONLY_A_PICTURE))
    assert (took.new, [id_ for id_, _ in took.refused]) == (1, ["example.org/q0"])
