"""Tells why there are so many phenomena: what would merge next, what would split, and how near either is."""

from synthesis.grouping.clustering import Grouping
from synthesis.model import Numbering
from synthesis.parameters import Parameters

DIGITS = 4


def numbered(grouping: Grouping, ids: dict[int, str], asked: int | None, parameters: Parameters) -> Numbering | None:
    """Return why there are so many groups; None where nothing was grouped. `ids` are those of the groups shown."""
    nest = grouping.nest
    if nest is None or not nest.parts:
        return None
    merge, split = nest.next_merge(grouping.number), nest.next_split(grouping.number)
    return Numbering(
        found=nest.found,
        asked=asked,
        fewest=nest.nearest(1),
        most=nest.parts,
        joined_from=round(1 - parameters.apart, DIGITS),
        next_merge=tuple(sorted(ids[side] for side in merge[:2] if side in ids)) if merge else (),
        next_merge_together=round(merge[2], DIGITS) if merge else None,
        next_split=ids.get(split[0]) if split else None,
        next_split_together=round(split[1], DIGITS) if split else None,
    )


def notes(why: Numbering | None) -> tuple[str, ...]:
    """Return the reason for the number in a sentence, and one more when the number asked for cannot be reached."""
    if why is None:
        return ()
    told = [
        f"{why.found} phenomena found: they are one when together in {why.joined_from:.0%} of the ways{_steps(why)}"
    ]
    if why.asked is not None and not why.fewest <= why.asked <= why.most:
        told.append(
            f"{why.asked} phenomena asked for: there can be {why.fewest} at the least and {why.most} at the most"
        )
    return tuple(told)


def _steps(why: Numbering) -> str:
    """What would merge and split next; candidates and small close groups stand apart however near they are."""
    if why.next_merge_together is not None and why.next_merge_together > why.joined_from:
        return ", but for candidates and small close groups, which stand by themselves"
    merge = "" if why.next_merge_together is None else f"; the two nearest are in {why.next_merge_together:.0%}"
    split = (
        "" if why.next_split_together is None else f"; the halves of the loosest are in {why.next_split_together:.0%}"
    )
    return merge + split
