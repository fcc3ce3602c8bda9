"""What stands on a backup, a rescued file or a note may be anything: it is said, never a crash."""

from pathlib import Path

import pytest

from app.desk import backups
from app.domain.errors import Unavailable
from app.store import manifest, outbox

WITHOUT_ZONE = b'{"version":1,"register":"x","made_at":"2026-01-01T00:00:00"}'
NOT_UTF8 = b'{"version":1,"register":"\xff","made_at":"2026-01-01T00:00:00Z"}'


@pytest.mark.parametrize("cover", [WITHOUT_ZONE, NOT_UTF8])
def test_a_cover_that_cannot_be_read_is_damaged(tmp_path: Path, cover: bytes) -> None:
    (tmp_path / manifest.FILE).write_bytes(cover)
    with pytest.raises(Unavailable, match=r"backup\.damaged"):
        manifest.read_cover(tmp_path)
    (tmp_path / "rescued").write_bytes(b"GTRESCUE1\n" + cover + b"\n")
    with pytest.raises(Unavailable, match=r"rescue\.not_one"):
        outbox.read_cover(tmp_path / "rescued")


@pytest.mark.parametrize("note", [b'{"folder":"\xff"}', b'{"made_at":"2026-01-01T00:00:00"}'])
def test_a_note_that_cannot_be_read_counts_as_none(tmp_path: Path, note: bytes) -> None:
    (tmp_path / backups.STATE).write_bytes(note)
    assert backups.read_state(tmp_path) == backups.State()
