"""An entity is whole: record, table, migration, name in both languages, glossary."""

import re
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from app.store.tables import TABLES
from app.wire.kinds import EDITED, FACTS, FIELDS, KIND_OF, KINDS
from app.words.say import LANGUAGES, sentences

ROOT = Path(__file__).parent.parent
every_kind = pytest.mark.parametrize("kind", sorted(KINDS))


def _migrations() -> str:
    files = sorted((ROOT / "migrations/versions").glob("*.py"))
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


@every_kind
def test_a_kind_is_a_frozen_record_of_the_domain(kind: str) -> None:
    record = KINDS[kind]
    assert is_dataclass(record)
    assert record.__module__.startswith("app.domain.")
    parameters = record.__dataclass_params__  # type: ignore[attr-defined]  # typeshed hides it
    assert parameters.frozen
    assert all(field.kw_only for field in fields(record))
    assert "__slots__" in vars(record)
    assert fields(record)[0].name == "id"


@every_kind
def test_a_kind_has_a_table_with_exactly_its_fields(kind: str) -> None:
    columns = {column.name for column in TABLES[kind].columns}
    assert columns == {*FIELDS[kind], "versions", "extra"}
    assert "at" in TABLES[kind].info


def test_every_record_table_holds_a_kind() -> None:
    assert TABLES.keys() == KINDS.keys()


@every_kind
def test_a_kind_is_in_the_migrations_with_every_field(kind: str) -> None:
    history = _migrations()
    assert f'"{kind}"' in history
    assert not [name for name in FIELDS[kind] if f'"{name}"' not in history]


@every_kind
def test_a_kind_has_a_name_in_both_languages(kind: str) -> None:
    assert not [lang for lang in LANGUAGES if f"kind.{kind}" not in sentences(lang)]


def test_no_name_is_left_of_a_kind_that_is_gone() -> None:
    named = {key.removeprefix("kind.") for key in sentences("zh") if key.startswith("kind.")}
    assert named == KINDS.keys()


@every_kind
def test_a_kind_stands_in_the_glossary_as_it_is_shown(kind: str) -> None:
    glossary = (ROOT / "docs/glossary.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| ([^|]+?) \| ([^|]+?) \|", glossary, re.MULTILINE))
    assert rows.get(kind.replace("_", " ")) == sentences("zh")[f"kind.{kind}"]


@every_kind
def test_a_kind_is_either_a_fact_or_edited(kind: str) -> None:
    assert (kind in FACTS) != (kind in EDITED)
    assert KIND_OF[KINDS[kind]] == kind
