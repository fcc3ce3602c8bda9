"""Photographs made ready, and what a page does with text that has no font."""

from io import BytesIO

from PIL import Image

from app.paper import picture
from app.paper.drawing import Drawing, drawn
from app.paper.picture import ready
from tests.app.paper.papers import pages_of, photo, text_of


def test_a_photograph_is_made_small_upright_and_free_of_its_data() -> None:
    out = BytesIO()
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "secret place"
    Image.new("RGB", (2000, 1000), "red").save(out, "JPEG", exif=exif)
    data = ready(out.getvalue(), 30, 40)
    assert data is not None
    assert b"secret" not in data
    with Image.open(BytesIO(data)) as image:
        assert image.height > image.width
        assert image.width <= 355


def test_a_small_photograph_is_not_blown_up() -> None:
    data = ready(photo(60, 80, "PNG"), 30, 40)
    assert data is not None
    with Image.open(BytesIO(data)) as image:
        assert image.size == (60, 80)


def test_a_giant_picture_is_left_alone() -> None:
    out = BytesIO()
    Image.new("1", (8000, 8000)).save(out, "PNG")
    assert picture.MOST_PIXELS < 8000 * 8000
    assert ready(out.getvalue(), 30, 40) is None


def test_a_paper_of_two_pages_knows_its_total_on_the_first() -> None:
    def draw(drawing: Drawing) -> None:
        for page in (1, 2):
            drawing.once_counted(lambda total: drawing.text(20, 20, f"{drawing.page}/{total}"))
            if page == 1:
                drawing.turn()

    made = drawn("title", draw)
    assert pages_of(made) == 2
    assert text_of(made) == "1/22/2"
