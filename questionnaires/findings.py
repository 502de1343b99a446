"""What can be said about an answer, in Finnish and Swedish."""

from dataclasses import dataclass
from typing import Literal

from questionnaires.basics import Text

Severity = Literal["error", "gap"]
Place = tuple[str | int, ...]

_GAPS = {
    "empty": Text(fi="Vastaus puuttuu.", sv="Svaret saknas."),
    "too-long": Text(
        fi="Teksti on {over} merkkiä liian pitkä; enintään {most} mahtuu.",
        sv="Texten är {over} tecken för lång; högst {most} ryms.",
    ),
    "too-many-items": Text(
        fi="Kohtia on {count}; enintään {most} otetaan mukaan.", sv="Det finns {count} punkter; högst {most} tas med."
    ),
    "too-many-choices": Text(
        fi="Valittuja on {count}; valitkaa enintään {most}.", sv="Ni har valt {count}; välj högst {most}."
    ),
    "exclusive": Text(
        fi="Vaihtoehto ”{option}” sulkee pois muut. Valitkaa joko se tai muut.",
        sv="Alternativet ”{option}” utesluter de andra. Välj antingen det eller de andra.",
    ),
    "other-words": Text(
        fi="Kertokaa omin sanoin, mitä tarkoitatte: ”{option}”.", sv="Berätta med egna ord vad ni avser: ”{option}”."
    ),
    "no-words": Text(
        fi="Vastauksessa ei ole sanoja. Kertokaa sama sanoin, niin se tulee mukaan koosteeseen.",
        sv="Svaret innehåller inga ord. Berätta samma sak med ord, så kommer det med i sammanställningen.",
    ),
    "too-small": Text(fi="Luku on liian pieni; vähintään {least}.", sv="Talet är för litet; minst {least}."),
    "too-great": Text(fi="Luku on liian suuri; enintään {most}.", sv="Talet är för stort; högst {most}."),
    "too-many-decimals": Text(
        fi="Luvussa on liikaa desimaaleja; enintään {most}.", sv="Talet har för många decimaler; högst {most}."
    ),
    "no-address": Text(fi="Verkko-osoite puuttuu.", sv="Webbadressen saknas."),
    "no-title": Text(fi="Asiakirjan nimi puuttuu.", sv="Dokumentets namn saknas."),
    "no-date": Text(fi="Päivämäärä puuttuu.", sv="Datum saknas."),
    "no-note": Text(fi="Työryhmä tai kokoonpano puuttuu.", sv="Arbetsgrupp eller sammansättning saknas."),
    "too-few-rows": Text(
        fi="Täytettyjä rivejä on {count}; tarvitaan vähintään {least}.",
        sv="Antalet ifyllda rader är {count}; minst {least} behövs.",
    ),
    "too-many-rows": Text(
        fi="Täytettyjä rivejä on {count}; enintään {most} otetaan mukaan.",
        sv="Antalet ifyllda rader är {count}; högst {most} tas med.",
    ),
    "incomplete-row": Text(fi="Rivi {row}, täydentämättä: {columns}.", sv="Rad {row}, inte ifyllt: {columns}."),
    "decision-incomplete": Text(fi="”{decision}”: {columns} puuttuu.", sv="”{decision}”: {columns} saknas."),
    "bad-email": Text(fi="Rivi {row}: tarkistakaa sähköpostiosoite.", sv="Rad {row}: kontrollera e-postadressen."),
    "too-many-pages": Text(
        fi="Tiedostossa on {count} sivua; enintään {most} pyydetään.",
        sv="Filen har {count} sidor; högst {most} önskas.",
    ),
    "missing-role": Text(fi="Kokoonpanosta puuttuu {role}.", sv="I delegationen saknas {role}."),
}
_ERRORS = {
    "not-asked": Text(fi="Tätä kysymystä ei esitetä teille.", sv="Den här frågan ställs inte till er."),
    "wrong-kind": Text(
        fi="Vastaus ei ole tähän kysymykseen sopivaa muotoa.",
        sv="Svaret har inte rätt form för frågan.",
    ),
    "unknown-option": Text(
        fi="Vaihtoehtoa ”{option}” ei ole tässä kysymyksessä.",
        sv="Alternativet ”{option}” finns inte i den här frågan.",
    ),
    "repeated-option": Text(
        fi="Vaihtoehto ”{option}” on valittu kahdesti.", sv="Alternativet ”{option}” har valts två gånger."
    ),
    "unknown-column": Text(
        fi="Rivillä {row} on kohta ”{column}”, jota tässä kysymyksessä ei ole.",
        sv="På rad {row} finns fältet ”{column}”, som inte hör till den här frågan.",
    ),
    "bad-address": Text(
        fi="Verkko-osoitteen alussa tulee olla https:// tai http://.",
        sv="Webbadressen ska börja med https:// eller http://.",
    ),
    "wrong-ending": Text(
        fi="Tiedoston ”{name}” tyyppi ei käy. Hyväksytään: {accept}.",
        sv="Filen ”{name}” är av fel typ. Godkända typer: {accept}.",
    ),
    "too-large": Text(
        fi="Tiedosto on liian suuri; enintään {most} megatavua voidaan ottaa vastaan.",
        sv="Filen är för stor; högst {most} megabyte kan tas emot.",
    ),
}


@dataclass(frozen=True)
class Finding:
    """One thing about the answer to one question.

    An `error` cannot be kept as an answer; a `gap` is kept, shown at review, and stops nobody. `place` leads to the
    part that is meant, as in the value: ("items", 0), ("rows", 2, "sahkoposti"); empty for the whole answer.
    """

    question_id: str
    place: Place
    code: str
    severity: Severity
    text: Text


def finding(question_id: str, code: str, place: Place = (), **words: object) -> Finding:
    """The finding with this code; `words` fill its text, one that is itself a Text in each language."""
    template = _GAPS.get(code) or _ERRORS[code]
    severity: Severity = "gap" if code in _GAPS else "error"
    return Finding(question_id, place, code, severity, _filled(template, words))


def _filled(template: Text, words: dict[str, object]) -> Text:
    in_finnish = {key: word.fi if isinstance(word, Text) else word for key, word in words.items()}
    in_swedish = {key: word.sv if isinstance(word, Text) else word for key, word in words.items()}
    return Text(fi=template.fi.format(**in_finnish), sv=template.sv.format(**in_swedish))
