"""What stands beside each question of a section: who saved it last and when, and what a reader should know of it."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask import render_template

from questionnaires.completeness import validate
from questionnaires.model import AnyQuestion, Text
from reports.response import CopyQuestion
from survey_service import copies, i18n, joining
from survey_service.answering import Answering
from survey_service.members import Member
from survey_service.privacy.notices import Notice, notices
from survey_service.stored import StoredAnswer, StoredRival
from survey_service.views.opened import is_of_this_browser


@dataclass(frozen=True)
class Version:
    """One text to a question as it is shown beside it: what it says, whose it is (empty: unknown), and since when.

    `here`: it was written in the reader's own browser.
    """

    worded: CopyQuestion
    who: str
    saved_at: datetime.datetime
    number: int
    here: bool


@dataclass(frozen=True)
class RivalVersion(Version):
    """A text that somebody wrote beside the answer. `fits`: it can be put together with what is in the response."""

    rival_id: int
    late: bool
    fits: bool


@dataclass(frozen=True)
class MemberVersion(Version):
    """What a member organisation wrote. `added`: it stands in the answer already; `fits`: it can be added to it."""

    share_id: int
    ready: bool
    added: bool
    fits: bool


@dataclass(frozen=True)
class Beside:
    """What the page tells beside one question: its answer, what others wrote at the same time, and what is wrong.

    `members` are those of a council that wrote, `silent` counts those that did not; `notices` tell what in the answer
    looks like personal data, `gaps` what is still missing from it.
    """

    question: AnyQuestion
    stored: Version | None = None
    rivals: tuple[RivalVersion, ...] = ()
    trouble: str = ""
    members: tuple[MemberVersion, ...] = ()
    silent: int = 0
    notices: tuple[Notice, ...] = ()
    gaps: tuple[Text, ...] = ()

    def html(self, told: Answering) -> str:
        """The fragment of the page."""
        return render_template("respond/_beside.html", beside=self, told=told)


def beside_each(
    told: Answering, questions: Iterable[AnyQuestion], troubles: Mapping[str, str] | None = None
) -> dict[str, Beside]:
    """What stands beside each of `questions` as `told` knows it; `troubles` are sentences by question id."""
    return {question.id: beside_one(told, question, (troubles or {}).get(question.id, "")) for question in questions}


def waiting(told: Answering) -> dict[str, Beside]:
    """The questions of the opened link, as far as they are asked now, beside which a text waits to be decided on."""
    questions = [question for section in told.sections for question in told.questions(section)]
    return {key: beside for key, beside in beside_each(told, questions).items() if beside.rivals}


def beside_one(told: Answering, question: AnyQuestion, trouble: str = "") -> Beside:
    """What stands beside one question."""
    stored = told.answers.get(question.id)
    rivals = [_rival(told, question, stored, rival) for rival in told.rivals if rival.question_id == question.id]
    version = Version(*_version(told, question, stored)) if stored else None
    members = [_member(told, question, stored, member) for member in told.members if _wrote(member, question)]
    silent = len(told.members) - len(members)
    pointed_out = notices(told, question) if told.editable else ()
    gaps = _gaps(told, question)
    return Beside(question, version, tuple(rivals), trouble, tuple(members), silent, pointed_out, gaps)


def _gaps(told: Answering, question: AnyQuestion) -> tuple[Text, ...]:
    """What a thing to deliver that has been begun still lacks; it stops nobody."""
    value = told.values.get(question.id)
    to_deliver = {one.question for one in told.questionnaire.deliverables}
    if value is None or value.is_empty() or question.id not in to_deliver:
        return ()
    return tuple(found.text for found in validate(question, value, told.audience))


def _wrote(member: Member, question: AnyQuestion) -> bool:
    answer = member.answers.get(question.id)
    return answer is not None and not answer.value.is_empty()


def _member(told: Answering, question: AnyQuestion, stored: StoredAnswer | None, member: Member) -> MemberVersion:
    theirs = member.answers[question.id]
    worded, _, saved_at, number, here = _version(told, question, theirs)
    value = joining.together(question, stored.value if stored else None, theirs.value)
    return MemberVersion(
        worded=worded,
        who=member.name,
        saved_at=saved_at,
        number=number,
        here=here,
        share_id=member.share_id,
        ready=member.state == "ready",
        added=stored is not None and value == stored.value,
        fits=value is not None and question.kind != "file",
    )


def _version(
    told: Answering, question: AnyQuestion, answer: StoredAnswer
) -> tuple[CopyQuestion, str, datetime.datetime, int, bool]:
    who = told.writer_of(answer)
    worded = copies.in_words(question, answer.value, i18n.locale(), answer.language)
    whose = who.in_language(i18n.locale()) if who else ""
    return worded, whose, answer.saved_at, answer.version, is_of_this_browser(answer.writer)


def _rival(told: Answering, question: AnyQuestion, stored: StoredAnswer | None, rival: StoredRival) -> RivalVersion:
    fits = stored is not None and joining.joined(question, stored.value, rival.value) is not None
    late = rival.origin == "after_submission"
    return RivalVersion(*_version(told, question, rival), rival_id=rival.rival_id, late=late, fits=fits)
