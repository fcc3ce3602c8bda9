"""The key ring: passwords and the printed recovery key open the register, nothing else does."""

from pathlib import Path

import pytest

from app.domain.errors import Refused, Unavailable
from app.domain.ids import new_id
from app.store import keys


def test_each_officer_opens_it_with_their_own_password() -> None:
    key, one, other = keys.new_key(), new_id(), new_id()
    ring = keys.with_officer(keys.new_ring(new_id()), one, "LiFang ", "a good password", key)
    ring = keys.with_officer(ring, other, "zhang", "another one 12", key)
    assert keys.open_with_password(ring, " lifang", "a good password") == (one, key)
    assert keys.open_with_password(ring, "zhang", "another one 12") == (other, key)
    for login, password in (("lifang", "another one 12"), ("nobody", "a good password")):
        with pytest.raises(Refused, match=r"login\.wrong"):
            keys.open_with_password(ring, login, password)


def test_who_has_left_opens_nothing() -> None:
    key, one = keys.new_key(), new_id()
    ring = keys.with_officer(keys.new_ring(new_id()), one, "li", "a good password", key)
    with pytest.raises(Refused, match=r"login\.wrong"):
        keys.open_with_password(keys.without_officer(ring, one), "li", "a good password")


def test_the_recovery_key_may_be_typed_carelessly() -> None:
    key, recovery = keys.new_key(), keys.new_recovery()
    ring = keys.with_recovery(keys.new_ring(new_id()), recovery, key)
    careless = recovery.lower().replace("-", " ").replace("o", "0").replace("i", "1")
    assert keys.open_with_recovery(ring, careless) == key
    with pytest.raises(Refused, match=r"login\.wrong_recovery"):
        keys.open_with_recovery(ring, keys.new_recovery())


def test_a_slot_is_bound_to_its_officer_and_register() -> None:
    key, one = keys.new_key(), new_id()
    ring = keys.with_officer(keys.new_ring(new_id()), one, "li", "a good password", key)
    slot = ring.slots[0]
    stolen = keys.Slot(**{f: getattr(slot, f) for f in slot.__struct_fields__} | {"officer": "x"})
    forged = keys.Ring(version=1, register=ring.register, salt=ring.salt, slots=(stolen,))
    with pytest.raises(Refused, match=r"login\.wrong"):
        keys.open_with_password(forged, "li", "a good password")


@pytest.mark.parametrize(
    "poison",
    [
        {"memory_kib": 1 << 30}, {"memory_kib": 0}, {"memory_kib": 9}, {"memory_kib": -1},
        {"passes": 0}, {"passes": 1 << 20}, {"lanes": 0}, {"lanes": 17}, {"salt": b""},
    ],
)  # fmt: skip
def test_a_poisoned_ring_does_not_stop_the_machine(poison: dict[str, object]) -> None:
    ring = keys.with_officer(
        keys.new_ring(new_id()), new_id(), "li", "a good password", keys.new_key()
    )
    slot = ring.slots[0]
    values = {f: getattr(slot, f) for f in slot.__struct_fields__}
    huge = keys.Slot(**values | poison)
    with pytest.raises(Unavailable, match=r"register\.keys_damaged"):
        keys.open_with_password(
            keys.Ring(version=1, register=ring.register, salt=ring.salt, slots=(huge,)), "li", "x"
        )


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b'{"version": 1, "slots": 5}'])
def test_a_damaged_ring_is_said_and_left(data: Path, content: bytes) -> None:
    (data / keys.FILE).write_bytes(content)
    with pytest.raises(Unavailable, match=r"register\.keys_damaged"):
        keys.read_ring(data)
    assert (data / keys.FILE).read_bytes() == content


def test_a_missing_ring_is_said(data: Path) -> None:
    with pytest.raises(Unavailable, match=r"register\.no_keys"):
        keys.read_ring(data)
