"""Shows at once what edits make of a synthesis that is there: nothing is grouped anew, what nobody touched stays.

Phenomena that people decided on have the segments that the next synthesis of the same answers gives them. Only the
segments on which nobody decided may go elsewhere there.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from synthesis.editing.bonds import FREE, Bonds
from synthesis.editing.edits import Edit
from synthesis.editing.saying import digest
from synthesis.editing.standing import Kept, standing
from synthesis.model import Label, Origin, Phenomenon, Reason, Synthesis

UNPLACED = -1


@dataclass(frozen=True, slots=True)
class Piece:
    """A segment with what names it: `digest`. `reason` is why it stood in no phenomenon of the synthesis."""

    answer_id: str
    start: int
    end: int
    digest: str
    strength: float = 0.0
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """A phenomenon as it stands after the edits; `id` is that of the synthesis, or of its first segment when new."""

    id: str
    label: Label
    origin: Origin
    pieces: tuple[Piece, ...]
    keywords: tuple[str, ...] = ()
    pinned_by: tuple[str, ...] = ()
    hidden_by: tuple[str, ...] = ()
    decided: tuple[str, ...] = ()

    def anchor(self) -> tuple[str, ...]:
        """The digests that name the phenomenon: of all its segments, and of those decided that nobody says any more."""
        return tuple(dict.fromkeys((*(piece.digest for piece in self.pieces), *self.decided)))


@dataclass(frozen=True, slots=True)
class Shown:
    """What a synthesis is after the edits: the phenomena, those hidden, and the segments in none of them."""

    groups: tuple[Group, ...]
    hidden: tuple[Group, ...]
    unplaced: tuple[Piece, ...]
    notes: tuple[str, ...] = ()

    def group(self, identity: str) -> Group | None:
        """The phenomenon of this id, hidden ones too."""
        return next((one for one in (*self.groups, *self.hidden) if one.id == identity), None)

    def holding(self, digests: Iterable[str]) -> Group | None:
        """The phenomenon in which most of these segments stand; None when they stand in none."""
        wanted = set(digests)
        counts = [(sum(piece.digest in wanted for piece in one.pieces), one) for one in (*self.groups, *self.hidden)]
        most = max(counts, key=lambda each: each[0], default=(0, None))
        return most[1] if most[0] else None


class Base:
    """A synthesis with the words of its segments known by their digests; read once, then shown with any edits."""

    def __init__(self, synthesis: Synthesis, texts: Mapping[str, str]) -> None:
        """`texts` are the answers by id; segments of answers that are gone, or shorter now, are passed over."""
        self.phenomena = synthesis.phenomena
        self._pieces: list[Piece] = []
        self._labels: list[int] = []
        for number, phenomenon in enumerate(synthesis.phenomena):
            for each in phenomenon.segments:
                self._put(texts, Piece(each.answer_id, each.start, each.end, "", each.strength), number)
        for left in synthesis.unplaced:
            self._put(texts, Piece(left.answer_id, left.start, left.end, "", reason=left.reason), UNPLACED)

    def _put(self, texts: Mapping[str, str], piece: Piece, label: int) -> None:
        text = texts.get(piece.answer_id)
        if text is None or piece.end > len(text):
            return
        said = digest(text[piece.start : piece.end])
        self._pieces.append(Piece(piece.answer_id, piece.start, piece.end, said, piece.strength, piece.reason))
        self._labels.append(label)

    def of(self, identity: str) -> tuple[str, ...]:
        """The digests of a phenomenon as the synthesis found it, those of a new one as its id says."""
        number = next((at for at, one in enumerate(self.phenomena) if one.id == identity), None)
        if number is None:
            return (identity.removeprefix(NEW),)
        return tuple(piece.digest for piece, label in zip(self._pieces, self._labels, strict=True) if label == number)

    def shown(self, edits: Iterable[Edit]) -> Shown:
        """Return what the synthesis is after all of `edits`, the oldest first; those that it was made with included."""
        import numpy as np

        stands = standing(edits)
        bonds = Bonds(tuple(stands.place.get(piece.digest, FREE) for piece in self._pieces))
        labels = self._labels
        if bonds.fixed():
            labels = bonds.enforced(np.array(labels, np.int64), None)[0].tolist()
        members: dict[int, list[Piece]] = {}
        decided: dict[int, int] = {}
        for piece, label, number in zip(self._pieces, labels, bonds.kept, strict=True):
            members.setdefault(label, []).append(piece)
            if number != FREE:
                decided[label] = number
        unplaced = tuple(members.pop(UNPLACED, ()))
        said: dict[int, list[str]] = {}
        for each, number in stands.place.items():
            said.setdefault(number, []).append(each)
        nobodys = (Kept(), ())
        groups = [
            self._group(
                label,
                pieces,
                *((stands.kept[at], tuple(said[at])) if (at := decided.get(label)) is not None else nobodys),
            )
            for label, pieces in sorted(members.items())
        ]
        return Shown(
            tuple(one for one in groups if not one.hidden_by),
            tuple(one for one in groups if one.hidden_by),
            unplaced,
            tuple(stands.notes),
        )

    def _group(self, label: int, pieces: list[Piece], kept: Kept, decided: tuple[str, ...]) -> Group:
        found: Phenomenon | None = self.phenomena[label] if label < len(self.phenomena) else None
        name = found.label if found else Label()
        machine: Origin = found.origin if found else "discovered"
        return Group(
            id=found.id if found else NEW + pieces[0].digest,
            label=Label(fi=kept.label.fi or name.fi, sv=kept.label.sv or name.sv),
            origin="human" if kept.human else machine,
            pieces=tuple(sorted(pieces, key=lambda piece: -piece.strength)),
            keywords=found.keywords if found else (),
            pinned_by=kept.pinned_by,
            hidden_by=kept.hidden_by,
            decided=decided,
        )


NEW = "uusi-"
"""What the id of a phenomenon that people made begins with; the digest of its first segment follows."""
