"""The words of a question about one row, item or column of another."""

from editorial.interchange.model import Words
from editorial.interchange.texts import joined_words


def asked_of(ask: Words, part: Words) -> Words:
    """Return the words that ask about a part, in every language that either is in."""
    languages = {*ask.others, *part.others}
    others = {
        language: joined_words(ask.others.get(language, ask.own), part.others.get(language, part.own))
        for language in sorted(languages)
    }
    return Words(joined_words(ask.own, part.own), others)
