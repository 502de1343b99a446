"""Names a stretch of text by what it says, so that it is found again wherever, and under whichever id, it stands."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from hashlib import sha256

DIGEST = r"[0-9a-f]{16}-\d+"
FEWEST_WORDS, FEWEST_LETTERS = 3, 12
"""A shorter stretch is found only as a whole answer: "yksinäisyys" stands inside too many of them."""
_WORD = re.compile(r"[\w\u0300-\u036f]+")
_MARKS = re.compile(r"[^\w\s]*")


def digest(text: str) -> str:
    """Return sixteen hexadecimal digits of the SHA-256 of the words of `text`, and how many words there are.

    Case, punctuation and white space do not matter; of a text without words every sign does.
    """
    return Said(text).digest()


class Wanted:
    """The digests that are looked for, and the numbers of words that a stretch can have to be one of them."""

    def __init__(self, digests: Iterable[str]) -> None:
        self.digests = frozenset(digests)
        numbers = {int(each.split("-")[1]) for each in self.digests}
        self.lengths = sorted(number for number in numbers if number >= FEWEST_WORDS)


class Said:
    """The words of a text, `text` itself, and what stretches of it say."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = [match.span() for match in _WORD.finditer(text)]
        self._plain = [unicodedata.normalize("NFKC", text[start:end]).casefold() for start, end in self.words]

    def digest(self, first: int = 0, last: int | None = None) -> str:
        """Return the digest of the words from `first` to before `last`."""
        words = self._plain[first:last]
        said = " ".join(words) or "".join(self.text.split())
        return f"{sha256(said.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}-{len(words)}"

    def places(self, wanted: Wanted) -> Iterator[tuple[str, int, int]]:
        """Yield (digest, first word, word after the last) of what is wanted: the whole, or a stretch between pauses."""
        if self.text.strip() and (whole := self.digest()) in wanted.digests:
            yield whole, 0, len(self.words)
        begins = [at for at in range(len(self.words)) if at == 0 or self._pause_before(at)]
        ends = {*begins[1:], len(self.words)}
        for first, number in ((first, number) for first in begins for number in wanted.lengths):
            last = first + number
            long = number < len(self.words) and sum(map(len, self._plain[first:last])) >= FEWEST_LETTERS
            if long and last in ends and (found := self.digest(first, last)) in wanted.digests:
                yield found, first, last

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return the characters of the words from `first` to before `last`, with the marks after them."""
        start = self.words[first][0] if first else 0
        if last == len(self.words):
            return start, len(self.text)
        marks = _MARKS.match(self.text, self.words[last - 1][1])
        return start, marks.end() if marks else self.words[last - 1][1]

    def _pause_before(self, at: int) -> bool:
        """Whether more than a space parts two words: a comma, a full stop, a dash, a bullet, a new line."""
        gap = self.text[self.words[at - 1][1] : self.words[at][0]]
        return "\n" in gap or (bool(gap.strip()) and any(map(str.isspace, gap)))
