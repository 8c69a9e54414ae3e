"""Slugs: the last parts of addresses, made from names."""

import hashlib
import re
import unicodedata

SLUG = re.compile(r"\w[\w.-]*")
_NAMED_SIGNS = {"c++": "c plus plus", "c#": "c sharp", "f#": "f sharp", "&": " and "}
_APOSTROPHES = re.compile(r"['’ʼ`]")
_SEPARATORS = re.compile(r"[^\w]+|_+(?=\W|$)")


def slugify(name: str) -> str:
    """Return `name` as a slug: lower case, words joined by hyphens, accents dropped, other scripts kept.

    It is never empty: a name without a letter or digit gives a short digest of itself, so that
    two such names do not share an address.
    """
    folded = name.casefold()
    for sign, words in _NAMED_SIGNS.items():
        folded = folded.replace(sign, words)
    decomposed = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", folded))
    plain = unicodedata.normalize("NFC", "".join(c for c in decomposed if not _is_latin_accent(c)))
    slug = _SEPARATORS.sub("-", plain).strip("-_")
    return slug or "x" + hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def is_slug(text: str) -> bool:
    """Return whether `text` can stand in an address: lower case, without space, slash or sign."""
    return SLUG.fullmatch(text) is not None and text == text.casefold()


def _is_latin_accent(character: str) -> bool:
    # Marks of other blocks carry vowels (Devanagari, Thai) and stay.
    return "\u0300" <= character <= "\u036f"
