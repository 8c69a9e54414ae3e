"""Template code of Jekyll, Octopress and Eleventy in Markdown: what it means is put in its place.

In code it stays as it is written. What is not understood is left out, and said.
"""

import html
import re
from collections.abc import Callable
from urllib.parse import quote

from editorial.problems import Problem, Severity

_INDENTED = r"(?P<code>(?:(?<=\n\n)|\A)(?:(?:[ ]{4}|[ ]{0,3}\t)[^\n]*(?:\n|\Z)(?:[ \t]*\n)*)+)"
_PIECE = re.compile(
    r"""
      (?P<fenced>^[ \t]*(?P<fence>`{3,}|~{3,})[^\n]*\n.*?(?:^[ \t]*(?P=fence)[`~]*[ \t]*$|\Z))
    | (?P<inline>(?<!`)(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=ticks)(?!`))
    | \{%-?\s*raw\s*-?%\}(?P<raw>.*?)\{%-?\s*endraw\s*-?%\}
    | (?P<comment>\{%-?\s*comment\s*-?%\}.*?\{%-?\s*endcomment\s*-?%\})
    | \{\{\s*["'](?P<address>[^"'{}]+)["']\s*\|\s*(?:url|relative_url|absolute_url)\s*\}\}
    | \{%-?\s*(?P<tag>\w+)(?P<words>(?:(?!\{%).)*?)\s*-?%\}
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)
_PIECE_OR_INDENTED = re.compile(f"{_INDENTED} | {_PIECE.pattern}", _PIECE.flags)
_RAW = re.compile(r"\{%-?\s*raw\s*-?%\}(.*?)\{%-?\s*endraw\s*-?%\}", re.DOTALL)
_LIST_ITEM = re.compile(r"[ ]{0,3}(?:[*+-]|\d+[.)])[ \t]")
_IMAGE = re.compile(r'\s*"(?P<path>[^"]+)"(?:\s*,?\s*"(?P<alt>[^"]*)")?')
# As Octopress has it: classes, path, width and height, title and alternative text.
_IMG = re.compile(
    r"""\s(?:[^\s/"'{]+\s+)*?(?P<path>(?:https?://|[/{])\S+|\S+/\S+)(?:\s+\d+){0,2}"""
    r"""(?:\s+(?P<quote>["']?)(?P<title>.+?)(?P=quote)(?:\s+["'](?P<alt>[^"']*)["'])?)?\s*"""
)
_FILM = re.compile(
    r"""\s(?P<path>(?:https?://|[/{])\S+|\S+/\S+|\S+\.(?:mp4|webm|og[gv]|m4v|mov))(?:\s.*)?""", re.DOTALL
)
_ID = re.compile(r"\s+(?P<id>[\w-]+)(?:\s+\d+){0,2}\s*")
_DATED = re.compile(r"\s+(?:\S*/)?(?P<date>\d{4}-\d\d-\d\d)-(?P<name>\S+)\s*")
_PARAMETER = re.compile(r'(?P<name>\w+)\s*[:=]\s*"(?P<value>[^"]*)"')
_WITHOUT_MEANING = ("raw", "endraw", "highlight", "endhighlight", "comment", "endcomment")


def without_templates(
    body: str, path: str, first_line: int, *, is_escaped: bool
) -> tuple[str, list[Problem]]:
    """Return a text without template code, and a warning of each line that has some nobody understands.

    `is_escaped` says that the tool read templates in code, too, so that `{% raw %}` stands around its braces.
    """
    unknown: dict[int, str] = {}

    def replace(match: re.Match[str], offset: int = 0) -> str:
        if match["fenced"] is not None or match["inline"] is not None:
            return as_code(match[0])
        found = match["raw"] if match["raw"] is not None else match["address"]
        if found is None:
            found = "" if match["comment"] is not None else _translated(match["tag"], match["words"])
        if found is None:
            line = first_line + body.count("\n", 0, match.start() + offset)
            unknown.setdefault(line, match["tag"])
        # The lines below keep their numbers.
        found = found or ""
        return found + "\n" * (match[0].count("\n") - found.count("\n"))

    def replace_or_keep(match: re.Match[str]) -> str:
        code, start = match["code"], match.start()
        if code is None:
            return replace(match)
        if _is_in_list(body, start):
            return _PIECE.sub(lambda inner: replace(inner, start), code)
        return as_code(code)

    def as_code(code: str) -> str:
        return _RAW.sub(r"\1", code) if is_escaped else code

    text = _PIECE_OR_INDENTED.sub(replace_or_keep, body) if "{%" in body or "{{" in body else body
    return text, [_not_understood(path, line, tag) for line, tag in unknown.items()]


def _translated(tag: str, words: str) -> str | None:
    if tag in _WITHOUT_MEANING:
        return ""
    translate = _MEANINGS.get("image" if tag.startswith("image") else tag)
    return translate(words) if translate else None


def _image(words: str) -> str | None:
    match = _IMAGE.match(words)
    return _picture(match["path"], match["alt"]) if match else None


def _img(words: str) -> str | None:
    match = _IMG.fullmatch(words)
    if match is None:
        return None
    return _picture(match["path"], match["alt"] or match["title"])


def _video(words: str) -> str | None:
    match = _FILM.fullmatch(words)
    if match is None:
        return None
    return f'<video controls src="{quote(_from_root(match["path"]), safe="/:?&=%{}")}"></video>'


def _frame(address: str) -> Callable[[str], str | None]:
    def frame(words: str) -> str | None:
        match = _ID.fullmatch(words)
        return f'<iframe src="{address}{match["id"]}"></iframe>' if match else None

    return frame


def _include(words: str) -> str | None:
    # A file for pictures has them as parameters; others are not known.
    given = {match["name"]: match["value"] for match in _PARAMETER.finditer(words)}
    path = given.get("image") or given.get("image_path")
    if not path:
        return None
    return f"{_picture(path, given.get('alt') or given.get('alt_text'))} {given.get('caption', '')}".rstrip()


def _post_url(words: str) -> str | None:
    match = _DATED.fullmatch(words)
    return f"/{match['date'].replace('-', '/')}/{match['name']}/" if match else None


_MEANINGS: dict[str, Callable[[str], str | None]] = {
    "image": _image,
    "img": _img,
    "include": _include,
    "post_url": _post_url,
    "video": _video,
    "vimeo": _frame("https://player.vimeo.com/video/"),
    "youtube": _frame("https://www.youtube.com/embed/"),
}


def _picture(path: str, alternative: str | None) -> str:
    # As HTML it is shown in Markdown and in HTML.
    return f'<img src="{html.escape(_from_root(path))}" alt="{html.escape(alternative or "")}">'


def _from_root(path: str) -> str:
    return path if re.match(r"https?://|[/{]", path) else f"/{path}"


def _is_in_list(body: str, start: int) -> bool:
    """Whether an indented block belongs to a list, by the last line before it that begins at the margin."""
    for line in reversed(body[:start].split("\n")):
        if line.strip() and not line.startswith(("    ", "\t")):
            return bool(_LIST_ITEM.match(line))
    return False


def _not_understood(path: str, line: int, tag: str) -> Problem:
    message = f"{{% {tag} %}} is code of a template that is not understood here, and is left out"
    return Problem(path, line, "template-code", message, "write what it showed in Markdown", Severity.WARNING)
