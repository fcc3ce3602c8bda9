"""The first tables: people, visits, claims, decisions, papers, and the desk's own journal."""

import sqlalchemy as sa
from alembic import context, op

from app.store import types

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

FIND_INDEX = """
CREATE VIRTUAL TABLE find USING fts5(
    tokens, content='', contentless_delete=1, detail=none, tokenize='ascii',
    prefix='2 3 4 5 6'
)
"""


def upgrade() -> None:
    """Bring the tables up."""
    _records()
    if context.config.attributes["at"] == "desk":
        _desk()


def _records() -> None:
    op.create_table(
        "belonging",
        sa.Column("id", types.Id(), nullable=False),
        sa.Column("visit", types.Id(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False, server_default=""),
        sa.Column("features", sa.Text(), nullable=False, server_default=""),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("kept", sa.Boolean(), nullable=False),
        sa.Column("at", types.UtcTime(), nullable=False),
        sa.Column("officer", types.Id(), nullable=False),
        sa.Column("versions", types.Json(), nullable=False),
        sa.Column("extra", types.Json(), nullable=False, server_default="{}"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_belonging")),
    )
    op.create_index("ix_belonging_visit", "belonging", ["visit"])
    op.create_table(
        "claim",
        sa.Column("id", types.Id(), nullable=False),
        sa.Column("person", types.Id(), nullable=False),
        sa.Column("visit", types.Id(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False, server_default=""),
        sa.Column("value", sa.Text(), nullable=False, server_default=""),
        sa.Column("detail", types.Json(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False, server_default=""),
        sa.Column("verified", sa.Boolean(), nullable=False),
        sa.Column("at", types.UtcTime(), nullable=False),
        sa.Column("officer", types.Id(), nullable=False),
        sa.Column("supersedes", types.Id(), nullable=True),
        sa.Column("versions", types.Json(), nullable=False),
        sa.Column("extra", types.Json(), nullable=False, server_default="{}"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim")),
    )
    op.create_index("ix_claim_kind_value", "claim", ["kind", "value"])
    op.create_index("ix_claim_person", "claim", ["person"])
    op.create_table(
        "consent",
        sa.Column("id", types.Id(), nullable=False),
        sa.Column("person", types.Id(), nullable=False),
        sa.Column("visit", types.Id(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False, server_default=""),
        sa.Column("answer", sa.Text(), nullable=False, server_default=""),
        sa.Column("how", sa.Text(), nullable=False, server_default=""),
        sa.Column("at", types.UtcTime(), nullable=False),
        sa.Column("officer", types.Id(), nullable=False),
        sa.Column("versions", types.Json(), nullable=False),
        sa.Column("extra", types.Json(), nullable=False, server_default="{}"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
    )
    op.create_index("ix_consent_person", "consent", ["person"])
    op.create_table(
        "decision",
        sa.Column("id", types.Id(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False, server_default=""),
        sa.Column("subjects", types.Json(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False, server_default=""),
        sa.Column("reason", sa.Text(), nullable=False, server_default=""),
        sa.Column("evidence", types.Json(), nullable=False),
        sa.Column("undoes", types.Id(), nullable=True),
        sa.Column("at", types.UtcTime(), nullable=False),
        sa.Column("officer", types.Id(), nullable=False),
        sa.Column("versions", types.Json(), nullable=False),
        sa.Column("extra", types.Json(), nullable=False, server_default="{}"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
    )
    op.create_table(
        "evidence",
        sa.Column("id", types.Id(), nullable=False),
        sa.Column("person", types.Id(), nullable=False),
        sa.Column("visit", types.Id(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False, server_default=""),
        sa.Column("detail", types.Json(), nullable=False),
        sa.Column("at", types.UtcTime(), nullable=False),
        sa.Column("officer", types.Id(), nullable=False),
        sa.Column("versions", types.Json(), nullable=False),
        sa.Column("extra", types.Json(), nullable=False, server_default="{}"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
    )
    op.create_index("ix_evidence_person", "evidence", ["person"])
    op.create_table(
        "leaving",
        sa.Column("id", types.Id(), nullable=False),
        sa.Column("visit", types.Id(), nullable=False),
        sa.Column("person", types.Id(), nullable=False),
        sa.Column("at", types.UtcTime(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False, server_default=""),
        sa.Column("destination", sa.Text(), nullable=False, server_default=""),
        sa.Column("voucher", types.Id(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False, server_default=""),
        sa.Column("officer", types.Id(), nullable=False),
        sa.Column("versions", types.Json(), nullable=False),
        sa.Column("extra", types.Json(), nullable=False, server_default="{}"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leaving")),
    )
    op.create_index("ix_leaving_visit", "leaving", ["visit"], unique=True)
    op.create_table(
        "link",
        sa.Column("id", types.Id(), nullable=False),
        sa.Column("one", types.Id(), nullable=False),
        sa.Column("other", types.Id(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False, server_default=""),
        sa.Column("decision", types.Id(), nullable=False),
        sa.Column("at", types.UtcTime(), nullable=False),
        sa.Column("undone_by", types.Id(), nullable=True),
        sa.Column("versions", types.Json(), nullable=False),
        sa.Column("extra", types.Json(), nullable=False, server_default="{}"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link")),
    )
    op.create_index("ix_link_one", "link", ["one"])
    op.create_index("ix_link_other", "link", ["other"])
    op.create_table(
        "number_block",
        sa.Column("id", types.Id(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False, server_default=""),
        sa.Column("station", sa.Text(), nullable=False, server_default=""),
        sa.Column("device", sa.Text(), nullable=False, server_default=""),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("following", sa.Integer(), nullable=False),
        sa.Column("granted_at", types.UtcTime(), nullable=False),
        sa.Column("versions", types.Json(), nullable=False),
        sa.Column("extra", types.Json(), nullable=False, server_default="{}"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_number_block")),
    )
    op.create_table(
        "officer",
        sa.Column("id", types.Id(), nullable=False),
        sa.Column("login", sa.Text(), nullable=False, server_default=""),
        sa.Column("name", sa.Text(), nullable=False, server_default=""),
        sa.Column("role", sa.Text(), nullable=False, server_default=""),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_at", types.UtcTime(), nullable=False),
        sa.Column("versions", types.Json(), nullable=False),
        sa.Column("extra", types.Json(), nullable=False, server_default="{}"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_officer")),
    )
    op.create_index("ix_officer_login", "officer", ["login"])
    op.create_table(
        "person",
        sa.Column("id", types.Id(), nullable=False),
        sa.Column("station", sa.Text(), nullable=False, server_default=""),
        sa.Column("created_at", types.UtcTime(), nullable=False),
        sa.Column("sealed", sa.Boolean(), nullable=False),
        sa.Column("versions", types.Json(), nullable=False),
        sa.Column("extra", types.Json(), nullable=False, server_default="{}"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )
    op.create_table(
        "photograph",
        sa.Column("id", types.Id(), nullable=False),
        sa.Column("person", types.Id(), nullable=False),
        sa.Column("visit", types.Id(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False, server_default=""),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("quality", sa.Double(), nullable=False),
        sa.Column("reasons", types.Json(), nullable=False),
        sa.Column("taken_at", types.UtcTime(), nullable=False),
        sa.Column("officer", types.Id(), nullable=False),
        sa.Column("versions", types.Json(), nullable=False),
        sa.Column("extra", types.Json(), nullable=False, server_default="{}"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_photograph")),
    )
    op.create_index("ix_photograph_person", "photograph", ["person"])
    op.create_table(
        "printing",
        sa.Column("id", types.Id(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False, server_default=""),
        sa.Column("subject", types.Id(), nullable=False),
        sa.Column("copy", sa.Integer(), nullable=False),
        sa.Column("at", types.UtcTime(), nullable=False),
        sa.Column("officer", types.Id(), nullable=False),
        sa.Column("printer", sa.Text(), nullable=False, server_default=""),
        sa.Column("versions", types.Json(), nullable=False),
        sa.Column("extra", types.Json(), nullable=False, server_default="{}"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_printing")),
    )
    op.create_index("ix_printing_subject_form", "printing", ["subject", "form"])
    op.create_table(
        "search",
        sa.Column("id", types.Id(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False, server_default=""),
        sa.Column("officer", types.Id(), nullable=False),
        sa.Column("at", types.UtcTime(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False, server_default=""),
        sa.Column("visit", types.Id(), nullable=True),
        sa.Column("engine", sa.Text(), nullable=False, server_default=""),
        sa.Column("looked_through", sa.Integer(), nullable=False),
        sa.Column("shown", types.Json(), nullable=False),
        sa.Column("versions", types.Json(), nullable=False),
        sa.Column("extra", types.Json(), nullable=False, server_default="{}"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search")),
    )
    op.create_index("ix_search_visit", "search", ["visit"])
    op.create_table(
        "signing_key",
        sa.Column("id", types.Id(), nullable=False),
        sa.Column("key_id", sa.Text(), nullable=False, server_default=""),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("station", sa.Text(), nullable=False, server_default=""),
        sa.Column("since", types.UtcTime(), nullable=False),
        sa.Column("versions", types.Json(), nullable=False),
        sa.Column("extra", types.Json(), nullable=False, server_default="{}"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signing_key")),
    )
    op.create_table(
        "station",
        sa.Column("id", types.Id(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False, server_default=""),
        sa.Column("name", sa.Text(), nullable=False, server_default=""),
        sa.Column("phone", sa.Text(), nullable=False, server_default=""),
        sa.Column("address", sa.Text(), nullable=False, server_default=""),
        sa.Column("complaint_phone", sa.Text(), nullable=False, server_default=""),
        sa.Column("account", sa.Text(), nullable=False, server_default=""),
        sa.Column("term", sa.Text(), nullable=False, server_default=""),
        sa.Column("created_at", types.UtcTime(), nullable=False),
        sa.Column("versions", types.Json(), nullable=False),
        sa.Column("extra", types.Json(), nullable=False, server_default="{}"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_station")),
    )
    op.create_table(
        "template",
        sa.Column("id", types.Id(), nullable=False),
        sa.Column("person", types.Id(), nullable=False),
        sa.Column("photo", types.Id(), nullable=False),
        sa.Column("engine", sa.Text(), nullable=False, server_default=""),
        sa.Column("model_sha256", sa.Text(), nullable=False, server_default=""),
        sa.Column("dim", sa.Integer(), nullable=False),
        sa.Column("dtype", sa.Text(), nullable=False, server_default=""),
        sa.Column("metric", sa.Text(), nullable=False, server_default=""),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.Column("quality", sa.Double(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False, server_default=""),
        sa.Column("scope", sa.Text(), nullable=False, server_default=""),
        sa.Column("consent", types.Id(), nullable=True),
        sa.Column("lapses_at", types.UtcTime(), nullable=True),
        sa.Column("made_at", types.UtcTime(), nullable=False),
        sa.Column("versions", types.Json(), nullable=False),
        sa.Column("extra", types.Json(), nullable=False, server_default="{}"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_template")),
    )
    op.create_index("ix_template_engine", "template", ["engine"])
    op.create_index("ix_template_person", "template", ["person"])
    op.create_table(
        "viewing",
        sa.Column("id", types.Id(), nullable=False),
        sa.Column("person", types.Id(), nullable=True),
        sa.Column("officer", types.Id(), nullable=False),
        sa.Column("at", types.UtcTime(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False, server_default=""),
        sa.Column("what", sa.Text(), nullable=False, server_default=""),
        sa.Column("versions", types.Json(), nullable=False),
        sa.Column("extra", types.Json(), nullable=False, server_default="{}"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_viewing")),
    )
    op.create_index("ix_viewing_person", "viewing", ["person"])
    op.create_table(
        "visit",
        sa.Column("id", types.Id(), nullable=False),
        sa.Column("person", types.Id(), nullable=False),
        sa.Column("station", types.Id(), nullable=False),
        sa.Column("case_number", sa.Text(), nullable=False, server_default=""),
        sa.Column("arrived_at", types.UtcTime(), nullable=False),
        sa.Column("way", sa.Text(), nullable=False, server_default=""),
        sa.Column("brought_by", sa.Text(), nullable=False, server_default=""),
        sa.Column("reason", sa.Text(), nullable=False, server_default=""),
        sa.Column("found_at", sa.Text(), nullable=False, server_default=""),
        sa.Column("story", sa.Text(), nullable=False, server_default=""),
        sa.Column("checks", types.Json(), nullable=False),
        sa.Column("conditions", types.Json(), nullable=False),
        sa.Column("officer", types.Id(), nullable=False),
        sa.Column("registered_at", types.UtcTime(), nullable=False),
        sa.Column("supersedes", types.Id(), nullable=True),
        sa.Column("versions", types.Json(), nullable=False),
        sa.Column("extra", types.Json(), nullable=False, server_default="{}"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit")),
    )
    op.create_index("ix_visit_arrived_at", "visit", ["arrived_at"])
    op.create_index("ix_visit_case_number", "visit", ["case_number"])
    op.create_index("ix_visit_person", "visit", ["person"])
    op.create_index("ix_visit_supersedes", "visit", ["supersedes"])
    op.create_table(
        "voucher",
        sa.Column("id", types.Id(), nullable=False),
        sa.Column("serial", sa.Text(), nullable=False, server_default=""),
        sa.Column("station", types.Id(), nullable=False),
        sa.Column("visit", types.Id(), nullable=False),
        sa.Column("person", types.Id(), nullable=False),
        sa.Column("photo", types.Id(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False, server_default=""),
        sa.Column("sex", sa.Text(), nullable=False, server_default=""),
        sa.Column("age", sa.Text(), nullable=False, server_default=""),
        sa.Column("id_number", sa.Text(), nullable=False, server_default=""),
        sa.Column("home", sa.Text(), nullable=False, server_default=""),
        sa.Column("from_place", sa.Text(), nullable=False, server_default=""),
        sa.Column("to_place", sa.Text(), nullable=False, server_default=""),
        sa.Column("depart_on", types.Day(), nullable=False),
        sa.Column("train", sa.Text(), nullable=False, server_default=""),
        sa.Column("seat", sa.Text(), nullable=False, server_default=""),
        sa.Column("fare", types.Money(), nullable=True),
        sa.Column("direct", sa.Boolean(), nullable=False),
        sa.Column("transfer_place", sa.Text(), nullable=False, server_default=""),
        sa.Column("transfer_relief", sa.Text(), nullable=False, server_default=""),
        sa.Column("valid_until", types.Day(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False, server_default=""),
        sa.Column("note", sa.Text(), nullable=False, server_default=""),
        sa.Column("issued_at", types.UtcTime(), nullable=False),
        sa.Column("officer", types.Id(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False, server_default=""),
        sa.Column("void_reason", sa.Text(), nullable=False, server_default=""),
        sa.Column("versions", types.Json(), nullable=False),
        sa.Column("extra", types.Json(), nullable=False, server_default="{}"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voucher")),
    )
    op.create_index("ix_voucher_person", "voucher", ["person"])
    op.create_index("ix_voucher_serial", "voucher", ["serial"], unique=True)
    op.create_index("ix_voucher_visit", "voucher", ["visit"])


def _desk() -> None:
    op.create_table(
        "device",
        sa.Column("id", types.Id(), nullable=False),
        sa.Column("incarnation", types.Id(), nullable=False),
        sa.Column("since", types.UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_device")),
    )
    op.create_table(
        "draft",
        sa.Column("id", types.Id(), nullable=False),
        sa.Column("officer", types.Id(), nullable=False),
        sa.Column("saved_at", types.UtcTime(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
    )
    op.create_table(
        "find_doc",
        sa.Column("doc", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("person", types.Id(), nullable=False),
        sa.PrimaryKeyConstraint("doc", name=op.f("pk_find_doc")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_find_doc_person", "find_doc", ["person"], unique=True)
    op.create_table(
        "journal",
        sa.Column("n", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("device", types.Id(), nullable=False),
        sa.Column("incarnation", types.Id(), nullable=False),
        sa.Column("group", types.Id(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False, server_default=""),
        sa.Column("record", types.Id(), nullable=False),
        sa.Column("hlc", sa.BigInteger(), nullable=False),
        sa.Column("officer", types.Id(), nullable=False),
        sa.Column("schema", sa.Integer(), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=True),
        sa.Column("salt", sa.LargeBinary(), nullable=True),
        sa.Column("commitment", sa.LargeBinary(), nullable=False),
        sa.Column("previous", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_journal")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_journal_record", "journal", ["record"])
    op.execute(FIND_INDEX)


def downgrade() -> None:
    """And down again."""
    if context.config.attributes["at"] == "desk":
        op.execute("DROP TABLE find")
        for name in ("device", "draft", "find_doc", "journal"):
            op.drop_table(name)
    for name in (
        "belonging",
        "claim",
        "consent",
        "decision",
        "evidence",
        "leaving",
        "link",
        "number_block",
        "officer",
        "person",
        "photograph",
        "printing",
        "search",
        "signing_key",
        "station",
        "template",
        "viewing",
        "visit",
        "voucher",
    ):
        op.drop_table(name)
