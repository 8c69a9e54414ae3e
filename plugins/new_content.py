"""`invoke new`: at a terminal it asks for what it cannot know, and then writes the file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from invoke import Exit

from editorial.content import Content
from editorial.instants import NotATimeError, parse_day
from editorial.problems import did_you_mean
from editorial.stage import IdeaType
from editorial.starter import Start, start_author, start_post, start_survey
from plugins.commands import FINDINGS, WRONG_USE

KINDS = ("post", "author", "survey")
_QUESTIONS = {
    "author": "Author",
    "category": "Topic",
    "stage": "Stage",
    "idea": "Idea type",
    "date": "Day of publication (YYYY-MM-DD)",
}

Ask = Callable[[str], str]


@dataclass(frozen=True)
class Wanted:
    """What somebody wants to begin; empty is what they have not said."""

    kind: str
    title: str = ""
    author: str = ""
    category: str = ""
    stage: str = ""
    idea: str = ""
    date: str = ""


def begin(wanted: Wanted, content: Content, *, stages: tuple[str, ...], today: date, ask: Ask | None) -> Path:
    """Return the path of the new file; without somebody to ask, what was not said stays empty.

    Ends the command on what no file can be made of, and rather than overwrite another.
    """
    if wanted.kind not in KINDS:
        raise Exit(f"there is no kind “{wanted.kind}” ({did_you_mean(wanted.kind, KINDS)})", code=WRONG_USE)
    known = _known(content, stages)
    for field in known:
        if complaint := _complaint(field, getattr(wanted, field), known):
            raise Exit(complaint, code=WRONG_USE)
    if ask is not None:
        wanted = _completed(wanted, known, ask)
    if not wanted.title:
        raise Exit(
            f"a {wanted.kind} needs a title (write: invoke new {wanted.kind} --title “…”)", code=WRONG_USE
        )
    return _write(content.folder, _start(wanted, today))


def _known(content: Content, stages: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    # A topic may also be a new one, and a date is no set.
    return {
        "author": tuple(content.authors),
        "category": tuple(topic.name for topic in content.policy.categories),
        "stage": stages,
        "idea": tuple(map(str, IdeaType)),
        "date": (),
    }


def _complaint(field: str, said: str, known: Mapping[str, tuple[str, ...]]) -> str:
    if field == "date" and said:
        try:
            parse_day(said)
        except NotATimeError:
            return f"“{said}” is not a day (write it like 2026-03-03)"
    if field in ("author", "stage", "idea"):
        for word in _words(said):
            if word not in known[field]:
                return f"there is no {field} “{word}” ({did_you_mean(word, known[field])})"
    return ""


def _completed(wanted: Wanted, known: Mapping[str, tuple[str, ...]], ask: Ask) -> Wanted:
    while not wanted.title:
        wanted = replace(wanted, title=ask("Name: " if wanted.kind == "author" else "Title: ").strip())
    if wanted.kind != "post":
        return wanted
    for field, question in _QUESTIONS.items():
        said = getattr(wanted, field)
        choices = f" ({', '.join(known[field])})" if known[field] else ""
        while not said:
            said = ask(f"{question}{choices}, or nothing: ").strip()
            if not said:
                break
            if complaint := _complaint(field, said, known):
                said = ""
                choices = f": {complaint}"
        wanted = replace(wanted, **{field: said})
    return wanted


def _words(said: str) -> list[str]:
    return [word.strip() for word in said.split(",") if word.strip()]


def _start(wanted: Wanted, today: date) -> Start:
    day = parse_day(wanted.date) if wanted.date else None
    if wanted.kind == "author":
        return start_author(wanted.title)
    if wanted.kind == "survey":
        return start_survey(wanted.title, opens=day or today)
    return start_post(
        wanted.title,
        today=today,
        authors=_words(wanted.author),
        category=wanted.category,
        stage=wanted.stage,
        idea=wanted.idea,
        day=day,
    )


def _write(folder: Path, start: Start) -> Path:
    path = folder / start.path
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(start.text)
    except FileExistsError:
        raise Exit(f"{path} is there already (choose another title)", code=FINDINGS) from None
    return path
