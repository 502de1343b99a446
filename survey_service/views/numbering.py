"""Things that are put in order by numbers that people write beside them, or by moving one up or down."""

from collections.abc import Mapping


def numbered(form: Mapping[str, str], known: list[str]) -> list[str]:
    """The phenomena that got a number, in the order of their numbers; equal numbers as they stood on the page."""
    given = [(form.get(f"place-{key}", "").strip(), key) for key in known]
    places = [(float(text.replace(",", ".")), key) for text, key in given if _is_number(text)]
    return [key for _, key in sorted(places, key=lambda place: place[0])]


def unreadable(form: Mapping[str, str]) -> str:
    """What was typed as a place but is no number, comma between; empty when all can be read."""
    return ", ".join(f"”{text}”" for text in unread(form).values())


def unread(form: Mapping[str, str]) -> dict[str, str]:
    """What was typed as the place of each phenomenon but is no number, by its id."""
    places = {name.removeprefix("place-"): text for name, text in form.items() if name.startswith("place-")}
    return {key: text.strip() for key, text in places.items() if text.strip() and not _is_number(text.strip())}


def moved(order: list[str], how: str) -> list[str]:
    """The order with one phenomenon moved: `how` is "up:ID" or "down:ID"."""
    direction, _, key = how.partition(":")
    if key not in order:
        return order
    place = order.index(key)
    other = place - 1 if direction == "up" else place + 1
    if not 0 <= other < len(order):
        return order
    swapped = list(order)
    swapped[place], swapped[other] = swapped[other], swapped[place]
    return swapped


def _is_number(text: str) -> bool:
    whole, _, part = text.replace(",", ".").partition(".")
    return len(text) < 6 and whole.isdecimal() and (part == "" or part.isdecimal())
