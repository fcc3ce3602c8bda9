"""The pages of the window: one line each."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication

from app.domain.staff import Right
from ui.calm import CalmPage
from ui.page import Desk, Page, PageWidget

Make = Callable[[Desk], PageWidget]


def pages() -> Sequence[Page]:
    """In the order of the navigation; a page's module is read when it is first shown."""
    see, translate = Right.VIEW, QCoreApplication.translate
    return [
        _page("intake", translate("pages", "接待登记"), "person_add", _intake, Right.REGISTER),
        _page("people", translate("pages", "在站人员"), "bed", _people, see),
        _page("today", translate("pages", "今日"), "check_circle", _today, see),
        _page("kin", translate("pages", "寻亲"), "search", _kin, see),
        _page("vouchers", translate("pages", "返乡凭证"), "confirmation_number", _vouchers, see),
        Page(key="settings", title=translate("pages", "设置"), icon="settings", make=_settings),
        Page(key="centre", title=translate("pages", "同步"), icon="link", make=_centre),
        # For who decides, who approves and who reads the logs: everybody who works here.
        Page(
            key="blacklist",
            title=translate("pages", "重点甄别"),
            icon="visibility",
            make=_blacklist,
        ),
        Page(
            key="oversight",
            title=translate("pages", "监督"),
            icon="group",
            make=_oversight,
            right=Right.AUDIT,
            private=True,
        ),
        Page(
            key="monthly",
            title=translate("pages", "月报"),
            icon="description",
            make=_monthly,
            right=Right.AUDIT,
            private=True,
        ),
        _page("person", translate("pages", "人员档案"), "person", _person, see, listed=False),
        _page("compare", translate("pages", "比对"), "group", _compare, see, listed=False),
        _page("card", translate("pages", "他站索引卡"), "person", _card, see, listed=False),
        _page("seek", translate("pages", "他省查询"), "search", _seek, see, listed=False),
        _page("over", translate("pages", "保存期满"), "history", _over, Right.ERASE, listed=False),
        _page(
            "requests",
            translate("pages", "权利请求"),
            "description",
            _requests,
            Right.ANSWER,
            listed=False,
        ),
        _page("lent", translate("pages", "他站档案"), "description", _lent, see, listed=False),
        Page(
            key="backups",
            title=translate("pages", "备份"),
            icon="settings",
            make=_backups,
            listed=False,
        ),
        Page(
            key="doctor",
            title=translate("pages", "设备检查"),
            icon="settings",
            make=_doctor,
            listed=False,
        ),
        Page(
            key="calibration",
            title=translate("pages", "人脸标定"),
            icon="settings",
            make=_calibration,
            listed=False,
        ),
        _page(
            "checks", translate("pages", "甄别与审批"), "check_circle", _checks, see, listed=False
        ),
        _page("custody", translate("pages", "寄存"), "luggage", _custody, see, listed=False),
        _page(
            "import", translate("pages", "旧登记导入"), "history", _import, Right.DATE, listed=False
        ),
        _page(
            "statements",
            translate("pages", "对账单"),
            "confirmation_number",
            _statements,
            Right.VOUCHER,
            listed=False,
        ),
        _page(
            "inquiry", translate("pages", "寻人登记"), "description", _inquiry, see, listed=False
        ),
        _page("publish", translate("pages", "发布包"), "description", _publish, see, listed=False),
        _page("pfif", translate("pages", "导入寻人登记"), "history", _pfif, see, listed=False),
        _page("letters", translate("pages", "函件"), "description", _letters, see, listed=False),
        _page(
            "rekey", translate("pages", "补录"), "description", _rekey, Right.REGISTER, listed=False
        ),
        _page(
            "handing", translate("pages", "数据包"), "link", _handing, Right.ARCHIVE, listed=False
        ),
        _page(
            "archive",
            translate("pages", "年度归档"),
            "history",
            _archive,
            Right.ARCHIVE,
            listed=False,
        ),
        _page("followups", translate("pages", "回访"), "history", _followups, see, listed=False),
        Page(
            key="reunions",
            title=translate("pages", "团聚与回访"),
            icon="group",
            make=_reunions,
            listed=False,
            right=Right.AUDIT,
            private=True,
        ),
        _page("papers", translate("pages", "文书"), "description", _papers, see, listed=False),
        _page("bundle", translate("pages", "整卷打印"), "print", _bundle, see, listed=False),
        _page("beds", translate("pages", "床位"), "bed", _beds, see, listed=False),
        _page("rooms", translate("pages", "房间设置"), "bed", _rooms, Right.ROOMS, listed=False),
        _page(
            "street",
            translate("pages", "街面巡查"),
            "volunteer_activism",
            _street,
            see,
            listed=False,
        ),
        _page("shift", translate("pages", "交接班"), "group", _shift, see, listed=False),
        _page("transfers", translate("pages", "转接"), "link", _transfers, see, listed=False),
        _page("workbench", translate("pages", "寻亲"), "search", _workbench, see, listed=False),
    ]


def _page(
    key: str, title: str, icon: str, make: Make, right: Right, *, listed: bool = True
) -> Page:
    """A page for those who have the right; everybody else reads a calm sentence."""

    def allowed(desk: Desk) -> PageWidget:
        return make(desk) if desk.officer.may(right) else CalmPage(desk)

    return Page(key=key, title=title, icon=icon, make=allowed, listed=listed, right=right)


def _kin(desk: Desk) -> PageWidget:
    from ui.tracing.kin_page import KinPage

    return KinPage(desk)


def _inquiry(desk: Desk) -> PageWidget:
    from ui.tracing.inquiry_page import InquiryPage

    return InquiryPage(desk)


def _publish(desk: Desk) -> PageWidget:
    from ui.tracing.publish_page import PublishPage

    return PublishPage(desk)


def _pfif(desk: Desk) -> PageWidget:
    from ui.tracing.pfif_page import PfifPage

    return PfifPage(desk)


def _intake(desk: Desk) -> PageWidget:
    from ui.intake.page import IntakePage

    return IntakePage(desk)


def _people(desk: Desk) -> PageWidget:
    from ui.people.in_station import InStationPage

    return InStationPage(desk)


def _person(desk: Desk) -> PageWidget:
    from ui.people.person import PersonPage

    return PersonPage(desk)


def _compare(desk: Desk) -> PageWidget:
    from ui.compare.page import ComparePage

    return ComparePage(desk)


def _over(desk: Desk) -> PageWidget:
    from ui.people.over import OverPage

    return OverPage(desk)


def _card(desk: Desk) -> PageWidget:
    from ui.people.elsewhere import CardPage

    return CardPage(desk)


def _seek(desk: Desk) -> PageWidget:
    from ui.people.seek import SeekPage

    return SeekPage(desk)


def _requests(desk: Desk) -> PageWidget:
    from ui.requests.page import RequestsPage

    return RequestsPage(desk)


def _lent(desk: Desk) -> PageWidget:
    from ui.people.lent import LentPage

    return LentPage(desk)


def _today(desk: Desk) -> PageWidget:
    from ui.today.page import TodayPage

    return TodayPage(desk)


def _vouchers(desk: Desk) -> PageWidget:
    from ui.vouchers.page import VouchersPage

    return VouchersPage(desk)


def _blacklist(desk: Desk) -> PageWidget:
    from ui.blacklist.page import BlacklistPage

    return BlacklistPage(desk)


def _oversight(desk: Desk) -> PageWidget:
    from ui.oversight.page import OversightPage

    return OversightPage(desk)


def _monthly(desk: Desk) -> PageWidget:
    from ui.monthly.page import MonthlyPage

    return MonthlyPage(desk)


def _statements(desk: Desk) -> PageWidget:
    from ui.statements.page import StatementsPage

    return StatementsPage(desk)


def _import(desk: Desk) -> PageWidget:
    from ui.importing.page import ImportPage

    return ImportPage(desk)


def _rekey(desk: Desk) -> PageWidget:
    from ui.assist.page import RekeyPage

    return RekeyPage(desk)


def _handing(desk: Desk) -> PageWidget:
    from ui.assist.handing_page import HandingPage

    return HandingPage(desk)


def _archive(desk: Desk) -> PageWidget:
    from ui.archive.page import ArchivePage

    return ArchivePage(desk)


def _papers(desk: Desk) -> PageWidget:
    from ui.papers.page import PapersPage

    return PapersPage(desk)


def _letters(desk: Desk) -> PageWidget:
    from ui.letters.page import LettersPage

    return LettersPage(desk)


def _followups(desk: Desk) -> PageWidget:
    from ui.followups.page import FollowupsPage

    return FollowupsPage(desk)


def _reunions(desk: Desk) -> PageWidget:
    from ui.reunions.page import ReunionsPage

    return ReunionsPage(desk)


def _checks(desk: Desk) -> PageWidget:
    from ui.checks.page import ChecksPage

    return ChecksPage(desk)


def _bundle(desk: Desk) -> PageWidget:
    from ui.papers.bundle import BundlePage

    return BundlePage(desk)


def _custody(desk: Desk) -> PageWidget:
    from ui.custody.page import CustodyPage

    return CustodyPage(desk)


def _beds(desk: Desk) -> PageWidget:
    from ui.beds.page import BedsPage

    return BedsPage(desk)


def _rooms(desk: Desk) -> PageWidget:
    from ui.beds.rooms import RoomsPage

    return RoomsPage(desk)


def _street(desk: Desk) -> PageWidget:
    from ui.street.page import StreetPage

    return StreetPage(desk)


def _shift(desk: Desk) -> PageWidget:
    from ui.beds.shift import ShiftPage

    return ShiftPage(desk)


def _transfers(desk: Desk) -> PageWidget:
    from ui.transfers.page import TransfersPage

    return TransfersPage(desk)


def _workbench(desk: Desk) -> PageWidget:
    from ui.tracing.workbench import WorkbenchPage

    return WorkbenchPage(desk)


def _backups(desk: Desk) -> PageWidget:
    from ui.settings.backups import BackupsPage

    return BackupsPage(desk)


def _calibration(desk: Desk) -> PageWidget:
    from ui.calibration.page import CalibrationPage

    return CalibrationPage(desk)


def _settings(desk: Desk) -> PageWidget:
    from ui.settings.page import SettingsPage

    return SettingsPage(desk)


def _centre(desk: Desk) -> PageWidget:
    from ui.centre.page import CentrePage

    return CentrePage(desk)


def _doctor(desk: Desk) -> PageWidget:
    from ui.doctor.page import DoctorPage

    return DoctorPage(desk)
