"""What the desk's pages need beside the plan: names, addresses, and the templates that draw them."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined

from editorial.assets import desk_scripts, desk_stylesheet, icon
from editorial.instants import month_name, written_day
from editorial.month_grid import DAY_NAMES, day_title, month_title
from editorial.post import Post
from editorial.quantities import quantity
from editorial.site import Site
from editorial.slug import slugify
from editorial.stage import Stage
from editorial.status import State
from plugins.editorial_calendar.narrowing import joined_keys
from plugins.editorial_calendar.parts import Parts

PROJECT = Path(__file__).resolve().parents[2]
STYLESHEET = "theme/desk.css"
ICON = "theme/icon.svg"
# Where the editing door is, on the server that sends the pages.
DOOR = "/desk/"
# Behind which that server has the content's files, by their paths in it.
FILES = "files/"
# In the pages on the disk this stands for the token, which the server puts in when it sends them.
TOKEN_MARK = "desk-token-of-this-run"  # noqa: S105 - it stands for one

# And this for what the pages were made from.
PLAN_MARK = "desk-plan-of-this-page"


@dataclass(frozen=True)
class DeskFrame:
    """The site's names, and where posts can be seen; the addresses end with a slash and may be empty.

    `is_editable` draws what the editing door understands; `cache` is a file that keeps git's log.
    """

    name: str
    theme: Path
    stages: tuple[Stage, ...]
    language: str = "en"
    posts: str = ""
    previews: str = ""
    is_editable: bool = False
    cache: Path | None = None

    @property
    def domain(self) -> str:
        """What makes ids of events unique; made of the site's name, so that no machine's name is in them."""
        return f"{slugify(self.name) or 'site'}.masthead"

    def page_of(self, post: Post, state: State) -> str:
        """Return the address at which a post can be read, or nothing."""
        folder = self.posts if state is State.LIVE else self.previews
        return f"{folder}{post.slug}/" if folder else ""


def desk_frame(settings: Mapping[str, Any], **more: Any) -> DeskFrame:
    """Return the frame that the site's settings describe; `more` are fields that they do not know."""
    url = settings["SITEURL"].rstrip("/")
    return DeskFrame(
        name=settings["SITENAME"],
        theme=PROJECT / settings["THEME"],
        stages=tuple(settings["STAGES"]),
        language=settings["DEFAULT_LANG"],
        **{"posts": f"{url}/posts/" if url else "", **more},
    )


class Pages:
    """Draws pages from the theme's templates; addresses are relative, so the folder works from a disk too."""

    def __init__(self, frame: DeskFrame, folder: Path, everywhere: Mapping[str, object]) -> None:
        self.frame = frame
        self.folder = folder
        self.files: dict[str, bytes] = {STYLESHEET: desk_stylesheet(frame.theme).encode()}
        self.files[ICON] = icon(frame.theme).encode()
        self.files |= {f"theme/{name}.js": text.encode() for name, text in desk_scripts(frame.theme).items()}
        self.templates = _environment(frame.theme)
        parts = Parts(self.templates)
        self.templates.globals |= everywhere
        self.templates.globals |= {
            "is_editable": frame.is_editable,
            "token": TOKEN_MARK,
            "plan_mark": PLAN_MARK,
            "door": DOOR,
            "day_names": DAY_NAMES,
            "parts": parts,
            "post": parts.post,
            "joined_keys": joined_keys,
        }
        self._site = Site(frame.name, "", "", "", STYLESHEET, (), frame.language, icon=ICON)

    def draw(self, name: str, template: str, **values: object) -> None:
        """Add the page at a path in the desk's folder."""
        root = "../" * name.count("/")
        site = replace(self._site, stylesheet=root + STYLESHEET, icon=root + ICON)
        text = self.templates.get_template(f"desk/{template}.html").render(
            site=site, root=root, here=name, section=template, **values
        )
        self.files[name] = text.encode()

    def file_link(self, post: Post, content: Path) -> str:
        """Return a link from the desk's folder to a post's file, on the server or beside it on the disk."""
        if self.frame.is_editable:
            return FILES + quote(Path(post.source.path).relative_to(content).as_posix())
        return quote(Path(os.path.relpath(post.source.path, self.folder)).as_posix())


def _environment(theme: Path) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(theme / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        bytecode_cache=FileSystemBytecodeCache(),
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "day": written_day,
        "day_title": day_title,
        "month_title": month_title,
        "short_month": lambda day: month_name(day.month)[:3],
        "count": quantity,
        "percent": lambda share: f"{share * 100:.0f} %",
        "sentence": lambda words: f"{words[:1].upper()}{words[1:]}.",
    }
    return environment
