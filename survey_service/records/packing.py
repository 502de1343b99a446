"""Packs the contents of a round into an archive package, and tells how far it is."""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from reports.briefing import Language
from survey_service.attachments import place_of
from survey_service.records import formats
from survey_service.records.bagging import Bag
from survey_service.records.contents import Contents, PackedBriefing, PackedFile, PackedResponse

Progress = Callable[[str, float], None]
LANGUAGES: tuple[Language, ...] = ("fi", "sv")
README = """Hytetu-neuvottelukierroksen arkistopaketti / Arkivpaketet för en hytetu-förhandlingsrunda

metadata.json        kierros, asianumero, vastausten versiot, ohjelmaversio / rundan, ärendenummer, versioner, program
answers/             vastaukset taulukkona (CSV, JSON) ja sarakkeiden selitykset / svaren som tabell och förklaringar
responses/           jokainen lähetetty vastaus PDF- ja HTML-tiedostona / varje insänt svar som PDF och HTML
attachments/         liitetiedostot, luettelo attachments.csv / bilagor, förteckning attachments.csv
questionnaires/      kyselyn versiot / enkätens versioner
decisions.csv        kierroksen ja sitä edeltävän vuoden päätökset / rundans och det föregående årets beslut
preparation.json     ehdotukset, nostot, neuvottelut ja seuranta / förslag, ärenden, förhandlingar och uppföljning
briefings/           koosteet ja verkoston valinnat / översikter och nätverkets val

Tarkistus / Kontroll: sha256sum -c manifest-sha256.txt
tai / eller: ennakko archive check PAKETTI.zip
"""


def pack(contents: Contents, bag: Bag, files_folder: Path, progress: Progress) -> None:
    """Put everything into `bag`. Raises FileNotFoundError when the bytes of an attachment are not there."""
    bag.add("README.txt", README.encode())
    bag.add("metadata.json", _json(contents.metadata))
    for name, told in formats.csv_files(contents.export).items():
        bag.add(f"answers/{name}", told.encode())
    bag.add("answers/answers.json", formats.as_json(contents.export).encode())
    for version, asked in _questionnaires(contents).items():
        bag.add(f"questionnaires/{version}.json", asked)
    if any(contents.preparation.values()):
        bag.add("preparation.json", _json(contents.preparation))
    if contents.decisions:
        bag.add("decisions.csv", contents.decisions.encode())
    steps = list(_steps(contents, bag, files_folder))
    for done, (stage, step) in enumerate(steps):
        progress(stage, done / len(steps))
        step()
    _list_attachments(contents, bag)


def _steps(contents: Contents, bag: Bag, files_folder: Path) -> Iterator[tuple[str, Callable[[], None]]]:
    for response in contents.responses:
        yield "responses", partial(_add_response, bag, response)
    for file in contents.attachments:
        yield "attachments", partial(_add_file, bag, file, files_folder)
    for briefing in contents.briefings:
        yield "briefings", partial(_add_briefing, bag, briefing)


def _add_response(bag: Bag, response: PackedResponse) -> None:
    from reports.response import response_pdf
    from reports.response_html import response_html

    bag.add(f"{response.place}.pdf", response_pdf(response.copy, response.language))
    bag.add(f"{response.place}.html", response_html(response.copy, response.language).encode())


def _add_file(bag: Bag, file: PackedFile, files_folder: Path) -> None:
    bag.add(file.place, place_of(files_folder, file.key))


def _add_briefing(bag: Bag, packed: PackedBriefing) -> None:
    from reports.html import to_html
    from reports.pdf import to_pdf

    place = f"briefings/{packed.number}"
    bag.add(f"{place}/briefing.json", packed.briefing.model_dump_json(indent=1).encode())
    bag.add(f"{place}/choices.json", _json(packed.choices))
    for language in LANGUAGES:
        bag.add(f"{place}/briefing.{language}.html", to_html(packed.briefing, language).encode())
        bag.add(f"{place}/briefing.{language}.pdf", to_pdf(packed.briefing, language))


def _questionnaires(contents: Contents) -> dict[str, bytes]:
    answered = {one.told.sent.questionnaire_version: one.told.questionnaire for one in contents.responses}
    known = {**contents.export.questionnaires, **answered}
    return {f"{known[number].id}-{number}": _json(known[number].model_dump(mode="json")) for number in sorted(known)}


def _list_attachments(contents: Contents, bag: Bag) -> None:
    listed = [dict(file.facts) for file in contents.attachments]
    if listed:
        bag.add("attachments/attachments.csv", formats.as_csv(listed[0], listed).encode())


def _json(told: Mapping[str, Any]) -> bytes:
    """As it stands in the package: UTF-8, indented, a line break at the end."""
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()
