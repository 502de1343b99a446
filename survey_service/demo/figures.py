"""The demo's figures of indicators, all of them invented, and which ones two of its organisations show."""

import csv
import hashlib
from importlib.resources import files

from sqlmodel import Session

from survey_service.db import now
from survey_service.i18n import FINLAND
from survey_service.indicators import choosing, imports
from survey_service.indicators.figures import Area, Figure, Read

FILE = "indicators.csv"
SHOWN = {
    "vaskiranta": ("sotkanet_3219", "sotkanet_189", "tea_kuntajohto"),
    "saarikarki": ("sotkanet_286", "sotkanet_3219"),
    "hallapera": ("sotkanet_5",),
}
"""The indicators that demo organisations show, by their key."""


def add(session: Session, county_id: int, *, actor: str) -> None:
    """Take the figures in, marked as invented."""
    content = (files("survey_service") / "demo" / FILE).read_bytes()
    rows = csv.DictReader(content.decode().splitlines(), delimiter=";")
    read = Read("invented", FILE, hashlib.sha256(content).hexdigest(), figures=tuple(map(_figure, rows)))
    imports.take_in(session, county_id, read, now().astimezone(FINLAND).date(), actor=actor)


def show(session: Session, round_id: int, organisation_id: int, key: str, link_id: int | None) -> None:
    """Let an organisation choose what it shows, where the demo has it choose."""
    choosing.choose(session, round_id, organisation_id, SHOWN.get(key, ()), seen=0, link_id=link_id)


def _figure(row: dict[str, str]) -> Figure:
    return Figure(
        indicator=row["indicator"],
        area=_area(row["area"], row["code"]),
        year=int(row["year"]),
        gender="total",
        value=row["value"] or None,
        absolute=row["absolute"] or None,
    )


def _area(kind: str, code: str) -> Area:
    return Area("kunta", code) if kind == "kunta" else Area("hva" if kind == "hva" else "maa", code)
