"""The offices of a home town: whichever place, as it is called today."""

import pytest

from app.domain.hometown import office_of, offices_of
from app.domain.place import Place, settled
from app.places import places


def _place(words: str) -> Place:
    found = settled(places(), words)
    assert found
    return found.place


@pytest.mark.parametrize(
    ("words", "bureau", "relief"),
    [
        ("四川省仪陇县", "四川省南充市仪陇县民政局", "四川省南充市仪陇县救助管理站"),
        ("广东省广州市白云区", "广东省广州市白云区民政局", "广东省广州市救助管理站"),
        ("北京市朝阳区", "北京市朝阳区民政局", "北京市朝阳区救助管理站"),
        ("广东省东莞市", "广东省东莞市民政局", "广东省东莞市救助管理站"),
        ("河南省济源市", "河南省济源市民政局", "河南省济源市救助管理站"),
        ("内蒙古阿拉善左旗", "内蒙古自治区阿拉善盟阿拉善左旗民政局",
         "内蒙古自治区阿拉善盟阿拉善左旗救助管理站"),
        ("湖北省神农架林区", "湖北省神农架林区民政局", "湖北省神农架林区救助管理站"),
        ("贵州省六枝特区", "贵州省六盘水市六枝特区民政局", "贵州省六盘水市六枝特区救助管理站"),
        ("湖北省襄樊市襄阳县", "湖北省襄阳市襄州区民政局", "湖北省襄阳市救助管理站"),
        ("广东省", "广东省民政厅", ""),
        ("新疆维吾尔自治区", "新疆维吾尔自治区民政厅", ""),
        ("重庆市", "重庆市民政局", "重庆市救助管理站"),
    ],
)  # fmt: skip
def test_the_office_is_named_as_the_place_is_called_today(
    words: str, bureau: str, relief: str
) -> None:
    found = office_of(places(), _place(words))
    assert found
    assert (found.bureau, found.relief) == (bureau, relief)


@pytest.mark.parametrize("words", ["台湾省", "香港特别行政区"])
def test_where_there_is_no_such_office_none_is_named(words: str) -> None:
    assert office_of(places(), _place(words)) is None


def test_registered_here_and_living_there_both_are_asked_and_the_vaguer_of_one_place_is_not() -> (
    None
):
    real, home = _place("广东省东莞市"), _place("四川省仪陇县")
    assert [one.short for one in offices_of(places(), (real, home))] == [
        "东莞市民政局",
        "仪陇县民政局",
    ]
    assert [one.short for one in offices_of(places(), (_place("四川省"), home, None, home))] == [
        "仪陇县民政局"
    ]
