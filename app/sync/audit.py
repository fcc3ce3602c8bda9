"""Asking the centre to show that its newest root covers this desk."""

from datetime import datetime

from app.store import heard
from app.store.register import Register
from app.sync.line import Line, Trouble
from app.wire.audit import AskProof, Proof

_NONE = frozenset({"audit.not_covered", "audit.no_root"})


def ask_proof(line: Line, root: int) -> Proof | None:
    """The centre's proof for a root; None where it says that it has none for this desk."""
    try:
        return line.ask("/v1/audit/proof", AskProof(root=root), Proof)
    except Trouble as trouble:
        if trouble.key not in _NONE:
            raise
    return None


def look(register: Register, line: Line, at: datetime) -> int:
    """Look into the newest root, if nobody has; answers its number, or 0."""
    root = heard.to_prove(register)
    if root:
        register.look_into(root, ask_proof(line, root), at)
    return root
