"""The words that a briefing quotes: each known by a key, and changed in all the places where they stand."""

from collections.abc import Callable, Iterator
from hashlib import sha256

from reports.briefing import Briefing, Label, OpenAnswers, Quote, RaisedIssue
from synthesis.editing.saying import digest


class Keys:
    """Names the quotes of a briefing by their words and whose they are."""

    def __init__(self, briefing: Briefing) -> None:
        self._parties = {party.name.fi: party.id for party in briefing.parties}

    def party(self, quote: Quote | RaisedIssue) -> str:
        """Whose it is: an id, or the name where the organisation is no party."""
        return self._parties.get(quote.organisation.fi, quote.organisation.fi)

    def of(self, quote: Quote | RaisedIssue) -> str:
        """The key of a quote: sixteen hexadecimal digits."""
        text = quote.text if isinstance(quote, Quote) else words_of_issue(quote)
        return sha256(f"{self.party(quote)}:{digest(text)}".encode()).hexdigest()[:16]


def words_of_issue(issue: RaisedIssue) -> str:
    """An issue with its further cells, as one text."""
    return " – ".join((issue.issue, *(words for _, words in issue.details)))


def quotes_of(briefing: Briefing) -> Iterator[tuple[str, Quote | RaisedIssue, Label | None]]:
    """Everything that could be quoted to the network, with its key and the phenomenon in which it stands."""
    keys = Keys(briefing)
    for finding in briefing.findings:
        for quote in finding.words():
            if quote.text:
                yield keys.of(quote), quote, finding.label
    for question in briefing.open_answers:
        for quote in question.answers:
            yield keys.of(quote), quote, None
    for issue in briefing.raised_issues:
        yield keys.of(issue), issue, None


def changed(
    briefing: Briefing, quoted: Callable[[Quote], Quote], raised: Callable[[RaisedIssue], RaisedIssue]
) -> Briefing:
    """The briefing with each of its quotes and raised issues as these functions give it."""

    def question_changed(question: OpenAnswers) -> OpenAnswers:
        return question.model_copy(update={"answers": tuple(map(quoted, question.answers))})

    return briefing.model_copy(
        update={
            "findings": tuple(finding.with_words(quoted) for finding in briefing.findings),
            "open_answers": tuple(map(question_changed, briefing.open_answers)),
            "raised_issues": tuple(map(raised, briefing.raised_issues)),
        }
    )
