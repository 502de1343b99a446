"""As whom an organisation is asked: the audience of its kind, or the one that the coordinator picked."""

from collections.abc import Mapping

from sqlmodel import Session, col, select

from questionnaires.basics import OTHERS
from questionnaires.model import Audience, Questionnaire
from survey_service import audit, lineage
from survey_service.models import Organisation, Response, Round


def audience_of(organisation: Organisation, questionnaire: Questionnaire) -> Audience:
    """The audience of `questionnaire` to which the organisation belongs.

    That of its kind; for one of the kind muu the one that was picked. Where the questionnaire has no such audience
    (a picked one of another year, the rescue service in rounds of before) the organisation is one of the others.
    """
    wanted = picked(organisation) or organisation.kind
    return wanted if any(group.id == wanted for group in questionnaire.audiences) else OTHERS


def picked(organisation: Organisation) -> Audience | None:
    """The audience that the coordinator picked; only for the kind muu, which has none of its own."""
    return organisation.audience if organisation.kind == OTHERS else None


def is_counted(organisation: Organisation, questionnaire: Questionnaire) -> bool:
    """Whether it counts in the response rate: none of the kind muu does, whoever it is asked like."""
    counted = {group.id: group.counted for group in questionnaire.audiences}
    return organisation.kind != OTHERS and counted.get(organisation.kind, True)


def others(session: Session, round_: Round) -> list[Organisation]:
    """Those in the round who are asked as whom the coordinator picks, by name."""
    query = select(Organisation).where(lineage.in_round(round_), Organisation.kind == OTHERS)
    return list(session.exec(query.order_by(col(Organisation.name_fi), col(Organisation.id))))


def have_begun(session: Session, round_: Round) -> set[int]:
    """The ids of the organisations that have written something in the round: they are asked as before."""
    return set(session.exec(select(Response.organisation_id).where(Response.round_id == round_.id)))


def pick(
    session: Session, round_: Round, questionnaire: Questionnaire, wanted: Mapping[int, str], *, actor: str
) -> None:
    """Let others be asked as the audiences `wanted` by organisation id, from now on.

    What is no audience of the questionnaire is not picked, and who has begun in the round stays as it is.
    """
    begun, offered = have_begun(session, round_), {group.id for group in questionnaire.audiences}
    for organisation in others(session, round_):
        audience = wanted.get(organisation.id or 0)
        if audience not in offered or organisation.id in begun or audience == audience_of(organisation, questionnaire):
            continue
        organisation.audience = audience
        session.add(organisation)
        thing = f"organisation:{organisation.id} audience:{audience}"
        audit.record(session, round_.county_id, actor, "organisation.pick_audience", thing)
