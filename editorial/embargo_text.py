"""Text as the embargo proof compares it: without markup, escapes, case and the look of its signs.

The same sentence can stand in a page, in the escaped HTML of a feed, in JSON or in an address. Escapes are
undone, one kind after the other, until nothing changes any more; what remains are words.
"""

import html
import re
import unicodedata

BREAK = "\x1e"  # where one block of text ends and the next begins
_ROUNDS = 8  # texts escaped more often than that are no texts
_JSON_ESCAPE = re.compile(
    r"""\\(?:u(?P<wide>[0-9a-fA-F]{4})|x(?P<byte>[0-9a-fA-F]{2})|(?P<sign>[\\/"'nrtbfv]))"""
)
_PERCENT = re.compile(r"(?:%[0-9a-fA-F]{2})+")
_SURROGATE = re.compile("[\ud800-\udfff]")
_TAG = re.compile(r"<[/!?]?[a-zA-Z][^<>]*>")
_TAG_IN_LINE = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup"
    r"|time|tt|u|var|wbr)(?:[\s/][^<>]*)?>",
    re.IGNORECASE,
)
_WRAPPERS = re.compile(r"<!--|-->|<!\[CDATA\[|\]\]>")
# Scripts that set no space between words: each sign counts as one.
_SPACELESS = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_WORD = re.compile(rf"[^\W_]+|{BREAK}")
# Signs that nobody sees, and apostrophes: `don't` and `don’t` are one word.
_DROPPED = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff'’‘ʼ`´]")
_SPACE_SIGNS = frozenset("nrtbfv")


def words_of(text: str) -> list[str]:
    """Return the words of a folded text without markup, with BREAK between its blocks."""
    plain = _DROPPED.sub("", text)
    if not plain.isascii() and _SPACELESS.search(plain):
        plain = _SPACELESS.sub(r" \g<0> ", plain)
    return _WORD.findall(plain)


def folded(text: str) -> str:
    """Return a text without its case, and with one spelling for what looks the same."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return text.casefold()


def unwrapped(text: str) -> tuple[str, str]:
    """Return the text outside of all tags and the text inside of them, both folded and without escapes."""
    shown, inside = text, ""
    for _ in range(_ROUNDS):
        before = shown
        shown, tags = _without_tags(_unescaped(shown))
        inside += tags
        if shown == before:
            break
    for _ in range(_ROUNDS):
        before, inside = inside, _unescaped(inside)
        if "<" in inside:
            # A page in an attribute: its words and its tags are both inside.
            outside, tags = _without_tags(inside)
            inside = f"{outside}{BREAK}{tags}"
        if inside == before:
            break
    return folded(shown), folded(inside)


def _without_tags(text: str) -> tuple[str, str]:
    if "<" not in text:
        return text, ""
    text = _WRAPPERS.sub(BREAK, text)
    tags = "".join(f"{BREAK}{tag[1:-1]}" for tag in _TAG.findall(text))
    return _TAG.sub(BREAK, _TAG_IN_LINE.sub("", text)), tags


def _unescaped(text: str) -> str:
    if "\\" in text:
        text = _JSON_ESCAPE.sub(_json_sign, text)
        if _SURROGATE.search(text):
            text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if "&" in text:
        text = html.unescape(text)
    if "%" in text:
        text = _PERCENT.sub(
            lambda match: bytes.fromhex(match[0].replace("%", "")).decode(errors="replace"), text
        )
    return text


def _json_sign(match: re.Match[str]) -> str:
    if code := match["wide"] or match["byte"]:
        return chr(int(code, 16))
    return " " if match["sign"] in _SPACE_SIGNS else match["sign"]
