"""Documents and homes in the form: recognised, chosen, missing for a reason; old homes by today."""

from dataclasses import replace
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from app.desk.admission import Said
from app.domain.document import NO_DOCUMENT
from app.domain.person import ClaimKind
from app.domain.staff import Role
from app.places import places
from tests import makers
from ui.intake.documents import DocumentKindField, document_fields
from ui.intake.form import IntakeForm


@pytest.fixture
def form(qtbot: QtBot) -> IntakeForm:
    """An empty form; the table of places is there."""
    places()
    made = IntakeForm(date(2026, 11, 24), "zh")
    qtbot.addWidget(made)
    return made


def _said(form: IntakeForm, kind: ClaimKind) -> Said | None:
    return next((one for one in form.said() if one.kind is kind), None)


def test_a_number_is_recognised_and_what_was_chosen_goes_before(form: IntakeForm) -> None:
    form.fields["document"].set_value("H12345678")
    form.look_up()
    assert form.fields["document_kind"].hint.text() == "回乡证"
    said = _said(form, ClaimKind.DOCUMENT)
    assert said is not None
    assert said.detail["type"] == "pass_hm"
    form.fields["document_kind"].set_value("other")
    said = _said(form, ClaimKind.DOCUMENT)
    assert said is not None
    assert (said.value, said.detail["type"]) == ("H12345678", "other")


def test_no_document_is_said_with_its_reason(form: IntakeForm) -> None:
    assert _said(form, ClaimKind.DOCUMENT) is None
    form.fields["document_kind"].set_value("none:stolen")
    said = _said(form, ClaimKind.DOCUMENT)
    assert said is not None
    assert (said.value, said.detail) == (NO_DOCUMENT, {"type": "none", "why": "stolen"})


def test_a_number_is_not_lost_where_no_document_was_chosen_too(form: IntakeForm) -> None:
    form.fields["document_kind"].set_value("none:lost")
    form.fields["document"].set_value("E12345678")
    said = _said(form, ClaimKind.DOCUMENT)
    assert said is not None
    assert said.value == "E12345678"


def test_a_draft_keeps_the_kind(form: IntakeForm) -> None:
    form.fields["document_kind"].set_value("none:seized")
    kept = form.raw()
    form.fill({})
    assert form.raw() == {}
    form.fill(kept)
    assert form.raw() == {"document_kind": "none:seized"}


def test_an_old_home_is_kept_as_typed_with_todays_name_beside_it(form: IntakeForm) -> None:
    form.fields["home"].set_value("广东省花县新华镇")
    said = _said(form, ClaimKind.HOME)
    assert said is not None
    assert said.value == "广东省花县新华镇"
    assert said.detail["code"] == "440121"
    assert said.detail["successor"] == "440114"
    assert said.detail["now"] == "广东省广州市花都区新华镇"


def test_an_ambiguous_home_is_not_guessed(form: IntakeForm) -> None:
    form.fields["home"].set_value("朝阳区")
    said = _said(form, ClaimKind.HOME)
    assert said is not None
    assert said.detail == {}


def test_a_number_offers_its_home_and_an_unknown_area_is_only_a_remark(form: IntakeForm) -> None:
    form.fields["document"].set_value("440121600101123")
    form.look_up()
    assert "广东省广州市花县" in form.fields["home"].warning.text()
    assert form.value("home") == ""
    form.fields["document"].set_value("790000600101123")
    form.look_up()
    assert "790000" in form.fields["document"].warning.text()
    assert form.fields["home"].warning.text() == ""
    assert _said(form, ClaimKind.DOCUMENT) is not None


def test_the_hint_has_room_before_it_says_anything(form: IntakeForm) -> None:
    kind = form.fields["document_kind"]
    assert isinstance(kind, DocumentKindField)
    room = kind.hint.minimumWidth()
    kind.set_hint("身份证")
    assert kind.hint.sizeHint().width() <= room


@pytest.mark.parametrize("chosen", ["none:stolen", "none:unknown"])
def test_what_is_on_file_stands_in_the_form_again(form: IntakeForm, chosen: str) -> None:
    form.fields["document_kind"].set_value(chosen)
    said = _said(form, ClaimKind.DOCUMENT)
    assert said is not None
    kept = makers.claim(makers.person(), makers.officer(Role.INTAKE), said.value)
    form.fill({})
    form.fill(document_fields(replace(kept, kind=said.kind, detail=said.detail)))
    assert _said(form, ClaimKind.DOCUMENT) == said


def test_what_a_number_was_taken_for_goes_and_comes_with_the_number(form: IntakeForm) -> None:
    form.fields["document"].set_value("H12345678")
    form.look_up()
    kept, hint = form.raw(), form.fields["document_kind"].hint
    form.fill({})
    assert hint.text() == ""
    form.fill(kept)
    assert hint.text() == "回乡证"
