"""Reading the conditions of SurveyJS and LimeSurvey, whose grammar is the same but for the words."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from editorial.interchange.logic import All, AnyOf, Expression, Not, NotSayableError
from editorial.interchange.logic import Value as Scalar

Literal = Scalar | tuple[Scalar, ...]
_LONGEST = 4_000
_DEEPEST = 40
_TOKEN = re.compile(
    r"""\s*(?:
      (?P<text>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")
    | (?P<braced>\{[^{}]*\})
    | (?P<name>[A-Za-z_][\w.]*|\d+X\d+X\d+[\w.]*)
    | (?P<number>-?\d+(?:\.\d+)?)
    | (?P<sign><>|<=|>=|!=|==|&&|\|\||[=<>!()\[\],])
    )""",
    re.VERBOSE,
)


@dataclass(frozen=True)
class Token:
    """One word of a condition; `kind` is the name of its group in the pattern."""

    kind: str
    text: str


@dataclass(frozen=True)
class Dialect:
    """How a tool writes conditions: the kind of token that names a question, its words, what they mean.

    `compare` gets a question's name, one of `= != < > <= >=` or another word of `operators`, and the literal
    (None where the word takes none); `call` the name of one of `functions` and its argument as written.
    """

    names: str
    operators: Mapping[str, str]
    without_value: tuple[str, ...]
    functions: tuple[str, ...]
    compare: Callable[[str, str, Literal | None], Expression]
    call: Callable[[str, str], Expression]


def read_expression(text: str, dialect: Dialect) -> Expression:
    """Return a condition; raises NotSayableError for more than comparisons with `and`, `or`, `not`."""
    if len(text) > _LONGEST:
        raise NotSayableError("it is too long to be read")
    reader = _Reader(_tokens(text), dialect)
    expression = reader.any_of(depth=0)
    if reader.peek().kind != "end":
        raise NotSayableError(f"“{reader.peek().text}” is not understood")
    return expression


def _tokens(text: str) -> list[Token]:
    tokens, position, text = [], 0, text.rstrip()
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            raise NotSayableError(f"“{text[position:].strip()[:20]}” is not understood")
        tokens.append(Token(str(match.lastgroup), match[str(match.lastgroup)]))
        position = match.end()
    return [*tokens, Token("end", "the end")]


class _Reader:
    """Goes through the tokens once; each method takes as many as it is named for."""

    def __init__(self, tokens: list[Token], dialect: Dialect) -> None:
        self._tokens, self._position, self._dialect = tokens, 0, dialect

    def peek(self) -> Token:
        """Return the next token without taking it."""
        return self._tokens[self._position]

    def any_of(self, *, depth: int) -> Expression:
        """Take parts joined by `or`."""
        parts = [self._all_of(depth)]
        while self._take_word("or", "||"):
            parts.append(self._all_of(depth))
        return parts[0] if len(parts) == 1 else AnyOf(tuple(parts))

    def _all_of(self, depth: int) -> Expression:
        parts = [self._part(depth)]
        while self._take_word("and", "&&"):
            parts.append(self._part(depth))
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _part(self, depth: int) -> Expression:
        if depth > _DEEPEST:
            raise NotSayableError("it is nested too deeply")
        if self._take_word("!", "not", "negate"):
            return Not(self._part(depth + 1))
        if self._take_word("("):
            inner = self.any_of(depth=depth + 1)
            self._expect(")")
            return inner
        token = self._next()
        if token.kind == "name" and self.peek().text == "(":
            if token.text not in self._dialect.functions:
                raise NotSayableError(f"it calls the function {token.text}")
            return self._dialect.call(token.text, self._argument())
        if token.kind == "number" and token.text in ("0", "1") and self.peek().text in (")", "the end"):
            return All(()) if token.text == "1" else AnyOf(())
        if token.kind != self._dialect.names:
            raise NotSayableError(f"“{token.text}” names no question")
        return self._comparison(token.text.strip("{}").strip())

    def _comparison(self, name: str) -> Expression:
        token = self._next()
        operator = self._dialect.operators.get(token.text.casefold())
        if operator is None:
            raise NotSayableError(f"“{token.text}” is no comparison that we know")
        value = None if operator in self._dialect.without_value else self._literal()
        return self._dialect.compare(name, operator, value)

    def _literal(self) -> Literal:
        if not self._take_word("["):
            return self._scalar()
        values = [self._scalar()]
        while self._take_word(","):
            values.append(self._scalar())
        self._expect("]")
        return tuple(values)

    def _scalar(self) -> Scalar:
        token = self._next()
        if token.kind == "text":
            return re.sub(r"\\(.)", r"\1", token.text[1:-1])
        if token.kind == "number":
            return float(token.text)
        if token.text.casefold() in ("true", "false"):
            return token.text.casefold() == "true"
        raise NotSayableError(f"“{token.text}” is not a value")

    def _argument(self) -> str:
        self._expect("(")
        token = self._next()
        self._expect(")")
        return token.text.strip("{}'\"").strip()

    def _next(self) -> Token:
        token = self.peek()
        if token.kind == "end":
            raise NotSayableError("it breaks off")
        self._position += 1
        return token

    def _take_word(self, *words: str) -> bool:
        token = self.peek()
        is_word = token.kind in ("name", "sign") and token.text.casefold() in words
        self._position += is_word
        return is_word

    def _expect(self, word: str) -> None:
        if not self._take_word(word):
            raise NotSayableError(f"“{self.peek().text}” stands where “{word}” belongs")
