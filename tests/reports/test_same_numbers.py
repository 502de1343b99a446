"""One briefing says the same numbers in every file: of the management's view, and of each phenomenon."""

import io
import re
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field

import docx
import html5lib
import openpyxl
import pptx
import pytest
from scipy.stats import binomtest

from reports.briefing import KINDS, Briefing, Language
from reports.files import KINDS as FILES
from reports.files import Kind, to_file
from reports.finding import SIDES
from reports.wording import KIND_NAMES, phrase

Pair = tuple[int, int]


@dataclass
class Said:
    """What a file says, by number of the phenomenon; pairs are (how many, out of how many)."""

    answered: Pair
    kinds: dict[str, Pair]
    asked: list[int]
    raised: int
    outside: int
    organisations: dict[int, Pair] = field(default_factory=dict)
    by_kind: dict[int, dict[str, Pair]] = field(default_factory=dict)
    asking: dict[int, int] = field(default_factory=dict)
    strongest: list[Pair] = field(default_factory=list)
    intervals: dict[int, Pair] = field(default_factory=dict)
    sides: dict[int, dict[str, int]] = field(default_factory=dict)
    figures: dict[int, list[tuple[str, int]]] = field(default_factory=dict)


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_every_file_says_the_same_numbers(full_briefing: Briefing, language: Language):
    said = {kind: READERS[kind](to_file(full_briefing, kind, language), language) for kind in FILES}

    assert len(said) == 6
    assert len(said["json"].organisations) == 9
    for kind, told in said.items():
        assert told == said["json"], kind


def test_the_readers_find_a_number_that_differs(full_briefing: Briefing):
    fewer = full_briefing.findings[0].model_copy(update={"asked_by": 11})
    other = full_briefing.model_copy(update={"findings": (fewer, *full_briefing.findings[1:])})

    for kind in FILES:
        assert READERS[kind](to_file(other, kind, "fi"), "fi") != READERS["json"](
            to_file(full_briefing, "json", "fi"), "fi"
        ), kind


MOST_STRONGEST = 4
"""So many of the strongest phenomena are in every file; a page holds fewer of them than a sheet."""


def of_json(file: bytes, language: Language) -> Said:
    """Counted here, from the answers' organisations, and not by the code that the files share."""
    told = Briefing.model_validate_json(file)
    parties = {party.id: party for party in told.parties}
    names = {kind: KIND_NAMES[kind].in_language(language) for kind in KINDS}
    everyone = [party for party in told.parties if party.answered]
    rated = [party for party in told.parties if party.counted]
    said = Said(
        answered=(sum(party.answered for party in rated), len(rated)),
        kinds={
            names[kind]: (sum(one.answered for one in some), len(some))
            for kind in KINDS
            if (some := [one for one in rated if one.kind == kind])
        },
        asked=sorted((one.asked_by for one in told.findings if one.asked_by), reverse=True)[:5],
        raised=len(told.raised_issues),
        outside=len(told.unplaced),
    )
    ordered = sorted(told.findings, key=lambda one: -len(one.organisations))
    for number, finding in enumerate(ordered, start=1):
        kinds = [parties[one].kind for one in finding.organisations]
        said.organisations[number] = (len(kinds), len(everyone))
        said.asking[number] = finding.asked_by
        interval = binomtest(len(kinds), len(everyone)).proportion_ci(method="wilson")
        said.intervals[number] = (round(100 * float(interval.low)), round(100 * float(interval.high)))
        told_of = {side: len(getattr(finding, side).organisations) for side in SIDES}
        said.sides[number] = {phrase(f"side_{side}", language): count for side, count in told_of.items() if count}
        said.figures[number] = [(one.county.replace(".", ","), one.year) for one in finding.indicators]
        said.by_kind[number] = {
            names[kind]: (kinds.count(kind), some)
            for kind in KINDS
            if (some := sum(one.kind == kind for one in everyone))
        }
    said.strongest = [said.organisations[number] for number in range(1, MOST_STRONGEST + 1)]
    return said


def of_text(text: str, language: Language) -> Said:
    """Read from running text, in which each phenomenon begins with its number and name on a line of its own."""
    text = " ".join(text.split())
    first, *parts = re.split(r" (?=¶\d+\. )", text)
    numbered = {int(re.match(r"¶(\d+)", part)[1]): part for part in parts}  # type: ignore[index]
    of = r"(\d+) (?:/|av) (\d+)"
    unit = phrase("big_count_unit", language)
    asked = first.partition(phrase("asked_most", language))[2]
    said = Said(
        answered=_pair(re.search(f"{of} {unit}", first)),
        kinds=_kinds(first, of, language),
        asked=[int(one) for one in re.findall(r": (\d+) organisa", asked)[:5]],
        raised=int(re.search(r"(\d+) (?:nosto|prioriterade)", first)[1]),  # type: ignore[index]
        outside=int(re.search(phrase("outside", language) + r": (\d+)", first)[1]),  # type: ignore[index]
    )
    strongest = first.partition(phrase("strongest", language))[2]
    said.strongest = [(int(one), int(all_)) for one, all_ in re.findall(r"(\d+) (?:/|av) (33)\b", strongest)]
    del said.strongest[MOST_STRONGEST:]
    evidence = r"(\d+) organisa\w+ (?:av )?(\d+) (?:vastanneesta|som svarade)"
    exact = r"(?:väli|intervall) (\d+)–(\d+) ?%"
    county = rf"(?:{phrase('county_value', language)}) ([\d,]+) % \((\d+)\)"
    for number, part in numbered.items():
        said.organisations[number] = _pair(re.search(evidence, part))
        said.by_kind[number] = _kinds(part, of, language)
        said.intervals[number] = _pair(re.search(exact, part))
        titles = [phrase(f"side_{side}", language) for side in SIDES]
        found = {title: re.search(rf"{title}:? (\d+) organisa", part) for title in titles}
        said.sides[number] = {title: int(one[1]) for title, one in found.items() if one}
        said.figures[number] = [(value, int(year)) for value, year in re.findall(county, part)]
        asking = re.search(r"(\d+) organisa\w+ (?:pyytää|ber om)", part)
        said.asking[number] = int(asking[1]) if asking else 0
    return said


def _pair(found: re.Match[str] | None) -> Pair:
    assert found
    return int(found[1]), int(found[2])


def _kinds(text: str, of: str, language: Language) -> dict[str, Pair]:
    names = [KIND_NAMES[kind].in_language(language) for kind in KINDS]
    found = {name: re.search(rf"{name}:? {of}", text) for name in names}
    return {name: _pair(one) for name, one in found.items() if one}


def of_html(file: bytes, language: Language) -> Said:
    page = html5lib.parse(file, namespaceHTMLElements=False)
    summary = page.find(".//section[@aria-labelledby='briefing-summary']")
    parts = [" ".join(summary.find(f"div[@class='briefing-{part}']").itertext()) for part in ("who", "asked")]
    parts.append(" ".join(page.find(".//section[@class='briefing-management']").itertext()))
    articles = [f"¶{' '.join(one.itertext()).strip()}" for one in page.iter("article") if "finding" in one.get("class")]
    return of_text(" ".join([*parts, *articles]), language)


def of_pdf(file: bytes, language: Language) -> Said:
    command = ["pdftotext", "-raw", "-", "-"]
    text = subprocess.run(command, input=file, capture_output=True, check=True).stdout.decode().replace("\f", "\n")
    # a number and a name begin a phenomenon only after the annex's table; the first page counts what is asked as well
    management, annex = re.split(phrase("annex", language), text, maxsplit=1)
    return of_text(f"{management} {_marked(annex, language)}", language)


def _marked(annex: str, language: Language) -> str:
    """From the first phenomenon to the part after the last, each begun by ¶."""
    begins = annex[annex.index("\n1. ") :].partition(f"\n{phrase('standing', language)}\n")[0]
    return re.sub(r"\n(?=\d+\. )", "\n¶", begins)


def of_docx(file: bytes, language: Language) -> Said:
    lines = []
    annex = False
    document = docx.Document(io.BytesIO(file))
    for paragraph in document.paragraphs:
        annex = annex or paragraph.text == phrase("annex", language)
        if annex and paragraph.text == phrase("standing", language):
            break
        if paragraph.text == phrase("strongest", language):
            lines += [paragraph.text, *(cell.text for row in document.tables[0].rows for cell in row.cells)]
        begins = annex and paragraph.style.name == "Heading 2" and paragraph.text[0].isdigit()
        lines.append(f"¶{paragraph.text}" if begins else paragraph.text)
    return of_text(" ".join(lines), language)


def of_pptx(file: bytes, language: Language) -> Said:
    slides = list(pptx.Presentation(io.BytesIO(file)).slides)
    texts = []
    for slide in slides:
        title = slide.shapes.title.text_frame.text
        shown = (phrase("summary", language), phrase("strongest", language))
        if title in shown or title[0].isdigit() or phrase("other_sides", language) in title:
            words = " ".join(shape.text_frame.text for shape in slide.placeholders if shape.has_text_frame)
            texts.append(f"¶{words}" if title[0].isdigit() else words)
    return of_text(" ".join(texts), language)


def of_xlsx(file: bytes, language: Language) -> Said:
    book = openpyxl.load_workbook(io.BytesIO(file))
    summary, phenomena, groups, *_ = (list(sheet.iter_rows(min_row=2, values_only=True)) for sheet in book)
    header = [cell.value for cell in book.worksheets[2][1]]
    kinds = [KIND_NAMES[kind].in_language(language) for kind in KINDS]
    who, asked, rest = (phrase(key, language) for key in ("who_answered", "asked_most", "summary"))
    (_, _, *answered), *by_kind = (row for row in summary if row[0] == who)
    others = {row[1]: row[2] for row in summary if row[0] == rest}
    all_answered, *counts = groups
    said = Said(
        answered=(answered[0], answered[1]),
        kinds={row[1]: (row[2], row[3]) for row in by_kind},
        asked=[row[2] for row in summary if row[0] == asked],
        raised=others[phrase("raised", language)],
        outside=others[phrase("outside", language)],
    )
    strongest = phrase("strongest", language)
    said.strongest = [(row[2], row[3]) for row in summary if row[0] == strongest][:MOST_STRONGEST]
    beside = list(book[phrase("beside_sheet", language)].iter_rows(min_row=2, values_only=True))
    for row, by_group in zip(phenomena, counts, strict=True):
        said.organisations[row[0]] = (row[3], row[4])
        said.asking[row[0]] = row[5]
        said.intervals[row[0]] = (row[6], row[7])
        counts_of = zip([phrase(f"side_{side}", language) for side in SIDES], row[8:11], strict=True)
        said.sides[row[0]] = {title: count for title, count in counts_of if count}
        said.figures[row[0]] = [(str(one[3]).replace(".", ","), one[2]) for one in beside if one[0] == row[1]]
        said.by_kind[row[0]] = {
            name: (by_group[at], all_answered[at]) for at, name in enumerate(header) if name in kinds
        }
    return said


READERS: dict[Kind, Callable[[bytes, Language], Said]] = {
    "json": of_json,
    "html": of_html,
    "pdf": of_pdf,
    "docx": of_docx,
    "pptx": of_pptx,
    "xlsx": of_xlsx,
}
