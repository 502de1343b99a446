"""What people changed holds, whatever is answered later."""

import datetime
import random
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from synthesis.edits import Edit, Hide, Merge, Move, Pin, Rename, Split, Undo, anchor, edits_in, read_edits
from synthesis.embedding import LexicalEncoder
from synthesis.model import CannotSynthesise, Comment, Label, Synthesis
from synthesis.parameters import Parameters
from synthesis.pipeline import synthesise
from synthesis.saying import Said, Wanted, digest
from synthesis.standing import standing

AT = datetime.datetime(2026, 11, 2, 9, 0, tzinfo=datetime.UTC)
WHO = {"at": AT, "by": "hytetu-tiimi"}
FEW = Parameters(fewest_segments=8)
MATTERS = (
    "Köerna till psykolog är långa för unga",
    "Unga väntar i månader på vård och köerna växer",
    "Ensamhet bland äldre är vanlig i skärgården",
    "Äldre som bor ensamma träffar ingen på hela veckan",
    "Telefonen håller unga vakna om nätterna",
    "Sömnen blir kort när telefonen är med i sängen",
    "Bussen går två gånger om dagen och skjutsen saknas",
    "Kollektivtrafiken saknas i byarna",
    "Jonot psykologille ovat pitkät",
    "Vanhusten yksinäisyys on lisääntynyt",
)


def edit(kind: type, number: int, **said: object) -> Edit:
    return kind(id=f"e{number}", **WHO, **said)  # type: ignore[no-any-return]


def run(comments: Iterable[Comment], edits: Iterable[Edit] = ()) -> Synthesis:
    return synthesise(comments, encoder=LexicalEncoder(), parameters=FEW, edits=edits)


def homes(said: str, comments: list[Comment], synthesis: Synthesis) -> set[str]:
    """Where the words of a digest stand: ids of phenomena, or reasons."""
    found = set()
    standing_at = [(one, place.id) for place in synthesis.phenomena for one in place.segments]
    standing_at += [(one, one.reason) for one in synthesis.unplaced]
    for comment in comments:
        words = Said(comment.text)
        for _, first, last in words.places(Wanted([said])):
            start, end = words.words[first][0], words.words[last - 1][1]
            found |= {
                name
                for one, name in standing_at
                if one.answer_id == comment.answer_id and one.start < end and start < one.end
            }
    return found


def one_home(digests: Iterable[str], comments: list[Comment], synthesis: Synthesis) -> str:
    found = set().union(*(homes(each, comments, synthesis) for each in digests))
    assert len(found) == 1, found
    return found.pop()


@st.composite
def answers(draw: st.DrawFn, prefix: str, fewest: int, most: int) -> list[Comment]:
    sentence = st.tuples(st.sampled_from(MATTERS), st.sampled_from(("", " hos oss", " nu", " enligt skolan")))
    text = st.lists(sentence.map("".join), min_size=1, max_size=3).map(lambda said: ". ".join(said) + ".")
    texts = draw(
        st.lists(
            st.one_of(text, text, text, st.sampled_from(("-", "", "samma som ovan"))), min_size=fewest, max_size=most
        )
    )
    return [
        Comment(answer_id=f"{prefix}{at}", organisation=f"K{draw(st.integers(1, 6))}", text=text, language="sv")
        for at, text in enumerate(texts)
    ]


@st.composite
def events(draw: st.DrawFn, comments: list[Comment], synthesis: Synthesis) -> list[Edit]:
    """What a person could do, looking at one result; the same things can be done to one phenomenon again and again."""
    named = [anchor(one, comments, draw(st.sampled_from((2, 5, None)))) for one in synthesis.phenomena]
    text = {comment.answer_id: comment.text for comment in comments}
    single = [digest(text[one.answer_id][one.start : one.end]) for one in synthesis.unplaced if text[one.answer_id]]
    single += [each for one in synthesis.phenomena for each in anchor(one, comments)]
    made: list[Edit] = []
    for number in range(draw(st.integers(1, 5))):
        kinds = (["rename", "pin", "hide", "move"] if named and single else []) + (["undo"] if made else [])
        kinds += (["merge"] if len(named) > 1 else []) + (["split"] if any(len(one) > 1 for one in named) else [])
        match draw(st.sampled_from(kinds)) if kinds else "":
            case "rename":
                made.append(
                    edit(Rename, number, phenomenon=draw(st.sampled_from(named)), label=Label(sv=f"Namn {number}"))
                )
            case "pin":
                made.append(edit(Pin, number, phenomenon=draw(st.sampled_from(named))))
            case "hide":
                made.append(edit(Hide, number, phenomenon=draw(st.sampled_from(named))))
            case "move":
                made.append(edit(Move, number, segment=draw(st.sampled_from(single)), to=draw(st.sampled_from(named))))
            case "merge":
                both = draw(st.lists(st.sampled_from(named), min_size=2, max_size=3, unique=True))
                made.append(edit(Merge, number, phenomena=both))
            case "split":
                one = draw(st.sampled_from([one for one in named if len(one) > 1]))
                at = draw(st.integers(1, len(one) - 1))
                made.append(edit(Split, number, parts=(one[:at], one[at:])))
            case "undo":
                made.append(edit(Undo, number, event=draw(st.sampled_from(made)).id))
    return made


def holds(event: Edit, stands: set[str], comments: list[Comment], synthesis: Synthesis) -> None:
    """`stands` are the digests on whose place a later edit has not decided."""
    names = {one.id: one for one in synthesis.phenomena}
    match event:
        case Rename():
            of_name = {one.id for one in synthesis.phenomena if one.label.sv == event.label.sv}
            where = set().union(*(homes(each, comments, synthesis) for each in event.phenomenon))
            assert of_name & where or "hidden" in where
            assert all(names[one].origin == "human" for one in of_name)
        case Merge():
            one_home(event.claimed(), comments, synthesis)
        case Split():
            places = [one_home(part, comments, synthesis) for part in event.parts]
            assert len(set(places)) == len(places) or set(places) == {"hidden"}
        case Move():
            here = one_home([event.segment], comments, synthesis)
            assert here in set().union(*(homes(each, comments, synthesis) for each in event.to))
            assert here in names or here == "hidden"
        case Pin():
            assert one_home(event.phenomenon, comments, synthesis) in names
        case Hide():
            where = set().union(*(homes(each, comments, synthesis) for each in event.phenomenon if each in stands))
            assert where <= {"hidden"}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_every_edit_holds_with_new_answers_in_any_order_and_nothing_is_lost(data: st.DataObject) -> None:
    before = data.draw(answers("a", 3, 24))
    edits = data.draw(events(before, run(before)))
    after = before + data.draw(answers("b", max(1, len(before) // 10), max(1, len(before) // 10)))
    shuffled = after.copy()
    random.Random(data.draw(st.integers(0, 9))).shuffle(shuffled)

    synthesis = run(after, edits)

    assert synthesis.model_dump_json() == run(shuffled, edits).model_dump_json()
    placed = {one.answer_id for phenomenon in synthesis.phenomena for one in phenomenon.segments}
    assert placed | {one.answer_id for one in synthesis.unplaced} == {comment.answer_id for comment in after}
    undone = {event.event for event in edits if isinstance(event, Undo)}
    overridden = {note.split()[-1] for note in synthesis.method.notes if " overrides edit " in note}
    stands = standing(edits)
    for event in edits:
        if event.id not in undone | overridden:
            holds(event, set(stands.place) - set(stands.claims), after, synthesis)


def test_the_same_words_have_the_same_digest_whatever_their_case_and_punctuation() -> None:
    assert digest("Jonot ovat pitkät!") == digest("  jonot  ovat\npitkät")
    assert digest("Jonot ovat pitkät") != digest("Jonot ovat lyhyet")


def test_words_are_found_inside_an_answer_only_between_pauses() -> None:
    wanted = Wanted([digest("Jonot ovat pitkät")])

    assert len(list(Said("Bussi ei kulje. Jonot ovat pitkät, ja apua ei saa.").places(wanted))) == 1
    assert not list(Said("Sanotaan että jonot ovat pitkät aina.").places(wanted))


def test_an_undo_that_was_undone_undoes_nothing() -> None:
    rename = edit(Rename, 1, phenomenon=("Jonot ovat pitkät",), label=Label(fi="Jonot"))
    undo = edit(Undo, 2, event="e1")

    assert not standing([rename, undo]).kept
    assert standing([rename, undo, edit(Undo, 3, event="e2")]).kept[0].label.fi == "Jonot"


def test_an_edit_of_words_that_nobody_says_any_more_is_reported(answers_of_two: list[Comment]) -> None:
    rename = edit(Rename, 1, phenomenon=("Tätä ei sano enää kukaan",), label=Label(fi="Poissa"))

    assert "edit e1: none of its 1 segments stand in the answers" in run(answers_of_two, [rename]).method.notes


def test_of_two_names_the_later_wins_and_it_is_said(answers_of_two: list[Comment]) -> None:
    said = tuple(comment.text for comment in answers_of_two)
    first = edit(Rename, 1, phenomenon=said, label=Label(sv="Ett"))
    second = edit(Rename, 2, phenomenon=said, label=Label(sv="Två"))

    synthesis = run(answers_of_two, [first, second])

    assert [one.label.sv for one in synthesis.phenomena] == ["Två"]
    assert "edit e2 overrides edit e1" in synthesis.method.notes


@pytest.fixture
def answers_of_two() -> list[Comment]:
    return [Comment(answer_id=f"a{at}", text=text, language="sv") for at, text in enumerate(MATTERS[:2])]


@pytest.mark.parametrize(
    ("line", "trouble"),
    [
        ("{", "line 2"),
        (
            '{"kind": "rename", "id": "e2", "at": "2026-11-02T09:00:00Z", "by": "x", "phenomenon": [], "label": {}}',
            "line 2",
        ),
        ('{"kind": "undo", "id": "e1", "at": "2026-11-02T09:00:00Z", "by": "x", "event": "e0"}', "used on an earlier"),
        ('{"kind": "undo", "id": "e2", "at": "2026-11-02T09:00:00", "by": "x", "event": "e1"}', "timezone"),
    ],
)
def test_a_bad_line_is_named(line: str, trouble: str) -> None:
    good = '{"kind": "undo", "id": "e1", "at": "2026-11-02T09:00:00Z", "by": "x", "event": "e0"}'

    with pytest.raises(CannotSynthesise, match=trouble):
        read_edits([good, line])


def test_the_example_of_the_documentation_holds() -> None:
    example = Path(__file__).parents[2] / "docs" / "edits.example.jsonl"
    edits = edits_in(example)
    comments = [
        Comment(answer_id=f"a{at}", organisation=f"K{at}", text=text, language="sv" if "Köerna" in text else "fi")
        for at, text in enumerate(
            (
                "Vanhusten yksinäisyys on lisääntynyt kylillä.",
                "Ikääntyneiden yksinäisyys näkyy ateriapalvelussa.",
                "Jonot nuorten mielenterveyspalveluihin ovat liian pitkät.",
                "Köerna till psykolog är långa för unga.",
                "Puhelimen käyttö yöllä vie nuorten unen.",
                "Puhelin ja pelit vievät lasten unen.",
                "Psykologin vastaanotolle on puolen vuoden jono.",
                "Leskeksi jäänyt vanhus voi olla viikon puhumatta kenellekään.",
            )
        )
    ]

    synthesis = run(comments, edits)

    assert {event.kind for event in edits} == {"rename", "merge", "split", "move", "pin", "hide", "undo"}
    together = {frozenset(one.answer_id for one in each.segments) for each in synthesis.phenomena}
    assert together >= {frozenset({"a2", "a3", "a6"}), frozenset({"a4"}), frozenset({"a5"}), frozenset({"a7"})}
    assert "Ikääntyneiden yksinäisyys" in {each.label.fi for each in synthesis.phenomena}
    assert not [note for note in synthesis.method.notes if note.startswith("edit")]
