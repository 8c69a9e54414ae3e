import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from markdown.extensions.fenced_code import FencedBlockPreprocessor

from editorial.linear_markdown import FencesInOnePass, QuotesBesideBlanks
from editorial.markup import EXTENSIONS, to_html

PIECES = st.lists(
    st.sampled_from(
        [
            "```python\nprint(1)\n```",
            "~~~\nplain\n~~~",
            "```{.sh #x}\nls\n```",
            "```{broken\nls\n```",
            "```",
            "~~~",
            "Words.",
            "",
            "    indented",
            '``` js hl_lines="1"\nlet a\n```',
            "- item",
            "````\n```\nin\n```\n````",
        ]
    ),
    max_size=12,
)


def converted(kind: type[FencedBlockPreprocessor], text: str) -> str:
    reader = Markdown(extensions=[*EXTENSIONS], extension_configs=EXTENSIONS)
    known = reader.preprocessors["fenced_code_block"]
    reader.preprocessors.register(kind(reader, known.config), "fenced_code_block", 25)
    return reader.convert(text)


@given(PIECES)
def test_blocks_become_what_the_library_makes_of_them(pieces):
    text = "\n".join(pieces)

    assert converted(FencesInOnePass, text) == converted(FencedBlockPreprocessor, text)


@given(
    st.lists(
        st.sampled_from(['"so"', "*it's*", " ", "\n", "\n\n", "> ", "- ", "`'`", "...", "<b>'a'</b>", "--"])
    )
)
def test_quotes_are_set_as_the_library_sets_them(pieces):
    text = "".join(pieces)
    reader = Markdown(extensions=[*EXTENSIONS], extension_configs=EXTENSIONS)
    as_ever = reader.convert(text)

    reader.treeprocessors.register(QuotesBesideBlanks(reader, reader.treeprocessors["smarty"]), "smarty", 6)

    assert reader.reset().convert(text) == as_ever


@pytest.mark.parametrize("language", ["python", "no-such-language", ""])
def test_code_is_coloured_as_ever_after_another_block(language):
    block = f"```{language}\nif a: pass\n```\n"

    alone, after_another = to_html(block), to_html(f"```sh\nls\n```\n\n{block}")

    assert after_another.endswith(alone)


def test_a_text_with_twice_the_blocks_takes_about_twice_as_long():
    def seconds(count: int) -> float:
        reader = Markdown(extensions=[])
        fences = FencesInOnePass(reader, {"lang_prefix": ""})
        lines = (("words " * 100 + "\n\n```\nx\n```\n\n") * count).split("\n")
        begin = time.process_time()
        fences.run(lines)
        return time.process_time() - begin

    short, long = (min(seconds(count) for _ in range(3)) for count in (2_000, 8_000))

    # Four times the text: sixteen times as long if each block copied it all.
    assert long < 9 * short
