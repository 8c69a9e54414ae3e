"""Slugs: the last parts of addresses, made from names."""

import hashlib
import re
import unicodedata

_NAMED_SIGNS = {"c++": "c plus plus", "c#": "c sharp", "f#": "f sharp", "&": " and "}
_APOSTROPHES = re.compile(r"['’ʼ`]")


def slugify(name: str) -> str:
    """Return `name` as a slug: lower case, words joined by hyphens, accents dropped, other scripts kept.

    It is never empty: a name without a letter or digit gives a short digest of itself, so that
    two such names do not share an address.
    """
    folded = name.casefold()
    for sign, words in _NAMED_SIGNS.items():
        folded = folded.replace(sign, words)
    decomposed = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", folded))
    plain = _composed("".join(c for c in decomposed if not _is_latin_accent(c)))
    spaced = "".join(c if _is_of_a_word(c) or c == "_" else " " for c in plain)
    slug = "-".join(filter(None, (word.strip("_") for word in spaced.split())))
    # A mark needs a letter before it.
    slug = slug.lstrip("".join(c for c in slug if not c.isalnum()))
    return slug or "x" + hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def is_slug(text: str) -> bool:
    """Return whether `text` can stand in an address: lower case, without space, slash or sign."""
    return (
        text[:1].isalnum() and all(_is_of_a_word(c) or c in "_.-" for c in text) and text == _composed(text)
    )


def _composed(text: str) -> str:
    # Lower case, and one spelling for what looks the same.
    return unicodedata.normalize("NFC", text.casefold())


def _is_of_a_word(character: str) -> bool:
    # Marks carry vowels in scripts such as Devanagari and Thai.
    return character.isalnum() or unicodedata.category(character).startswith("M")


def _is_latin_accent(character: str) -> bool:
    return "\u0300" <= character <= "\u036f"
