"""A small site, built for real."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import pytest

from plugins.build import BuildReport, BuildRequest, build_site

AUTHOR = "---\nname: Ada Quill\nrole: Editor\n---\n\nEdits *everything*.\n"
NOON = datetime.fromisoformat("2026-03-01T12:00:00+00:00")


class SmallSite:
    """A content folder and its output; `put` writes a content file, `build` builds."""

    def __init__(self, folder: Path) -> None:
        self.content = folder / "content"
        self.output = folder / "output"
        self.report: BuildReport | None = None
        self.put("authors/ada.md", AUTHOR)

    def put(self, path: str, text: str) -> Path:
        """Write a content file."""
        file = self.content / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    def post(self, slug: str, body: str = "Some words.", /, **fields: object) -> Path:
        """Write a post that is live unless the fields say otherwise."""
        header: Mapping[str, object] = {
            "title": f"Title of {slug}",
            "date": "2026-02-01",
            "authors": "[ada]",
            "category": "Planning",
            "summary": f"Summary of {slug}.",
            "stage": "interest",
            "idea": "practical",
            "status": "approved",
            **fields,
        }
        lines = "\n".join(f"{key}: {value}" for key, value in header.items() if value is not None)
        return self.put(f"posts/{slug}.md", f"---\n{lines}\n---\n\n{body}\n")

    def build(self, as_of: datetime = NOON, **options: object) -> BuildReport:
        """Build the site at an instant."""
        self.report = build_site(BuildRequest(self.content, self.output, as_of, **options))
        return self.report

    def page(self, url: str) -> str:
        """Return what stands at an address."""
        return (self.output / url / "index.html").read_text(encoding="utf-8")

    def addresses(self) -> set[str]:
        """Return the addresses of all pages, from the first slash on."""
        folders = (page.parent.relative_to(self.output) for page in self.output.rglob("index.html"))
        return {"/" if folder == Path() else f"/{folder.as_posix()}/" for folder in folders}

    def everything(self) -> str:
        """Return all that was written, names and contents."""
        files = sorted(path for path in self.output.rglob("*") if path.is_file())
        return "\n".join(
            f"{path.relative_to(self.output)}\n{path.read_text(errors='replace')}" for path in files
        )


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SmallSite:
    monkeypatch.chdir(tmp_path)
    return SmallSite(tmp_path)
