"""Makes many answers out of few by varying them: for measuring time and memory, never quality."""

import random
from collections import defaultdict

from bench.cases import Case
from synthesis.languages.sentences import sentences
from synthesis.model import Comment

ORGANISATIONS = 400
CHANGED = 0.15
"""This share of the words is replaced by a word of another sentence on the same matter."""

Sentences = list[list[str]]
"""The sentences of each answer on one matter in one language; of some there are none."""


def varied(cases: list[Case], number: int, seed: int = 0) -> list[Comment]:
    """Return `number` answers, each put together from sentences on the matter and in the language of a real one.

    Words are changed here and there, so that hardly two answers are the same; the same call gives the same answers.
    """
    chance = random.Random(seed)
    models = [(comment, _matter(case, comment)) for case in cases for comment in case.comments]
    said: dict[str, Sentences] = defaultdict(list)
    for comment, matter in models:
        said[matter].append([comment.text[start:end] for start, end in sentences(comment.text)])
    return [_another(chance, models[row % len(models)], said, row) for row in range(number)]


def _matter(case: Case, comment: Comment) -> str:
    return "/".join([case.name, str(comment.language), *sorted(case.gold[comment.answer_id])])


def _another(chance: random.Random, model: tuple[Comment, str], said: dict[str, Sentences], row: int) -> Comment:
    comment, matter = model
    found = [_changed(chance, said[matter]) for _ in sentences(comment.text)]
    organisation = f"org-{chance.randrange(ORGANISATIONS):03d}"
    changes = {"answer_id": f"s{row:06d}", "text": " ".join(found), "organisation": organisation}
    return comment.model_copy(update=changes)


def _changed(chance: random.Random, said: Sentences) -> str:
    words = _sentence(chance, said)
    for at in range(len(words)):
        if chance.random() < CHANGED:
            words[at] = chance.choice(_sentence(chance, said))
    return " ".join(words)


def _sentence(chance: random.Random, said: Sentences) -> list[str]:
    return chance.choice(chance.choice([each for each in said if each])).split()
