"""Things to test with, built as the project itself builds them: from what an author would write."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from PIL import Image

from editorial.author import Author, read_author
from editorial.content import Content, ContentSettings, read_content
from editorial.fields import Context, FieldReader
from editorial.header import read_document, read_yaml
from editorial.page import Page, read_page
from editorial.policy import Policy, read_policy
from editorial.post import Post, read_post
from editorial.question import Question
from editorial.stage import Stage
from editorial.survey import Survey, read_survey

LONDON = ZoneInfo("Europe/London")
STAGES = tuple(
    Stage(key, key.capitalize(), f"Readers' {key}", f"What {key} is for.")
    for key in ("epiphany", "awareness", "interest", "consideration", "loyalty")
)
SETTINGS = ContentSettings(STAGES, LONDON)
CONTEXT = Context(LONDON, SETTINGS.stage_keys)

# The least that a question of each type needs beyond id, ask and type.
LEAST = {
    "choice": {"options": ["Green", "Black tea"]},
    "choices": {"options": ["Green", "Black tea", "White"]},
    "rank": {"options": ["Green", "Black tea", "White"]},
    "matrix": {"rows": ["Green", "Black tea"], "columns": ["Good", "Bad"]},
}


def survey_text(*questions: dict[str, Any], body: str = "A few questions about tea.", **header: Any) -> str:
    """Return a survey file; questions are given as they would be written."""
    fields = {"title": "Tea", "purpose": "To buy the right tea.", **header}
    # JSON is YAML, and keeps every text a text.
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in fields.items()]
    asked = [f"  - {json.dumps(question, ensure_ascii=False)}" for question in questions or (ask("yes_no"),)]
    return "\n".join(["---", *lines, "questions:", *asked, "---", "", body, ""])


def ask(kind: str, name: str = "tea", **fields: Any) -> dict[str, Any]:
    """Return a question as it would be written, with the least that its type needs."""
    return {"id": name, "ask": f"What about {name}?", "type": kind, **LEAST.get(kind, {}), **fields}


def make_survey(
    *questions: dict[str, Any], slug: str = "tea", zone: ZoneInfo = LONDON, **header: Any
) -> Survey:
    """Return a survey that has no problems."""
    reader = FieldReader(f"{slug}.md", Context(zone))
    document = read_document(survey_text(*questions, **header).encode(), reader.path)
    survey = read_survey(document, reader, stem=slug)
    errors = [str(problem) for problem in reader.problems if problem.is_error]
    assert not errors, errors
    return survey


def make_question(kind: str, name: str = "tea", **fields: Any) -> Question:
    """Return a question that has no problems."""
    return make_survey(ask(kind, name, **fields)).questions[0]


def header_text(fields: dict[str, Any], body: str = "") -> str:
    """Return a content file; fields are given as they would be written, and those that are None left out."""
    # JSON is YAML, and keeps every text a text.
    lines = [
        f"{key}: {json.dumps(value, ensure_ascii=False, default=str)}"
        for key, value in fields.items()
        if value is not None
    ]
    return "\n".join(["---", *lines, "---", "", body, ""])


def post_text(body: str = "Tea is picked in spring.", **fields: Any) -> str:
    """Return the file of a post that is approved and lacks nothing, unless the fields say otherwise."""
    whole = {
        "title": "First flush",
        "date": "2026-03-01",
        "authors": ["ada"],
        "summary": "Why tea is picked in spring.",
        "stage": "interest",
        "idea": "practical",
        "status": "approved",
    }
    return header_text(whole | fields, body)


def read_post_text(text: str, path: str = "posts/first-flush.md") -> tuple[Post, list[str]]:
    """Return the post that a file holds, and its problems in words."""
    reader = FieldReader(path, CONTEXT)
    post = read_post(read_document(text.encode(), path), reader, stem=Path(path).stem)
    return post, [str(problem) for problem in sorted(reader.problems)]


def make_post(
    path: str = "posts/first-flush.md", body: str = "Tea is picked in spring.", **fields: Any
) -> Post:
    """Return a post that has no problems."""
    post, problems = read_post_text(post_text(body, **fields), path)
    assert not problems, problems
    return post


def make_author(slug: str = "ada", body: str = "Ada drinks tea.", **fields: Any) -> Author:
    """Return an author that has no problems."""
    reader = FieldReader(f"authors/{slug}.md", CONTEXT)
    document = read_document(header_text({"name": "Ada Quill"} | fields, body).encode(), reader.path)
    author = read_author(document, reader, stem=slug)
    assert not reader.problems, list(map(str, reader.problems))
    return author


def make_page(name: str = "about", body: str = "About tea.", **fields: Any) -> Page:
    """Return a page that has no problems."""
    reader = FieldReader(f"pages/{name}.md", CONTEXT)
    document = read_document(header_text({"title": "About us"} | fields, body).encode(), reader.path)
    page = read_page(document, reader, stem=name)
    assert not reader.problems, list(map(str, reader.problems))
    return page


def make_policy(**fields: Any) -> Policy:
    """Return a policy that has no problems."""
    reader = FieldReader("editorial.yaml", CONTEXT)
    policy = read_policy(read_yaml(json.dumps(fields, default=str).encode(), reader.path), reader)
    assert not reader.problems, list(map(str, reader.problems))
    return policy


def write_content(folder: Path, files: dict[str, str | bytes]) -> Path:
    """Write files into a folder, by their paths in it, and return the folder."""
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def read_files(folder: Path, files: dict[str, str | bytes]) -> Content:
    """Write files into a folder and return what is read from it."""
    return read_content(write_content(folder, files), SETTINGS)


def calls_of(work: Callable[[], object]) -> int:
    """Return how many calls some work makes: the same on every machine, however busy it is."""
    count = 0

    def note(_: object, event: str, __: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def files_in(folder: Path) -> dict[str, bytes]:
    """Return what the files of a folder hold, by their paths in it."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    """Return an image as a file of a kind such as `PNG`."""
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()
