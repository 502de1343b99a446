"""Every sentence of the interface is there in Finnish and Swedish, and the compiled catalogues are current."""

import io
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from ruamel.yaml import YAML

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "survey_service" / "translations"
KEYWORDS = {"_": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2), "say": None}


def _extracted(domain: str) -> set[object]:
    with (FOLDER / f"{domain}.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    found = extract_from_dir(ROOT, methods, options, keywords=KEYWORDS, directory_filter=_is_ours)
    return {message if isinstance(message, str) else tuple(message) for _, _, message, _, _ in found}


def _is_ours(folder: str) -> bool:
    return not Path(folder).name.startswith((".", "_")) and Path(folder).name not in ("var", "node_modules")


def _catalogue(domain: str, language: str) -> Catalog:
    with (FOLDER / language / "LC_MESSAGES" / f"{domain}.po").open("rb") as file:
        return read_po(file, locale=language)


@pytest.mark.parametrize("language", ["fi", "sv"])
@pytest.mark.parametrize("domain", sorted(file.stem for file in FOLDER.glob("*.cfg")))
def test_every_sentence_is_translated_and_none_is_left_over(domain: str, language: str) -> None:
    catalogue = _catalogue(domain, language)
    translated = {message.id for message in catalogue if message.id}

    assert len(translated) > 5
    assert translated == _extracted(domain)
    assert [m.id for m in catalogue if m.id and (m.fuzzy or not all(_strings(m.string)))] == []


@pytest.mark.parametrize("language", ["fi", "sv"])
@pytest.mark.parametrize("domain", sorted(file.stem for file in FOLDER.glob("*.cfg")))
def test_the_compiled_catalogue_is_made_from_the_written_one(domain: str, language: str) -> None:
    made = io.BytesIO()
    write_mo(made, _catalogue(domain, language))

    assert (FOLDER / language / "LC_MESSAGES" / f"{domain}.mo").read_bytes() == made.getvalue()


def _strings(string: object) -> tuple[object, ...]:
    return string if isinstance(string, tuple) else (string,)


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_a_sentence_of_two_areas_is_translated_alike_in_both(language: str) -> None:
    """Flask-Babel takes the last domain that knows a sentence, whichever area shows it."""
    said: dict[str, set[str]] = {}
    for domain in (file.stem for file in FOLDER.glob("*.cfg")):
        for message in _catalogue(domain, language):
            if message.id:
                said.setdefault(str(message.id), set()).add(str(message.string))

    assert {sentence: strings for sentence, strings in said.items() if len(strings) > 1} == {}


# what would have to inflect the name beside it: "Kuusivaara kanssa", "ilman Kuusivaara"
POSTPOSITIONS = (
    "kanssa|mukaan|puolesta|luona|luokse|vuoksi|takia|osalta|kautta|kesken|lisäksi|sijaan|jälkeen|kohdalla|alueella|"
    "johdosta|toimesta|perusteella|yhteydessä|avulla|puolella|tähden|suhteen"
)
PREPOSITIONS = "ilman|ennen|kohti|vasten|pitkin|kesken|alle|yli|paitsi"
# figures, days and moments are written alike in every case that they stand in
UNINFLECTED = {
    "num",
    "number",
    "count",
    "day",
    "days",
    "moment",
    "time",
    "year",
    "minutes",
    "percent",
    "size",
    "limit",
    "most",
}
PLACEHOLDER = r"(?:%\((\w+)\)[sd]|\{(\w+)\})"
GLUED = re.compile(rf"{PLACEHOLDER}(?=[:'’-]?[^\W\d_])")
BEFORE = re.compile(rf"\b(?:{PREPOSITIONS}) {PLACEHOLDER}", re.I)
AFTER = re.compile(rf"{PLACEHOLDER}[”\"]? (?:{POSTPOSITIONS})\b")


def glued(text: str) -> list[str]:
    """The placeholders of a text that an ending is stuck to, or whose place asks for another case than a name has."""
    found = [first or second for pattern in (GLUED, BEFORE, AFTER) for first, second in pattern.findall(text)]
    return [name for name in found if name not in UNINFLECTED]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Pyydämme %(organisation)s:a vastaamaan", ["organisation"]),
        ("%(county)sn kyselyt", ["county"]),
        ("{organisation}'s svar", ["organisation"]),
        ("{organisation}n vastaus", ["organisation"]),
        ("Vastaus %(organisation)s kanssa", ["organisation"]),
        ("Lähetetty ilman {name}", ["name"]),
        ("Vastaaja: %(organisation)s", []),
        ("Tiedosto %(name)s on tyhjä.", []),
        ("%(count)s:ssa, %(day)s mennessä", []),
    ],
)
def test_gluing_is_recognised(text: str, names: list[str]) -> None:
    assert glued(text) == names


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_no_name_is_inflected_by_gluing(language: str) -> None:
    texts = [
        str(string)
        for domain in (file.stem for file in FOLDER.glob("*.cfg"))
        for message in _catalogue(domain, language)
        if message.id
        for string in _strings(message.string)
    ]
    letters = YAML(typ="safe").load((ROOT / "survey_service" / "letters" / "letters.yaml").read_text(encoding="utf-8"))
    texts += _in_language(letters, language)

    assert len(texts) > 300
    assert {text: names for text in texts if (names := glued(text))} == {}


def _in_language(part: object, language: str) -> list[str]:
    if not isinstance(part, dict):
        return []
    own = [part[language]] if isinstance(part.get(language), str) else []
    return own + [text for inner in part.values() for text in _in_language(inner, language)]
