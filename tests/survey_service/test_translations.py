"""Every sentence of the interface is there in Finnish and Swedish, and the compiled catalogues are current."""

import io
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "survey_service" / "translations"
KEYWORDS = {"_": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2)}


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
