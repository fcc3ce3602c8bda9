"""Transfers as a desk has them: its own files, its own steps, and what the centre told."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from app.domain.transfer import Transfer, TransferStep, TransferTold
from app.store.ask import Asks, records
from app.store.tables import transfer, transfer_step, transfer_told

MOST = 300
"""The newest of them stand in the lists."""


def own(asks: Asks, *, visit: UUID | None = None, since: datetime | None = None) -> list[Transfer]:
    """What was prepared here, newest first; of one visit."""
    wanted = select(transfer).order_by(transfer.c.at.desc()).limit(MOST)
    if visit is not None:
        wanted = wanted.where(transfer.c.visit == visit)
    if since is not None:
        wanted = wanted.where(transfer.c.at >= since)
    return list(records(asks, Transfer, wanted))


def told(asks: Asks, to: str, *, since: datetime | None = None) -> list[TransferTold]:
    """What the centre told of people who come to a station, newest first."""
    wanted = select(transfer_told).where(transfer_told.c.to == to)
    if since is not None:
        wanted = wanted.where(transfer_told.c.changed_at >= since)
    wanted = wanted.order_by(transfer_told.c.changed_at.desc()).limit(MOST)
    return list(records(asks, TransferTold, wanted))


def told_of(asks: Asks, transfers: Iterable[UUID]) -> dict[UUID, TransferTold]:
    """Transfer -> what the centre told of it."""
    ids = list(transfers)
    wanted = select(transfer_told).where(transfer_told.c.transfer.in_(ids))
    return {one.transfer: one for one in records(asks, TransferTold, wanted)} if ids else {}


def steps_of(asks: Asks, transfers: Iterable[UUID]) -> dict[UUID, list[TransferStep]]:
    """Transfer -> the steps that this station took."""
    ids = list(transfers)
    wanted = select(transfer_step).where(transfer_step.c.transfer.in_(ids))
    found: dict[UUID, list[TransferStep]] = {}
    for one in records(asks, TransferStep, wanted) if ids else ():
        found.setdefault(one.transfer, []).append(one)
    return found


def ticketed(asks: Asks) -> list[TransferStep]:
    """Steps taken with only the paper at hand."""
    wanted = select(transfer_step).where(transfer_step.c.ticket != "")
    return list(records(asks, TransferStep, wanted.order_by(transfer_step.c.at.desc()).limit(MOST)))
