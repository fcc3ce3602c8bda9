"""Pictures of the things in custody: F4 or a file, of the chosen line or of its bag."""

from uuid import UUID

from PySide6.QtCore import QObject, Signal

from app import clock
from app.desk import belonging_photos
from app.desk.street import Shown
from app.domain.belonging_photo import BelongingPhoto
from app.domain.custody import Custody
from app.domain.errors import Refused, Unavailable
from app.domain.ids import BelongingId, VisitId
from app.store.register import Register
from ui.custody.lines import Row
from ui.custody.question import Case
from ui.fields import ChoiceField
from ui.page import Desk, Key, PageWidget
from ui.pictures import FINE
from ui.snapping import SnapCard
from ui.theme import px
from ui.thumbs import Thumbs

LINE, BAG = "line", "bag"
_HIGH = 48


class Pictures(QObject):
    """One card: the camera, and what was photographed of the line with the cursor."""

    turned = Signal()
    """Another picture is there to be drawn."""

    def __init__(self, desk: Desk, page: PageWidget) -> None:
        super().__init__(page)
        self._desk = desk
        self._case: Case | None = None
        self._row: Row | None = None
        settings = desk.settings
        self.thumbs = Thumbs(desk.jobs, px(_HIGH) * FINE)
        self.card = SnapCard(desk.jobs, settings.camera, settings.lang, self.tr("物品照片"))
        self.which = ChoiceField(
            self.tr("照什么"), [(LINE, self.tr("选中的一行")), (BAG, self.tr("整袋"))]
        )
        self.card.body.insertWidget(1, self.which)
        self.which.changed.connect(lambda _which: self._show())
        self.card.taken.connect(self.keep)
        self.card.dropped.connect(self.drop)
        self.thumbs.came.connect(self._came)

    def keys(self) -> list[Key]:
        """Their buttons stand on the card."""
        told = self.card
        found = (
            ("F4", self.tr("拍照"), told.snap),
            ("Shift+F4", self.tr("选照片文件"), told.choose),
            ("Ctrl+F4", self.tr("取消照片"), self.drop),
        )
        return [Key(key=key, words=words, do=do, on_page=True) for key, words, do in found]

    def show_case(self, case: Case, row: Row | None) -> None:
        """What there is of this visit."""
        self._case = case
        self.show_row(row)

    def show_row(self, row: Row | None) -> None:
        """Of the line with the cursor."""
        self._row = row
        self.which.setVisible(self._bag() is not None)
        self._show()

    def keep(self, shown: Shown) -> None:
        """Beside the line, or the bag that it is in."""
        case, bag = self._case, self._bag()
        whole = self.which.value() == BAG and bag is not None
        line = None if whole or self._row is None else self._row.belonging.id
        if case is None:
            return
        by, at, visit = self._desk.officer, clock.now(), VisitId(case.visit.id)

        def deed(register: Register) -> BelongingPhoto:
            return belonging_photos.photograph(
                register, visit, shown, by=by, at=at, line=BelongingId(line) if line else None,
                bag=bag.id if whole and bag else None,
            )  # fmt: skip

        self._desk.jobs.desk(self, deed, self._kept, self._not_kept)

    def drop(self) -> None:
        """Ctrl+F4: the newest one shows something else."""
        case, shown = self._case, self._shown()
        if case is None or not shown:
            return
        by, at, visit, wrong = self._desk.officer, clock.now(), VisitId(case.visit.id), shown[-1].id

        def deed(register: Register) -> BelongingPhoto:
            return belonging_photos.take_back(register, visit, wrong, by=by, at=at)

        self._desk.jobs.desk(self, deed, self._dropped, self._sorry)

    def _kept(self, _made: object) -> None:
        self.card.told.say(self.tr("照片已保存。"), "ok")

    def _not_kept(self, sorry: Refused | Unavailable) -> None:
        """Nothing is saved here but by the keys that take a picture."""
        if sorry.key == "register.disk_full":
            sorry = Unavailable("custody.photo_disk_full", **sorry.facts)
        self._sorry(sorry)

    def _dropped(self, _made: object) -> None:
        self.card.told.say(self.tr("照片已取消，记录保留。"), "ok")

    def _sorry(self, sorry: Refused | Unavailable) -> None:
        self.card.sorry(sorry)

    def _came(self) -> None:
        self._show()
        self.turned.emit()

    def _show(self) -> None:
        self.card.show_pictures([self.thumbs.called(one.picture) for one in self._shown()])

    def _shown(self) -> list[BelongingPhoto]:
        bag = self._bag()
        if self._case is None:
            return []
        if self.which.value() == BAG and bag is not None:
            return list(self._case.photos.get(bag.id, ()))
        return list(self._row.photos) if self._row else []

    def _bag(self) -> Custody | None:
        """That of the chosen line; where it is in none the newest."""
        if self._case is None or not self._case.account.bags:
            return None
        of_line: UUID | None = self._row.belonging.id if self._row else None
        bags = self._case.account.bags
        return next((bag for bag in reversed(bags) if str(of_line) in bag.items), bags[-1])
