import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from markdown.extensions.fenced_code import FencedBlockPreprocessor

from editorial.linear_markdown import FencesInOnePass, QuotesBesideBlanks
from editorial.markup import EXTENSIONS, ReadableExtension, to_html

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


def test_lines_are_marked_in_the_block_that_asks_for_it_only():
    plain, marked = "```python\nleaf = 1\n```\n", '```python hl_lines="1"\nleaf = 1\n```\n'

    html = to_html(f"{plain}\n{marked}\n{plain}")

    assert html.count('class="hll"') == 1
    assert html.startswith(to_html(plain))
    assert html.endswith(to_html(plain))


@pytest.mark.parametrize("count", [3, 30])
def test_the_library_sees_no_more_of_a_text_than_the_block_it_converts(count, monkeypatch):
    seen = []
    run = FencedBlockPreprocessor.run
    monkeypatch.setattr(
        FencedBlockPreprocessor, "run", lambda self, lines: seen.append(len(lines)) or run(self, lines)
    )
    fences = FencesInOnePass(Markdown(extensions=[]), {"lang_prefix": ""})

    fences.run(["Words.", "", "```", "x", "```", "", ""] * count)

    # Three lines of each block: copying it all for each block would be many times as much.
    assert sum(seen) == 3 * count


def test_no_blank_between_elements_is_looked_through_for_quotes(monkeypatch):
    reader = Markdown(extensions=[*EXTENSIONS, ReadableExtension()], extension_configs=EXTENSIONS)
    smarty = reader.treeprocessors["smarty"].smarty
    seen = []
    run = smarty.run
    monkeypatch.setattr(
        smarty, "run", lambda root: seen.extend(filter(None, (e.tail for e in root.iter()))) or run(root)
    )

    reader.convert("- one\n- *two* and\n\nThree.\n")

    assert seen == [" and"]
