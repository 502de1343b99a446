"""What an earlier synthesis found: read from the folder it was written into, or from an earlier round's last run."""

from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError
from sqlmodel import Session, col, select

from reports.briefing import Before, Briefing, Comparison, Label, ScaleResult
from survey_service import material, rounds
from survey_service.models import Round, StoredBriefing, SynthesisRun
from synthesis.meaning.embedding import Encoder
from synthesis.model import CannotSynthesise, Comment, Phenomenon, Synthesis
from synthesis.years import Year


@dataclass(frozen=True)
class Earlier:
    """An earlier synthesis; `year` is that of its answers when known. Its answers, or what it left of them, tell it.

    `scales` are the counted questions of its briefing, `answered` is how many organisations answered (0: not known).
    """

    synthesis: Synthesis
    year: int | None = None
    comments: tuple[Comment, ...] = ()
    memory: Year | None = None
    quotes: dict[str, list[str]] = field(default_factory=dict)
    scales: tuple[ScaleResult, ...] = ()
    answered: int = 0

    def as_year(self, encoder: Encoder) -> Year:
        """What the next synthesis needs to know of it; told anew where another encoder made it."""
        from synthesis.remembering import recalled, remembered

        if self.memory is not None and self.memory.encoder == encoder.name:
            return self.memory
        if self.comments:
            return remembered(self.comments, self.synthesis, encoder)
        return recalled(self.synthesis, self.quotes, encoder)

    def before(self, phenomenon: Phenomenon) -> tuple[Before, ...]:
        """What a phenomenon of the present synthesis continues."""
        return self._told(phenomenon.previous)

    def comparison(self, synthesis: Synthesis) -> Comparison:
        """The present synthesis beside this one."""
        return Comparison(year=self.year, vanished=self._told(synthesis.vanished), answered=self.answered)

    def _told(self, ids: tuple[str, ...]) -> tuple[Before, ...]:
        known = {each.id: each for each in self.synthesis.phenomena}
        return tuple(
            Before(
                label=Label(fi=known[each].label.fi, sv=known[each].label.sv),
                organisations=len(known[each].organisations),
            )
            for each in ids
            if each in known
        )


def in_folder(folder: Path) -> Earlier:
    """What `ennakko synthesise --out` wrote into `folder`; year.json and briefing.json may be missing there.

    Raises CannotSynthesise when there is no synthesis.json of ours.
    """
    file = folder / "synthesis.json"
    try:
        synthesis = Synthesis.model_validate_json(file.read_bytes())
        memory, shown = folder / "year.json", folder / "briefing.json"
        year = Year.model_validate_json(memory.read_bytes()) if memory.exists() else None
        told = Briefing.model_validate_json(shown.read_bytes()) if shown.exists() else None
    except OSError as trouble:
        raise CannotSynthesise(
            f"{file}: the earlier result cannot be read ({trouble.strerror}); --previous takes a folder made by --out."
        ) from trouble
    except ValidationError as trouble:
        raise CannotSynthesise(f"{folder}: this is not a result of this command ({trouble.title}).") from trouble
    if told is None:
        return Earlier(synthesis, memory=year)
    quotes = {each.id: [quote.text for quote in each.quotes] for each in told.findings}
    return Earlier(synthesis, told.year, memory=year, quotes=quotes, scales=told.scales, answered=_answered(told))


def of_round(session: Session, round_: Round) -> Earlier | None:
    """The last finished synthesis of the last round on the same theme, or None when there is none."""
    before = rounds.previous_of(session, round_)
    while before is not None and before.theme != round_.theme:
        before = rounds.previous_of(session, before)
    if before is None:
        return None
    finished = select(SynthesisRun).where(SynthesisRun.round_id == before.id, SynthesisRun.state == "finished")
    run = session.exec(finished.order_by(col(SynthesisRun.id).desc())).first()
    if run is None or run.result is None:
        return None
    comments = material.gather(session, before).comments()
    told = _told_of(session, run)
    kept = {each.id: [quote.text for quote in each.quotes] for each in told.findings} if told and not comments else {}
    scales = told.scales if told else ()
    synthesis, answered = Synthesis.model_validate(run.result), _answered(told) if told else 0
    return Earlier(synthesis, before.year, comments, quotes=kept, scales=scales, answered=answered)


def _answered(told: Briefing) -> int:
    """How many organisations answered, those outside of the response rate among them."""
    return sum(party.answered for party in told.parties)


def _told_of(session: Session, run: SynthesisRun) -> Briefing | None:
    """The briefing of a run, which keeps what was counted and quoted when the answers were deleted since."""
    stored = session.exec(select(StoredBriefing).where(StoredBriefing.run_id == run.id)).first()
    return Briefing.model_validate(stored.content) if stored else None
