"""How a command line is read where invoke's own way would mislead.

Invoke ends with 1 where an option is wrong, shows a traceback for `--port http`, and takes `move --help` for
a post of that name. It has no setting for any of these, so `tasks.py` puts this parser in its place.
"""

import re
from collections.abc import Mapping

from invoke import Exit, ParseError, program
from invoke.parser import Parser, ParserContext, ParseResult

from editorial.problems import did_you_mean, is_near
from plugins.optional_word import with_words_named

WRONG_USE = 2
HELP = ("--help", "-h")
# What invoke says, to be said in our words; what it may say in another version stands as it is.
_UNKNOWN = re.compile(r"No idea what '(?P<word>.*)' is!")
_NO_VALUE = re.compile(r"Flag <Argument: (?P<option>\w+).*> needed value")
_MISSING = re.compile(r"did not receive required positional arguments: (?P<names>.*)")


class WrongUseError(ParseError, Exit):
    """What is wrong with a command line; to invoke, which completes words in shells, one of its errors."""

    def __init__(self, words: str, context: ParserContext | None = None) -> None:
        ParseError.__init__(self, words, context)
        # Python keeps both as `args`, and would print them both; only the words are for somebody.
        self.args = (words,)
        # Without a message of its own: invoke prints that of the other class.
        Exit.__init__(self, code=WRONG_USE)


class CommandParser(Parser):
    """Reads commands with their options; what is wrong ends the run with 2 and a sentence."""

    def parse_argv(self, argv: list[str]) -> ParseResult:
        """Return the commands; `--help` behind a command asks for its help, whatever else it needs."""
        if name := _asked_for_help(argv, self.contexts):
            nothing = super().parse_argv([])
            nothing[0].args["help"].value = name
            return nothing
        try:
            return super().parse_argv(with_words_named(argv))
        except ParseError as error:
            raise WrongUseError(_sentence(str(error), error.context, self.contexts), error.context) from None
        except ValueError as error:
            word = str(error).rpartition(": ")[2].strip("'\"")
            name = next((word for word in argv if word in self.contexts), "")
            raise WrongUseError(f"“{word}” is not a whole number ({_see(name)})") from None


def use_own_parser() -> None:
    """Let invoke read what comes after `tasks.py` is loaded, the commands, with our parser."""
    program.Parser = CommandParser


def _asked_for_help(argv: list[str], commands: Mapping[str, ParserContext]) -> str:
    """The first command, if one of the words behind it asks for help; or nothing."""
    name = next((word for word in argv if word in commands), "")
    words = argv[argv.index(name) + 1 :] if name else []
    return name if any(word in HELP and word not in commands[name].flags for word in words) else ""


def _sentence(message: str, context: ParserContext | None, commands: Mapping[str, ParserContext]) -> str:
    name = (context and context.name) or ""
    if found := _MISSING.search(message):
        needs = " and ".join(word.upper() for word in re.findall(r"'(\w+)'", found["names"]))
        return f"{name} needs {needs} ({_see(name)})"
    if found := _NO_VALUE.search(message):
        return f"--{found['option'].replace('_', '-')} needs a value ({_see(name)})"
    if found := _UNKNOWN.fullmatch(message):
        return _unknown(found["word"], name, context, commands)
    return message


def _unknown(
    word: str, name: str, context: ParserContext | None, commands: Mapping[str, ParserContext]
) -> str:
    if context and name and word.startswith("-"):
        options = [option for option in context.flags if option.startswith("--")]
        remedy = did_you_mean(word, options) if is_near(word, options) else _see(name)
        return f"{name} has no option {word} ({remedy})"
    if is_near(word, commands):
        return f"there is no command “{word}” ({did_you_mean(word, commands)})"
    remedy = "several words that are one value stand between quotes" if name else _see("")
    return f"there is no command “{word}” ({remedy})"


def _see(name: str) -> str:
    return f"see invoke {name} --help" if name else "see invoke --list"
