"""What a listing rests on, in words."""

from app.domain.blacklist import Proof, ProofKind
from app.words.say import say


def proof_in_words(proof: Proof, lang: str) -> str:
    """A piece of evidence; of likeness it is said that it does not count."""
    kind = say(f"listing_proof.{proof.kind}", lang)
    told = say("listing_line.proof", lang, what=kind, source=proof.source)
    return say("listing_line.face", lang, told=told) if proof.kind is ProofKind.FACE else told
