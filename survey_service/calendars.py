"""A negotiation as an entry of a calendar (iCalendar, RFC 5545): one entry that later versions change or cancel."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from questionnaires.model import Language, Text
from survey_service.timetable import FINLAND

if TYPE_CHECKING:
    from icalendar import Event

Method = Literal["PUBLISH", "REQUEST", "CANCEL"]
TITLE = Text(fi="Hytetu-neuvottelu {year}: {area}", sv="Hytetu-förhandling {year}: {area}")
ABOUT = Text(fi="Teema: {theme}\nOsapuolet: {parties}", sv="Tema: {theme}\nParter: {parties}")
REMOTE = Text(fi="Etäosallistuminen: {link}", sv="Deltagande på distans: {link}")
USUAL_LENGTH = datetime.timedelta(hours=2)
"""How long a negotiation stands in calendars when nobody has said when it ends."""


@dataclass(frozen=True)
class Entry:
    """What a calendar is told. `uid` stays the same however often the entry changes; `sequence` counts the changes."""

    uid: str
    sequence: int
    cancelled: bool
    written_at: datetime.datetime
    starts_at: datetime.datetime
    ends_at: datetime.datetime | None
    area: Text
    year: int
    theme: Text
    place: str
    remote_link: str
    parties: Sequence[Text]
    organiser: Text
    organiser_email: str


def calendar(entry: Entry, language: Language, *, attendee: str = "") -> tuple[Method, bytes]:
    """The file in `language`, and its method; with an `attendee` (an address) it is an invitation to accept."""
    from icalendar import Calendar

    method: Method = "CANCEL" if entry.cancelled else "REQUEST" if attendee else "PUBLISH"
    made = Calendar()
    made.add("prodid", "-//Ennakko//hytetu//FI")
    made.add("version", "2.0")
    made.add("method", method)
    made.add_component(_event(entry, language, attendee))
    # the rules of Finland's clock go along, for calendars that do not know them, as far as the entry needs them
    year = entry.starts_at.year
    made.add_missing_timezones(datetime.date(year - 1, 1, 1), datetime.date(year + 2, 1, 1))
    return method, made.to_ical()


def _event(entry: Entry, language: Language, attendee: str) -> "Event":
    from icalendar import Event, vCalAddress, vText

    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.written_at.astimezone(datetime.UTC))
    event.add("dtstart", entry.starts_at.astimezone(FINLAND))
    event.add("dtend", (entry.ends_at or entry.starts_at + USUAL_LENGTH).astimezone(FINLAND))
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event.add("summary", TITLE.in_language(language).format(year=entry.year, area=entry.area.in_language(language)))
    event.add("description", _about(entry, language))
    if entry.place or entry.remote_link:
        event.add("location", entry.place or entry.remote_link)
    if entry.remote_link:
        event.add("url", entry.remote_link)
    organiser = vCalAddress(f"mailto:{entry.organiser_email}")
    organiser.params["CN"] = vText(entry.organiser.in_language(language))
    event.add("organizer", organiser)
    if attendee:
        event.add("attendee", vCalAddress(f"mailto:{attendee}"))
    return event


def _about(entry: Entry, language: Language) -> str:
    parties = ", ".join(one.in_language(language) for one in entry.parties)
    told = ABOUT.in_language(language).format(theme=entry.theme.in_language(language), parties=parties)
    if entry.remote_link:
        told += "\n" + REMOTE.in_language(language).format(link=entry.remote_link)
    return told
