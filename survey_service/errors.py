"""What can go wrong, named by fact. Nouns raise, views do not catch: `views.errors` turns each into its page."""

import datetime
from typing import ClassVar


class SurveyServiceError(Exception):
    """Something that a person must be told. `status` is the HTTP status of its page."""

    status = 400


class LinkUnknown(SurveyServiceError):
    """No link has this token: mistyped, cut off by a mail program, or never made."""

    status = 404


class LinkExpired(SurveyServiceError):
    """The link's time has run out."""

    status = 410


class LinkRevoked(SurveyServiceError):
    """The link, or the invitation above it, was ended by a person."""

    status = 410


class LinkMissing(SurveyServiceError):
    """The page needs an opened link and this browser has none, or none any more."""

    status = 403


class SentByProgram(SurveyServiceError):
    """A form came with a field filled in that no person sees: a mail scanner, say, that sends what it finds."""

    status = 422


class RoundClosed(SurveyServiceError):
    """The deadline has passed; what was written is kept and can be read."""

    status = 409


class ResponseAlreadySubmitted(SurveyServiceError):
    """The response was submitted; it is not changed by a form that was opened before that."""

    status = 409


class ResponseEmpty(SurveyServiceError):
    """A response in which nothing was answered is not submitted."""

    status = 409


class NotSubmitted(SurveyServiceError):
    """There is nothing to reopen: the response was not sent, or it was taken back."""

    status = 409


class ReopenedMeanwhile(SurveyServiceError):
    """Somebody else reopened the response, or the organisation sent it anew, while the page was open."""

    status = 409


class NobodyToAsk(SurveyServiceError):
    """No invitation of the organisation stands, so nobody would hear of it."""

    status = 409


class FileRefused(SurveyServiceError):
    """An attached file is not taken. `reason` says why.

    empty, size, kind; locked (a password), old (an earlier office format), macros, two_kinds (made to be taken for
    what it is not), unpacks (without end), infected, quota (no room for it).
    """

    status = 422

    def __init__(self, reason: str, name: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.name = name


class FileNotLookedAt(SurveyServiceError):
    """The virus scanner has not seen the file yet, so it is not handed out."""

    status = 409


class FileRemoved(SurveyServiceError):
    """The file was infected and has been deleted."""

    status = 410


class TableUnreadable(SurveyServiceError):
    """A file of rows cannot be read; `reason` is a key of SENTENCES, `facts` fill its sentence."""

    status = 422
    SENTENCES: ClassVar[dict[str, str]] = {
        "none_chosen": "No file was chosen.",
        "kind": "{file}: {what} are read from a .tsv, .csv or .xlsx file, not from this kind.",
        "unopened": "{file}: the file cannot be read ({why}).",
        "malformed": "{file}: the table cannot be read ({why}).",
        "broken_off": "{file}: the text breaks off in the middle of a character; save it again.",
        "not_utf8": "{file}: the text is not UTF-8 (byte {byte}); save the file as UTF-8 and try again.",
        "no_workbook": "{file}: this is not a workbook that Excel would open.",
        "uncomputed": "{file}, row {row}: a formula has no value yet; open the file in Excel, save it and try again.",
        "too_large": "{file}: the workbook is too large once it is unpacked.",
        "empty": "{file}: the file is empty.",
        "columns": "{file}: the column {missing} is missing; the heading has: {found}.",
        "twice": "{file}: the column {column} stands in the heading more than once.",
        "too_many": "{file}: there are more than {most} rows.",
        "no_rows": "{file}: there is a heading, but no rows below it.",
        "cells": "{file}, row {row}: there are more cells than the heading has.",
        "kind_of_figures": "{file}: figures are read from a .json, .csv, .xlsx or .tsv file, not from this kind.",
        "no_json": "{file}: this is not JSON (line:column {place}); save it again as it was shown.",
        "no_item": "{file}: item {row} is no object in braces; save the file again as it was shown.",
        "no_figures": "{file}: this is neither Sotkanet's data nor our template of TEAviisari; it has: {found}.",
        "no_regions": "{file}: Sotkanet's region ids are not known yet; take in its list of regions first "
        "(https://sotkanet.fi/rest/1.1/regions).",
        "too_many_figures": "{file}: more than {most} figures of the county; take fewer indicators or years at a time.",
    }

    def __init__(self, reason: str, **facts: object) -> None:
        super().__init__(self.SENTENCES[reason].format(**facts))
        self.reason = reason
        self.facts = facts


class NotFound(SurveyServiceError):
    """There is no such thing, or it belongs to another county."""

    status = 404


class NotAllowed(SurveyServiceError):
    """Signed in, but the role does not allow it."""

    status = 403


class NothingToSynthesise(SurveyServiceError):
    """No submitted answer has any words yet."""

    status = 409


class RecordsDeleted(SurveyServiceError):
    """What the page would show was deleted when its retention time had run out, at `moment`."""

    status = 410

    def __init__(self, moment: datetime.datetime) -> None:
        super().__init__(moment.isoformat())
        self.moment = moment


class NothingToArchive(SurveyServiceError):
    """Nothing was submitted in the round yet, or it has been deleted."""

    status = 409


class NotYet(SurveyServiceError):
    """An earlier step of the round is missing (no questionnaire published, no briefing made)."""

    status = 409


class BriefingChanged(SurveyServiceError):
    """The page showed another briefing than the one that is chosen from now."""

    status = 409
