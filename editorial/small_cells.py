"""Which numbers about few people are not shown, and which others would give them away.

A number of answers below `least` is *small*, nought included: “nobody” and “everybody” say something about
each person too. `protected` says what else must be kept back so that no small number can be computed from
the numbers that are left and from their sum, which is known.
"""

from collections.abc import Sequence


def protected(counts: Sequence[int], least: int) -> tuple[bool, ...]:
    """Return which parts of a whole are kept back; all of them where no smaller number would do.

    Somebody who knows this rule, the numbers shown and the whole finds at least two values for each number
    that is kept back, if not all are. Complementary suppression by the smallest cell, as in A. Hundepool
    and others, "Statistical Disclosure Control", 2012, 4.2; exact for one-dimensional tables by the test
    that tries them all.
    """
    if least <= 1:
        return (False,) * len(counts)
    by_size = sorted(range(len(counts)), key=lambda place: (counts[place], place))
    number = sum(count < least for count in counts)
    while 0 < number < len(counts) and not _is_safe([counts[place] for place in by_size[:number]], least):
        number += 1
    if number == len(counts):
        return (True,) * number
    # Parts of one size are kept back together: which of them came first must not matter.
    kept_back = {counts[place] for place in by_size[:number]}
    return tuple(count in kept_back for count in counts)


def protected_pick(count: int, of: int, least: int) -> bool:
    """Return whether a number of picks is kept back: it also tells how many did not pick."""
    return least > 1 and (count < least or of - count < least)


def _is_safe(hidden: Sequence[int], least: int) -> bool:
    """Return whether the sum of what is kept back leaves each part of it open."""
    together = sum(hidden)
    # Where all are small, a sum of the most that all can have tells every one of them.
    tells_all = max(hidden) < least and together == len(hidden) * (least - 1)
    return len(hidden) > 1 and together >= least and not tells_all
