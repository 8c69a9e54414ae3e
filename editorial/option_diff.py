"""What changed between two lists of options, rows or columns; answers keep ids, not words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from editorial.question import Option


@dataclass(frozen=True)
class OptionChange:
    """One change in a list; `remedy` is empty unless it breaks, `number` is None for what is gone."""

    number: int | None
    message: str
    remedy: str = ""
    is_new: bool = False


def compare_options(old: Sequence[Option], new: Sequence[Option]) -> Iterator[OptionChange]:
    """Yield what changed from one list to the other, in the order of the new one; removals last."""
    pairs = paired_options(old, new)
    by_label = {option.label.casefold(): option for option in old}
    renumbered: set[str] = set()
    for number, option in enumerate(new):
        earlier = pairs.get(option.id)
        same_words = by_label.get(option.label.casefold())
        if same_words is not None and earlier is not same_words and not option.was:
            renumbered.add(same_words.id)
            yield _renumbered(number, option, same_words)
        elif earlier is None:
            yield OptionChange(number, f"“{option.label}” is new", is_new=True)
        else:
            yield from _same(number, earlier, option)
    kept = {option.id for option in pairs.values()} | renumbered
    for option in old:
        if option.id not in kept:
            message = f"“{option.label}” is gone, which was answered with"
            remedy = f"keep it, or write {{was: {option.id}}} in the one that takes its place"
            yield OptionChange(None, message, remedy)
    if _order(old, pairs) != [pairs[option.id].id for option in new if option.id in pairs]:
        yield OptionChange(None, "they are in another order")


def paired_options(old: Sequence[Option], new: Sequence[Option]) -> Mapping[str, Option]:
    """Return for each option of the new list the one that it was, by the new id."""
    by_id = {option.id: option for option in old}
    found = {option.id: by_id.get(option.id) or by_id.get(option.was) for option in new}
    return {new_id: earlier for new_id, earlier in found.items() if earlier is not None}


def is_exchanged(old: Sequence[Option], new: Sequence[Option]) -> bool:
    """Return whether an id of the old list now has the words of another, and so says what that one said."""
    pairs = paired_options(old, new)
    words = {option.label.casefold() for option in old}
    changed = (
        option.label.casefold()
        for option in new
        if option.id in pairs and pairs[option.id].label.casefold() != option.label.casefold()
    )
    return any(label in words for label in changed)


def _renumbered(number: int, option: Option, earlier: Option) -> OptionChange:
    message = f"“{option.label}” had the id {earlier.id} and has {option.id}"
    remedy = f"write {{id: {earlier.id}, label: {option.label}}}"
    return OptionChange(number, message, remedy)


def _same(number: int, old: Option, new: Option) -> Iterator[OptionChange]:
    if old.id != new.id:
        yield OptionChange(number, f"{new.id} was {old.id}")
    if old.label != new.label:
        yield OptionChange(number, f"{new.id} reads “{new.label}” and read “{old.label}”")


def _order(old: Sequence[Option], pairs: Mapping[str, Option]) -> list[str]:
    kept = {option.id for option in pairs.values()}
    return [option.id for option in old if option.id in kept]
