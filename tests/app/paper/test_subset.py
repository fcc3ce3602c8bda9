"""The font programs of ours are those of reportlab, byte for byte."""

import pytest
from reportlab.pdfbase import pdfmetrics, ttfonts

from app.paper import fonts, subset

_PRINTED = "王𬎆小明，示例救助管理站 ÀéñǍ½ 0123 龘表"


@pytest.mark.parametrize("file", sorted({one for chain in fonts.CHAINS.values() for one in chain}))
def test_a_font_program_is_what_reportlab_makes_of_the_same_characters(file: str) -> None:
    face = pdfmetrics.getFont(fonts.load(file)).face
    # A form of two parts, a character that the font has not, and more than the first of each.
    codes = [0, *[32] * 32, *map(ord, _PRINTED), *sorted(face.charToGlyph)[:100]]
    assert subset.program(face, codes) == ttfonts.TTFontFile.makeSubset(face, codes)
