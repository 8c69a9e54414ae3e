"""How much work a text makes for the Markdown library, and an end to it where it would take minutes.

In some texts, such as thousands of brackets that nobody closes, each sign makes the library look through all
that follows. What is looked through is counted, in signs, and not the time: a text that one machine converts
is converted by every other. Posts of all the sites that were tried stay below a thousandth of the limit.
"""

import re
from bisect import bisect
from collections.abc import Callable
from typing import Any

from markdown import Markdown
from markdown.extensions.footnotes import FootnoteExtension
from markdown.inlinepatterns import LinkInlineProcessor
from markdown.preprocessors import Preprocessor

# Half a minute at the most; all posts of 18f-blog in one file of 4 MB take a tenth of it.
LIMIT = 2_000_000_000
# What looking at a sign costs, where copying it costs 1.
_IN_BLOCKS, _IN_BRACKETS, _AMONG_REFERENCES = 2, 100, 1000
# What is looked for at once and to its end, and what a sign in it costs: tags, and names of footnotes.
_OPEN = ((re.compile(r"<(?=[A-Za-z/!?])"), ">", 250), (re.compile(r"\[\^"), "]", 25))


class TangledTextError(ValueError):
    """A text that would take minutes to convert."""


class WorkMeter:
    """Counts the work of one converter for one text, and raises TangledTextError; `reset` begins anew."""

    def __init__(self, md: Markdown, *, limit: int = LIMIT) -> None:
        self.limit = limit
        self.done = 0
        for processor in md.parser.blockprocessors:
            self.meter(processor, "test", lambda arguments, _: _IN_BLOCKS * len(arguments[1]))
        quotes: Any = md.treeprocessors["smarty"]
        for pattern in (*md.inlinePatterns, *quotes.smarty.inlinePatterns):
            self.meter(pattern, "handleMatch", lambda arguments, _: len(arguments[1]))
            if isinstance(pattern, LinkInlineProcessor):
                for name in ("getText", "getLink"):
                    # Both are given where to begin, and return where they ended.
                    self.meter(pattern, name, lambda given, found: _IN_BRACKETS * (found[-2] - given[1]))
        for extension in md.registeredExtensions:
            if isinstance(extension, FootnoteExtension):
                self.meter_references(extension)
        md.preprocessors.register(_Openers(md, self), "openers_are_metered", 22)
        # All that it asks of an extension is `reset`.
        md.registerExtension(self)  # type: ignore[arg-type]

    def reset(self) -> None:
        """Begin to count for another text."""
        self.done = 0

    def add(self, work: int) -> None:
        """Count work that is done, or about to be."""
        self.done += work
        if self.done > self.limit:
            raise TangledTextError

    def meter(self, step: object, name: str, work: Callable[[tuple[Any, ...], Any], int]) -> None:
        """Count what a step's method does, by what it was given and what it returned."""
        method = getattr(step, name)

        def metered(*arguments: Any) -> Any:
            found = method(*arguments)
            self.add(work(arguments, found))
            return found

        setattr(step, name, metered)

    def meter_references(self, footnotes: FootnoteExtension) -> None:
        """Count the references that are looked through for a name that is free."""
        find = footnotes.unique_ref

        def metered(reference: str, found: bool = False) -> str:  # noqa: FBT001, FBT002 - the library's form
            self.add(_AMONG_REFERENCES * footnotes.found_refs.get(reference, 0))
            return find(reference, found)

        footnotes.unique_ref = metered  # type: ignore[method-assign]


class _Openers(Preprocessor):
    """Counts beforehand what looking for ends will take that may never come; code blocks are gone by then."""

    def __init__(self, md: Markdown, meter: WorkMeter) -> None:
        super().__init__(md)
        self.meter = meter

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines as they are."""
        text = "\n".join(lines)
        for opener, end, price in _OPEN:
            ends = [match.start() for match in re.finditer(re.escape(end), text)] + [len(text)]
            for match in opener.finditer(text):
                self.meter.add(price * (ends[bisect(ends, match.start())] - match.start()))
        return lines
