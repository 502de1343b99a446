"""From checked documents to the questionnaire that is published, with all that they refer to put in place."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from questionnaires.authored import DeliveredElsewhere, PartKinds, Reference
from questionnaires.documents import (
    AuthoredSection,
    Definitions,
    FrameDocument,
    LibraryDocument,
    PreassignmentDocument,
    StandingDocument,
    StandingPlace,
    ThemeDocument,
    WholeDocument,
    WithAudiences,
)
from questionnaires.kinds import Names, published, text
from questionnaires.model import (
    EARLIER_AUDIENCES,
    AnyPart,
    Audience,
    AudienceGroup,
    Deliverable,
    Questionnaire,
    Section,
)

PREASSIGNMENT = "ennakkotehtava"


@dataclass(frozen=True)
class Bundle:
    """The documents that make one questionnaire; standing documents and pre-assignments by id."""

    theme: ThemeDocument
    libraries: Sequence[LibraryDocument]
    standing: Mapping[str, StandingDocument]
    preassignments: Mapping[str, PreassignmentDocument]
    frame: FrameDocument | None


def resolve(bundle: Bundle) -> Questionnaire:
    """The questionnaire of a bundle in which the checks found no problem."""
    theme = bundle.theme
    return Questionnaire(
        id=theme.id,
        theme=theme.theme,
        version=theme.version,
        title=text(theme.title),
        theme_name=text(theme.theme_name),
        goals=tuple(text(goal) for goal in theme.goals),
        intro=text(theme.intro) if theme.intro else None,
        audiences=_audiences([*bundle.libraries, bundle.theme]) or EARLIER_AUDIENCES,
        sections=tuple(_sections(bundle)),
        deliverables=tuple(_deliverables(bundle)),
    )


def _audiences(documents: Iterable[WithAudiences]) -> tuple[AudienceGroup, ...]:
    """Those of the documents, in order; a later document's words win over an earlier one's."""
    written = [one for document in documents for one in document.audiences]
    named = {one.id: AudienceGroup(id=one.id, text=text(one), counted=one.counted) for one in written}
    return tuple(named.values())


def resolve_whole(document: WholeDocument) -> Questionnaire:
    """The questionnaire of a document that draws on no other, in which the checks found no problem."""
    names = Names.of([document])
    return Questionnaire(
        id=document.id,
        theme=document.theme,
        version=document.version,
        title=text(document.title),
        theme_name=text(document.theme_name),
        goals=tuple(text(goal) for goal in document.goals),
        intro=text(document.intro) if document.intro else None,
        audiences=_audiences([document]) or EARLIER_AUDIENCES,
        sections=tuple(
            Section(
                id=section.id,
                title=text(section.title),
                intro=tuple(text(words) for words in section.intro),
                instructions={audience: text(words) for audience, words in section.instructions.items()},
                show_if=section.show_if,
                questions=tuple(published(part, names, {}) for part in section.questions),
            )
            for section in document.sections
        ),
        deliverables=tuple(
            Deliverable(id=item.id, question=item.question, text=text(item.text), required=item.required)
            for item in document.delivered
        ),
    )


def _sections(bundle: Bundle) -> Iterator[Section]:
    required = {item.ref for item in _elsewhere(bundle) if item.required}
    for place in bundle.theme.sections:
        if isinstance(place, AuthoredSection):
            yield Section(
                id=place.id,
                title=text(place.title),
                intro=tuple(text(words) for words in place.intro),
                show_if=place.show_if,
                questions=_questions(bundle, bundle.theme, place.questions, required),
            )
        elif isinstance(place, StandingPlace):
            yield _standing_section(bundle, bundle.standing[place.standing], required)
        elif bundle.frame:
            yield _preassignment_section(bundle, bundle.frame, bundle.preassignments[place.preassignment])


def _standing_section(bundle: Bundle, document: StandingDocument, required: set[str]) -> Section:
    return Section(
        id=document.id,
        title=text(document.short_title or document.title),
        intro=(text(document.title),) if document.short_title else (),
        questions=_questions(bundle, document, document.questions, required),
    )


def _preassignment_section(bundle: Bundle, frame: FrameDocument, document: PreassignmentDocument) -> Section:
    asked = [item for item in frame.deliverables if not isinstance(item, DeliveredElsewhere)]
    return Section(
        id=PREASSIGNMENT,
        title=text(frame.title),
        intro=tuple(text(words) for words in frame.frame),
        instructions={audience: text(words) for audience, words in document.instructions.items()},
        questions=_questions(bundle, frame, asked, set()),
    )


def _questions(
    bundle: Bundle, owner: Definitions, asked: Iterable[PartKinds | Reference], required: set[str]
) -> tuple[AnyPart, ...]:
    names = Names.of([*bundle.libraries, owner])
    common = {question.id: question for library in bundle.libraries for question in library.questions}
    audience_as: Mapping[Audience, Audience] = bundle.theme.audience_as
    whole = [_referred(item, common) if isinstance(item, Reference) else item for item in asked]
    made = (published(question, names, audience_as) for question in whole)
    return tuple(
        question.model_copy(update={"required": True}) if question.id in required else question for question in made
    )


def _referred(reference: Reference, common: Mapping[str, PartKinds]) -> PartKinds:
    changes = {key: getattr(reference, key) for key in reference.model_fields_set - {"ref"}}
    return common[reference.ref].model_copy(update=changes)


def _elsewhere(bundle: Bundle) -> list[DeliveredElsewhere]:
    deliverables = bundle.frame.deliverables if bundle.frame else []
    return [item for item in deliverables if isinstance(item, DeliveredElsewhere)]


def _deliverables(bundle: Bundle) -> Iterator[Deliverable]:
    for item in bundle.frame.deliverables if bundle.frame else []:
        question = item.ref if isinstance(item, DeliveredElsewhere) else item.id
        yield Deliverable(id=item.id, question=question, text=text(item.text), required=item.required)
