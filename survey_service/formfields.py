"""Form fields and checks that WTForms does not bring: one of, some of, a day or a number as people write it."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from flask_babel import gettext, ngettext
from wtforms import Field, Form
from wtforms.validators import ValidationError

from questionnaires.notation import NOT_IN_TEXT, decimal, is_web_address, number_in
from questionnaires.table_checks import EMAIL

MOST_DIGITS = 9
YEARS = range(1800, 2200)


def clean(text: object) -> str:
    """Text as it is stored: one kind of line break, no control characters, no space around it.

    What is no text, such as a file that was posted in the place of one, is none.
    """
    written = text if isinstance(text, str) else ""
    return NOT_IN_TEXT.sub("", written.replace("\r\n", "\n").replace("\r", "\n")).strip()


def at_most(limit: int) -> Callable[[Form, Field], None]:
    """A check that a text has at most `limit` characters."""

    def validate(_form: Form, field: Field) -> None:
        over = len(field.data or "") - limit
        if over > 0:
            raise ValidationError(
                gettext(
                    "The text is too long: at most %(limit)s characters fit. Please shorten it by %(over)s.",
                    limit=decimal(str(limit)),
                    over=decimal(str(over)),
                )
            )

    return validate


def an_address(_form: Form, field: Field) -> None:
    """A check that what is written, if anything, is an e-mail address."""
    if field.data and not EMAIL.fullmatch(field.data):
        raise ValidationError(gettext("Please write a whole e-mail address, such as name@example.org."))


def a_web_address(_form: Form, field: Field) -> None:
    """A check that what is written, if anything, is an address on the web that a reader can be led to."""
    if field.data and not is_web_address(field.data):
        raise ValidationError(
            gettext("Please write the whole address as it is in the browser, such as https://www.example.org/plan.")
        )


def within(least: Decimal | None, most: Decimal | None) -> Callable[[Form, Field], None]:
    """A check that a number, if there is one, is neither too small nor too great."""

    def validate(_form: Form, field: Field) -> None:
        number = None if field.data is None else Decimal(field.data)
        if number is not None and least is not None and number < least:
            raise ValidationError(gettext("The number is too small: at least %(least)s.", least=decimal(least)))
        if number is not None and most is not None and number > most:
            raise ValidationError(gettext("The number is too great: at most %(most)s.", most=decimal(most)))

    return validate


def whole(text: str | None) -> int:
    """The whole number that a form or an address carries; 0 for anything else, and for more than nine digits."""
    return int(text) if text and text.isdecimal() and len(text) <= MOST_DIGITS else 0


class OneOf(Field):
    """One of `allowed`, or nothing."""

    data: str | None

    def __init__(self, allowed: Sequence[str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.allowed = frozenset(allowed)

    def process_data(self, value: Any) -> None:
        """Show a stored value."""
        self.data = None if value in (None, "") else str(value)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take the posted value; a group in which nothing is marked posts nothing and leaves all as it was."""
        if valuelist:
            self.data = str(valuelist[0]) or None

    def pre_validate(self, form: Any) -> None:
        """Refuse what was not offered."""
        if self.data is not None and self.data not in self.allowed:
            raise ValidationError(gettext("Please choose one of the options that are offered."))


class DecisionField(Field):
    """Which of last year's decisions a row is about; `words` tells it, and are empty in a row about none."""

    data: str

    def __init__(self, words_by_key: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.words_by_key = words_by_key

    @property
    def words(self) -> str:
        """The decision in words."""
        return self.words_by_key.get(self.data, "")

    def process_data(self, value: Any) -> None:
        """Show a stored key."""
        self.data = str(value or "")

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take the posted key."""
        self.data = clean(valuelist[0]) if valuelist else ""

    def pre_validate(self, form: Any) -> None:
        """Refuse a decision that is not on the list; the row is shown again as one about another matter."""
        if self.data and self.data not in self.words_by_key:
            self.data = ""
            raise ValidationError(
                gettext("This decision is not on the list any more. Please write which one you mean, and save again.")
            )


class SomeOf(Field):
    """Any of `allowed`, in the order in which they are offered."""

    data: list[str]

    def __init__(self, allowed: Sequence[str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.allowed = tuple(allowed)

    def process_data(self, value: Any) -> None:
        """Show stored values."""
        self.data = list(value or ())

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take the posted values; none posted means none chosen."""
        posted = {str(value) for value in valuelist}
        self.data = [value for value in self.allowed if value in posted] + sorted(posted - set(self.allowed))

    def pre_validate(self, form: Any) -> None:
        """Refuse what was not offered."""
        if not set(self.data) <= set(self.allowed):
            raise ValidationError(gettext("Please choose only from the options that are offered."))


class DayField(Field):
    """A day, written as 5.3.2027 or 2027-03-05. `shown` is the text for the field, right or wrong."""

    data: datetime.date | None
    shown: str = ""

    def process_data(self, value: Any) -> None:
        """Show a stored day."""
        self.data = value
        self.shown = f"{value.day}.{value.month}.{value.year}" if value else ""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the posted day; what is no day stays in the field as it was written."""
        if not valuelist:
            return
        self.shown = clean(valuelist[0])
        self.data = _day(self.shown) if self.shown else None


class NumberField(Field):
    """A number as exact decimal text, written as 1 234,5, its unit too or not. `shown` is the text for the field."""

    data: str | None
    shown: str = ""

    def __init__(self, decimals: int, unit: Sequence[str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.decimals = decimals
        self.unit = tuple(unit)

    def process_data(self, value: Any) -> None:
        """Show a stored number."""
        self.data = value
        self.shown = decimal(value) if value else ""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the posted number; what is none stays in the field as it was written."""
        if not valuelist:
            return
        self.shown = clean(valuelist[0])
        self.data = self._number() if self.shown else None

    def _number(self) -> str:
        text = self.shown
        for unit in self.unit:
            text = text.removesuffix(unit)
        number = number_in(text)
        if number is None:
            raise ValueError(gettext("Please write a number with digits, for example 1 234 or 12,5."))
        whole, _, decimals = number.partition(".")
        if len(decimals.rstrip("0")) > self.decimals:
            raise ValueError(
                ngettext("Please write at most one decimal.", "Please write at most %(num)s decimals.", self.decimals)
                if self.decimals
                else gettext("Please write a whole number, without decimals.")
            )
        kept = decimals[: self.decimals]
        return f"{whole}.{kept}" if kept else whole


def _day(text: str) -> datetime.date:
    day = day_in(text)
    if day is None:
        raise ValueError(gettext("Please write the date as day.month.year, for example 5.3.2027."))
    return day


def day_in(text: str) -> datetime.date | None:
    """The day that a person wrote as 5.3.2027 or 2027-03-05; None for what is no day, or a slip like 5.3.0207."""
    for form in ("%d.%m.%Y", "%Y-%m-%d"):
        try:
            day = datetime.datetime.strptime(text.replace(" ", ""), form).replace(tzinfo=datetime.UTC).date()
        except ValueError:
            continue
        return day if day.year in YEARS else None
    return None
