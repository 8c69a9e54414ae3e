"""The desk beside a built site, where the setting `DESK_FOLDER` names a folder, as `invoke serve` does.

`DESK_LATER` may be a function that takes what writes the desk, and calls it when nobody waits for the site.
"""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from pelican import Pelican, signals

from plugins.content_plan import outlook_of, plan_of
from plugins.edition import edition_of
from plugins.editorial_calendar import desk_frame, write_desk
from plugins.file_history import read_history
from plugins.uncollected import no_collection


def add_desk(pelican: Pelican) -> None:
    """Write the desk of the edition that was built, now or later."""
    settings = pelican.settings
    if not settings["DESK_FOLDER"]:
        return
    later: Callable[[Callable[[], None]], None] | None = settings["DESK_LATER"]
    write = partial(write_desk_of, settings)
    if later:
        later(write)
    else:
        write()


def write_desk_of(settings: Mapping[str, Any]) -> None:
    """Write the desk of the edition that the settings hold."""
    with no_collection():
        _write_desk_of(settings)


def _write_desk_of(settings: Mapping[str, Any]) -> None:
    edition = edition_of(settings)
    content = edition.content
    plan = plan_of(content, edition.as_of, foreign=settings["FOREIGN"])
    folder = Path(settings["DESK_FOLDER"])
    site = settings["site"].url
    frame = desk_frame(
        settings,
        posts=f"{site}/posts/",
        previews=f"{site}/{edition.preview_folder}/" if edition.preview_folder else "",
        is_editable=settings["DESK_IS_EDITABLE"],
        cache=Path(settings["DESK_HISTORY"]) if settings["DESK_HISTORY"] else None,
    )
    history = read_history(content.folder, frame.cache)
    outlook = outlook_of(content, plan, history)
    write_desk(plan, content, folder, frame, outlook=outlook, history=history)


def register() -> None:
    """Connect to Pelican."""
    signals.finalized.connect(add_desk)
