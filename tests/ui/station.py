"""The real window on an invented station, for the tests of its pages."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TypeVar

from PySide6.QtWidgets import QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from app import clock
from app.clock import local
from app.desk import admission, vouchers
from app.domain.person import ClaimKind
from app.domain.staff import Officer
from app.domain.visit import About, Answer, ArrivalWay, Visit
from app.domain.voucher import Voucher
from app.settings import Settings
from app.store.people import Inside, in_station
from tests import makers
from tests.ui.fitting import too_narrow
from ui.jobs import Jobs
from ui.page import PageWidget
from ui.pages import pages
from ui.window import DeskWindow

NAMES = (
    "王淼",
    "阿依古丽·买买提江·吐尔逊·阿卜杜拉",
    "欧阳𬎆",
    "",
    "刘",
    "Fitzgerald-Montgomeryshire",
)
HOME = "新疆维吾尔自治区克孜勒苏柯尔克孜自治州阿合奇县哈拉奇乡阿合奇村三组"
WAIT = 30_000

Kind = TypeVar("Kind", bound=PageWidget)


def open_window(
    qtbot: QtBot,
    jobs: Jobs,
    settings: Settings,
    house: makers.Desk,
    officer: Officer | None = None,
    *,
    intake: bool = False,
) -> DeskWindow:
    """The window with an intake officer at the desk unless it is said who.

    The page of arrivals loads camera and face model, so it is there only when asked for.
    """
    if jobs._register is not house.register:  # a second window: the next login
        jobs.serve(house.register)
    wanted = [page for page in pages() if intake or page.key != "intake"]
    made = DeskWindow(jobs, settings, house.station, officer or house.intake, wanted)
    qtbot.addWidget(made, before_close_func=lambda _window: made.close_pages())
    made.resize(1366, 690)
    made.show()
    return made


def page(window: DeskWindow, kind: type[Kind]) -> Kind:
    """The page that is shown."""
    here = window.page(window.here)
    assert isinstance(here, kind)
    return here


def settle(qtbot: QtBot, jobs: Jobs) -> None:
    """Every answer is here, and what it asked for in turn."""
    for _ in range(3):
        qtbot.waitUntil(lambda: not jobs.waiting, timeout=WAIT)
        qtbot.wait(5)
    qtbot.waitUntil(lambda: not jobs.waiting, timeout=WAIT)


def arrive(
    house: makers.Desk,
    name: str = "王淼",
    at: datetime | None = None,
    checks: dict[str, str] | None = None,
    **more: str,
) -> Visit:
    """Somebody is here; `more` are claims by their kind."""
    when = at or clock.now()
    said = [admission.Said(kind=ClaimKind(kind), value=value) for kind, value in more.items()]
    arrival = replace(
        makers.arrival(name),
        arrived_at=when,
        checks=checks or {},
        way=ArrivalWay.POLICE,
        brought_by="示例市公安局火车站派出所",
        reason="务工不着",
        story="钱包和手机被偷，已两天没有吃饭，希望回家。",
        asked=(admission.Asked(about=About.FACE, answer=Answer.REFUSED),),
        items=(admission.Item(item="灰色双肩包", features="拉链损坏"),),
    )
    whole = replace(arrival, said=(*arrival.said, *said))
    return admission.admit(house.register, whole, house.station, by=house.intake, at=when).visit


def voucher(house: makers.Desk, visit: Visit, **more: object) -> Voucher:
    """A voucher for tomorrow."""
    at = clock.now()
    day = local(at).date() + timedelta(days=1)
    plain = vouchers.Journey(
        from_place="广州南",
        to_place="成都东",
        depart_on=day,
        valid_until=day,
        train="G2862",
        fare=Decimal("612.50"),
    )
    journey = replace(plain, **more)  # type: ignore[arg-type]
    return vouchers.issue(
        house.register, visit.id, journey, house.station, by=house.intake, at=at, most_days=3
    )


def crowd(house: makers.Desk, many: int) -> list[Visit]:
    """Many people, with names of every kind."""
    now = clock.now()
    return [
        arrive(house, NAMES[n % len(NAMES)], now - timedelta(hours=5 * n), home=HOME, age="55")
        for n in range(many)
    ]


def unfit(widget: QWidget) -> list[str]:
    """Texts without room, and scrolled parts that are wider than their place."""
    wide = [
        f"{area.widget().minimumSizeHint().width()} > {area.viewport().width()}"
        for area in widget.findChildren(QScrollArea)
        if area.isVisible()
        and area.widgetResizable()
        and area.widget().minimumSizeHint().width() > area.viewport().width()
    ]
    return too_narrow(widget) + wide


def told(window: DeskWindow) -> str:
    """What the info bar says."""
    return window.told.words.text()


def until(qtbot: QtBot, so: Callable[[], bool]) -> None:
    """Wait for it, as long as a busy machine may need."""
    qtbot.waitUntil(so, timeout=WAIT)


def in_station_rows(house: makers.Desk) -> list[Inside]:
    """Who is here, as the register says."""
    return in_station(house.register)


def deeds_of(shown: PageWidget) -> list[str]:
    """What the keys of a page are called."""
    found = shown.keys()
    return [key.words for key in found]


def keys_of(shown: PageWidget) -> list[str]:
    """The function keys that do something on a page."""
    found = shown.keys()
    return [key.key for key in found]
