"""A vendor's library for card pictures: good, crashing, hanging, absent; the desk lives on."""

import io
import shutil
import subprocess
from pathlib import Path

import pytest
from PIL import Image

from app.devices.handlers import wlt
from app.domain.errors import Unavailable
from tests import cards

COMPILER = shutil.which("cc")
BODIES = {
    "raw": "for (int i = 0; i < 38556; i++) dst[i] = i % 3 ? 0 : 200; return 1;",
    "refuses": "return -1;",
    "crashes": "*(volatile int *)0 = 1; return 1;",
    "hangs": "for (;;) ;",
    "nonsense": "dst[0] = 'B'; dst[1] = 'M'; return 1;",
}


def library(folder: Path, body: str) -> str:
    """A shared library with an `unpack` that does this."""
    if COMPILER is None:
        pytest.skip("no C compiler to make a library with")
    source, made = folder / "wlt.c", folder / "libwlt.so"
    source.write_text(f"int unpack(const char *src, unsigned char *dst, int bmp) {{ {body} }}")
    command = [COMPILER, "-shared", "-fPIC", "-O0", "-w", "-o", str(made), str(source)]
    subprocess.run(command, check=True)  # noqa: S603
    return str(made)


def test_a_good_library_gives_a_picture(tmp_path: Path) -> None:
    png = wlt.unpack(library(tmp_path, BODIES["raw"]), cards.PHOTO)
    shown = Image.open(io.BytesIO(png))
    assert (shown.size, shown.getpixel((0, 0))) == ((102, 126), (0, 0, 200))


@pytest.mark.parametrize("body", ["refuses", "crashes", "hangs", "nonsense"])
def test_a_bad_library_costs_one_picture(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str
) -> None:
    made = library(tmp_path, BODIES[body])
    monkeypatch.setattr(wlt, "_PATIENCE", 1)
    with pytest.raises(Unavailable) as said:
        wlt.unpack(made, cards.PHOTO)
    assert said.value.key == "wlt.broke"


@pytest.mark.parametrize(
    ("named", "key"), [("", "wlt.none"), ("/nowhere/libwlt.so", "wlt.no_such_file")]
)
def test_without_a_library_it_is_said_why_there_is_no_picture(named: str, key: str) -> None:
    with pytest.raises(Unavailable) as said:
        wlt.unpack(named, cards.PHOTO)
    assert said.value.key == key


def test_a_file_that_is_no_library_is_said(tmp_path: Path) -> None:
    (tmp_path / "libwlt.so").write_text("text")
    with pytest.raises(Unavailable) as said:
        wlt.unpack(str(tmp_path / "libwlt.so"), cards.PHOTO)
    assert said.value.key == "wlt.broke"
