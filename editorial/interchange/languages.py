"""The further languages of an imported survey, gathered while its questions are made."""

from collections.abc import Callable, Mapping
from typing import Any

from editorial.field_readers import LANGUAGE
from editorial.interchange.model import Fate, Note, Words

# Where nothing says so: the language that such tools begin in.
_USUAL = "en"


class Translations:
    """Texts by language and by the place of the text under it in the header field `languages`."""

    def __init__(self) -> None:
        self._texts: dict[str, dict[tuple[str, ...], str]] = {}

    def add(self, place: tuple[str, ...], words: Words, make: Callable[[str], str]) -> None:
        """Take the other languages of a text that the survey has, each made as the text itself is."""
        for language, text in words.others.items() if words else ():
            if made := make(text):
                self._texts.setdefault(_code(language), {})[place] = made

    def header(self, language: str) -> dict[str, Any]:
        """Return the fields of the header that hold them, for a survey in this language."""
        own = _own(language)
        known = {
            name: _nested(texts) for name, texts in sorted(self._texts.items()) if self._is_kept(name, own)
        }
        if known:
            return {"language": own or _USUAL, "languages": known}
        return {"language": own} if own else {}

    def notes(self, language: str) -> list[Note]:
        """Return what became of each language."""
        notes = []
        for name, texts in sorted(self._texts.items()):
            kept = self._is_kept(name, _own(language))
            fate, why = (Fate.KEPT, "") if kept else (Fate.DROPPED, "it is no code of another language")
            notes.append(Note(f"language {name}", fate, f"{len(texts)} texts", why))
        return notes

    def _is_kept(self, name: str, own: str) -> bool:
        return LANGUAGE.fullmatch(name) is not None and name != (own or _USUAL)


def _code(language: str) -> str:
    return language.strip().lower().replace("_", "-")


def _own(language: str) -> str:
    """Return the code of the survey's own language, or nothing where it is none."""
    code = _code(language)
    return code if LANGUAGE.fullmatch(code) else ""


def _nested(texts: Mapping[tuple[str, ...], str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for place, text in texts.items():
        inner = found
        for step in place[:-1]:
            inner = inner.setdefault(step, {})
        inner[place[-1]] = text
    return found
