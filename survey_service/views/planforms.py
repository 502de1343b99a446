"""Plans and programmes in forms: their years, and rows of a name in each language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from flask_babel import gettext

from questionnaires.model import Text
from survey_service.formfields import whole
from survey_service.plans import USUAL, FocusArea, Plan, Programme, WrittenName, WrittenPlan
from survey_service.views.dates import YEARS
from survey_service.views.detailforms import mistakes
from survey_service.views.detailforms import read as read_fields

EMPTY_ROWS = 3
MOST_ROWS = 30
FIELDS: Mapping[str, int] = {"name_fi": 200, "name_sv": 200, "first_year": 4, "last_year": 4}
LONGEST_NAME = 120


@dataclass
class Filled:
    """What stands in the fields, and what is wrong by field. A row is (id or "", Finnish, Swedish)."""

    rows: list[tuple[str, str, str]]
    texts: dict[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def names(self) -> tuple[WrittenName, ...]:
        """The rows in which something is written; a name in one language stands for both."""
        written = [(key, fi or sv, sv or fi) for key, fi, sv in self.rows if fi or sv]
        return tuple(WrittenName(whole(key) or None, fi, sv) for key, fi, sv in written)

    def plan(self) -> WrittenPlan:
        """The plan that is written; its years must be right."""
        name = Text(fi=self.texts["name_fi"], sv=self.texts["name_sv"])
        return WrittenPlan(whole(self.texts["first_year"]), whole(self.texts["last_year"]), name, self.names)

    def check_rows(self) -> bool:
        """Whether a name is too long or written twice; noted at the rows."""
        names = [one.fi.casefold() for one in self.names]
        twice = next((one.fi for one in self.names if names.count(one.fi.casefold()) > 1), "")
        if any(len(name) > LONGEST_NAME for one in self.names for name in (one.fi, one.sv)):
            self.errors["rows"] = gettext(
                "At most %(most)s characters fit here. Please shorten the text.", most=LONGEST_NAME
            )
        elif twice:
            self.errors["rows"] = gettext("The same name stands here twice: %(name)s. Please remove one.", name=twice)
        return "rows" in self.errors


def shown(plan: Plan, areas: Sequence[FocusArea]) -> Filled:
    """Fields that show a plan."""
    texts = {name: str(getattr(plan, name)) for name in FIELDS}
    return Filled(rows_of(areas), texts)


def following(plan: Plan | None) -> Filled:
    """Fields for the plan after the newest one; for the first one the usual plan."""
    if plan is None:
        years = (USUAL.first_year, USUAL.last_year)
        texts = {"name_fi": USUAL.name.fi, "name_sv": USUAL.name.sv}
        rows = [("", one.fi, one.sv) for one in USUAL.areas]
    else:
        years = (plan.last_year + 1, plan.last_year + 1 + plan.last_year - plan.first_year)
        texts, rows = {"name_fi": "", "name_sv": ""}, []
    return Filled(_padded(rows), texts | {"first_year": str(years[0]), "last_year": str(years[1])})


def read(form: Mapping[str, str]) -> Filled:
    """What was posted, and what is wrong with it."""
    texts = read_fields(form, FIELDS)
    texts["name_fi"], texts["name_sv"] = texts["name_fi"] or texts["name_sv"], texts["name_sv"] or texts["name_fi"]
    filled = Filled(read_rows(form), texts, mistakes(texts, FIELDS, tuple(FIELDS)))
    first, last = whole(texts["first_year"]), whole(texts["last_year"])
    for name, year in (("first_year", first), ("last_year", last)):
        if name not in filled.errors and year not in YEARS:
            filled.errors[name] = gettext("Please write the year with four digits, for example 2028.")
    if not filled.errors and last < first:
        filled.errors["last_year"] = gettext("The last year is before the first one. Please change one of them.")
    if not filled.check_rows() and not filled.names:
        filled.errors["rows"] = gettext("Please write at least one focus area.")
    return filled


def rows_of(known: Sequence[FocusArea] | Sequence[Programme]) -> list[tuple[str, str, str]]:
    """Rows that show names, and some empty ones below."""
    return _padded([(str(one.id), one.name_fi, one.name_sv) for one in known])


def read_rows(form: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """The rows that were posted; what is emptied loses its row."""
    rows = []
    for number in range(MOST_ROWS):
        texts = read_fields(form, {f"id_{number}": 9, f"fi_{number}": LONGEST_NAME, f"sv_{number}": LONGEST_NAME})
        key, fi, sv = texts.values()
        if fi or sv:
            rows.append((key, fi, sv))
    return _padded(rows)


def _padded(rows: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    return [*rows, *[("", "", "")] * min(EMPTY_ROWS, MOST_ROWS - len(rows))]
