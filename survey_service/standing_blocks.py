"""The standing blocks of a round: what the coordination group tells of the regional plan and of the HYTE-kerroin."""

import datetime
from dataclasses import dataclass

from sqlmodel import Session, col, select

from survey_service import audit
from survey_service.candidates import ChangedMeanwhile
from survey_service.errors import SurveyServiceError
from survey_service.models import BlockKind, Round, StaffMember, StandingBlock

KINDS: tuple[BlockKind, ...] = ("plan_status", "hyte_review")
LONGEST = 6000

__all__ = ["KINDS", "LONGEST", "Block", "BlockKind", "BlockTooLong", "history", "of_round", "write"]


class BlockTooLong(SurveyServiceError):
    """A text of a standing block is too long."""

    status = 422


@dataclass(frozen=True)
class Block:
    """A standing block as it was written. Version 0: nobody has written it yet."""

    kind: BlockKind
    version: int = 0
    text_fi: str = ""
    text_sv: str = ""
    by: str = ""
    at: datetime.datetime | None = None


def of_round(session: Session, round_id: int) -> dict[BlockKind, Block]:
    """The newest version of each block."""
    blocks = {kind: Block(kind) for kind in KINDS}
    blocks.update({block.kind: block for block in history(session, round_id)})
    return blocks


def history(session: Session, round_id: int) -> list[Block]:
    """Every version that was written, oldest first."""
    query = (
        select(StandingBlock, StaffMember)
        .join(StaffMember, col(StaffMember.id) == col(StandingBlock.staff_id))
        .where(StandingBlock.round_id == round_id)
        .order_by(col(StandingBlock.id))
    )
    return [
        Block(row.kind, row.version, row.text_fi, row.text_sv, by.title, row.created_at)
        for row, by in session.exec(query)
    ]


def write(
    session: Session,
    round_: Round,
    kind: BlockKind,
    text_fi: str,
    text_sv: str,
    *,
    seen: int,
    staff_id: int,
    actor: str,
) -> bool:
    """A new version of a block; gives whether it says something else. Earlier versions are kept.

    `seen` is the version that its writer had read. Raises ChangedMeanwhile and BlockTooLong.
    """
    if max(len(text_fi), len(text_sv)) > LONGEST:
        raise BlockTooLong
    # two who write at once: the second waits here, and then sees that the first has written
    session.exec(select(Round.id).where(Round.id == round_.id).with_for_update()).one()
    newest = of_round(session, round_.id or 0)[kind]
    if (newest.text_fi, newest.text_sv) == (text_fi, text_sv):
        return False
    if newest.version != seen:
        raise ChangedMeanwhile
    session.add(
        StandingBlock(
            round_id=round_.id or 0,
            kind=kind,
            version=newest.version + 1,
            text_fi=text_fi,
            text_sv=text_sv,
            staff_id=staff_id,
        )
    )
    session.flush()
    audit.record(session, round_.county_id, actor, f"standing_block.{kind}", f"round:{round_.id}")
    return True
