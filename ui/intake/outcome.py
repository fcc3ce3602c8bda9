"""What form 1 asks at its end: since when, allowances, what was looked up, what was decided."""

from PySide6.QtCore import QCoreApplication

from app.domain.visit import DETAILS, RESULTS, WELFARE
from app.words.say import say
from ui.cards import Card
from ui.fields import ComboField, Field, NoteField, TextField

translate = QCoreApplication.translate


def outcome_fields(lang: str) -> dict[str, Field]:
    """One a detail of the visit; every one may stay empty."""
    return {
        "since": TextField(
            translate("outcome", "流落时间"), translate("outcome", "何时起"), longest=100
        ),
        "welfare": ComboField(
            translate("outcome", "低保 / 特困（五保）"),
            [(w, say(f"welfare.{w}", lang)) for w in WELFARE],
        ),
        "queries": NoteField(
            translate("outcome", "查询情况，每行一次"),
            translate("outcome", "例：公安人口库：查无此人"),
            lines=2,
        ),
        "result": ComboField(
            translate("outcome", "登记结果"), [(r, say(f"result.{r}", lang)) for r in RESULTS]
        ),
        "result_note": TextField(translate("outcome", "说明")),
        "second": TextField(translate("outcome", "第二经办人"), longest=60),
    }


def details(fields: dict[str, Field]) -> dict[str, str]:
    """As the visit keeps them."""
    return {key: fields[key].value() for key in DETAILS if fields[key].value()}


def outcome_card(fields: dict[str, Field]) -> Card:
    """The last card: it is filled in when everything else is known."""
    card = Card(translate("outcome", "登记结果"), "description")
    card.row((fields["queries"], 1))
    card.row((fields["result"], 4), (fields["result_note"], 5), (fields["second"], 4))
    return card
