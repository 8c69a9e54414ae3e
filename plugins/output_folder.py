"""The output folder is overwritten in place: equal files stay untouched, and leftovers of earlier builds go.

With a PAGE_MEMORY, what is made from the same as before is not even made again.
`.masthead-files` in the folder lists what the last build wrote. Only what stands there is ever deleted, and
a folder with other things in it is refused.
"""

import io
import json
import os
from collections.abc import Callable, Iterable, Mapping
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import Any, TextIO

from jinja2 import Template
from pelican import Pelican, signals
from pelican.generators import StaticGenerator
from pelican.utils import sanitised_join
from pelican.writers import Writer

from plugins.page_inputs import Inputs
from plugins.page_memory import PageMemory

LIST = ".masthead-files"


class NotOurFolderError(Exception):
    """An output folder that holds files which no build of ours wrote."""


class InPlaceWriter(Writer):
    """Writes a file only where its content differs from what stands there."""

    def __init__(self, output_path: str, settings: Any = None) -> None:
        super().__init__(output_path, settings=settings)
        settings["WRITER"] = self
        self.memory: PageMemory | None = settings["PAGE_MEMORY"]
        self.inputs = Inputs()
        self._made_from: dict[str, str] = {}
        if self.memory:
            theme = Path(settings["THEME"]) / "templates"
            self.memory.names.look_at([*settings["THEME_TEMPLATES_OVERRIDES"], str(theme)])
        # From here on the folder is ours, also if this build does not come to its end.
        write_list(Path(output_path), settings["WRITTEN_BEFORE"])

    def write_file(
        self, name: str, template: Template, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> None:
        """Write what a template makes, unless it stands there already."""
        made_by = RememberingTemplate(template, self) if self.memory else template
        super().write_file(name, made_by, context, *args, **kwargs)

    def write_made(self, name: str, inputs: Iterable[object], make: Callable[[], bytes]) -> None:
        """Write what `make` returns, which `inputs` alone decide; a post among them counts with its text."""
        path = sanitised_join(self.output_path, name)
        if self.memory is None:
            self.write_bytes(name, make())
            return
        digest = self.inputs.digest(*inputs)
        if self.memory.stands(path, digest):
            self._claim(path, name)
            return
        self.write_bytes(name, make())
        self.memory.note(path, digest)

    def stands(self, path: str, made_from: str) -> bool:
        """Return whether a file was made from these inputs and needs no writing; it is about to be opened."""
        self._made_from[path] = made_from
        return self.memory is not None and self.memory.stands(path, made_from)

    def write_text(self, name: str, text: str) -> None:
        """Write a file that no template makes."""
        path = Path(self.output_path) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with self._open_w(str(path), "utf-8") as file:
            file.write(text)

    def write_bytes(self, name: str, data: bytes) -> None:
        """Write a file that is no text; one name is written once in a build."""
        path = Path(self.output_path) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        self._claim(str(path), name)
        if self.settings["FRESH"]:
            path.unlink(missing_ok=True)
        replace_if_changed(path, data)

    def _claim(self, path: str, name: str) -> None:
        if path in self._written_files:
            msg = f"{name} is written twice"
            raise RuntimeError(msg)
        self._written_files.add(path)

    def files(self) -> set[str]:
        """Return the files of this build, relative to the output folder."""
        return {os.path.relpath(path, self.output_path) for path in self._written_files}

    def _open_w(self, filename: str, encoding: str, override: bool = False) -> TextIO:
        # Pelican's own method refuses collisions; it is asked only where there may be one.
        if filename in self._overridden_files or filename in self._written_files:
            return super()._open_w(filename, encoding, override)  # type: ignore[no-any-return]
        self._written_files.add(filename)
        if override:
            self._overridden_files.add(filename)
        if self.settings["FRESH"]:
            Path(filename).unlink(missing_ok=True)
        if self.memory is None or filename not in self._made_from:
            return ChangedFile(Path(filename))
        inputs = self._made_from.pop(filename)
        if self.memory.stands(filename, inputs):
            return nullcontext(io.StringIO())  # type: ignore[return-value]
        return ChangedFile(Path(filename), partial(self.memory.note, filename, inputs))


class RememberingTemplate:
    """A template that makes a page only where what it is made from has changed."""

    def __init__(self, template: Template, writer: InPlaceWriter) -> None:
        self.template, self.writer = template, writer

    def render(self, context: Mapping[str, Any]) -> str:
        """Return the page, or nothing where it stands already."""
        memory = self.writer.memory
        if memory is None:
            return self.template.render(context)
        names = memory.names.used_by(self.template)
        inputs = memory.names.theme + self.writer.inputs.of_page(self.template, names, context)
        path = sanitised_join(self.writer.output_path, context["output_file"])
        return "" if self.writer.stands(path, inputs) else self.template.render(context)


class ChangedFile(io.StringIO):
    """A file in memory that replaces the one on disk when it is closed, unless they are equal."""

    def __init__(self, path: Path, when_written: Callable[[], None] = lambda: None) -> None:
        super().__init__()
        self.path, self.when_written = path, when_written

    def close(self) -> None:
        """Write what was collected, all at once."""
        if not self.closed:
            replace_if_changed(self.path, self.getvalue().encode())
            self.when_written()
        super().close()


def replace_if_changed(path: Path, data: bytes) -> None:
    """Write `data` to `path` as a whole or not at all, unless it stands there already."""
    try:
        if path.read_bytes() == data:
            return
    except FileNotFoundError:
        pass
    temporary = path.with_name(f".{path.name}.new")
    temporary.write_bytes(data)
    temporary.replace(path)


def written_before(folder: Path) -> list[str]:
    """Return what the last build wrote; raises NotOurFolderError for a folder that holds anything else."""
    try:
        return list(json.loads((folder / LIST).read_text(encoding="utf-8")))
    except FileNotFoundError:
        if folder.is_dir() and any(folder.iterdir()):
            msg = f"{folder} holds files that no build wrote; choose an empty or a new folder"
            raise NotOurFolderError(msg) from None
        return []


def write_list(folder: Path, names: Iterable[str]) -> None:
    """Write down what builds have written to the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    replace_if_changed(folder / LIST, (json.dumps(sorted(names), indent=0) + "\n").encode())


def note_unfinished(settings: Mapping[str, Any]) -> None:
    """Add what a build wrote before it failed to the list, so that the next one can remove it."""
    if "WRITER" in settings and not settings.get("FINISHED"):
        names = {*settings["WRITTEN_BEFORE"], *settings["WRITER"].files()}
        write_list(Path(settings["OUTPUT_PATH"]), names)


def remove_orphans(folder: Path, before: Iterable[str], now: set[str]) -> None:
    """Delete what the last build wrote and this one did not, and the folders that this leaves empty."""
    for name in sorted(set(before) - now, reverse=True):
        path = folder / name
        path.unlink(missing_ok=True)
        for parent in path.parents:
            if parent == folder or not parent.is_dir() or any(parent.iterdir()):
                break
            parent.rmdir()


def refuse_foreign_folder(pelican: Pelican) -> None:
    """Look at the folder before anything is written."""
    folder = Path(pelican.settings["OUTPUT_PATH"])
    pelican.settings["WRITTEN_BEFORE"] = written_before(folder)


def choose_writer(_: object) -> type[Writer]:
    """Return the writer for Pelican to use."""
    return InPlaceWriter


def note_static_files(generator: StaticGenerator) -> None:
    """Remember the files that Pelican copies; their places can change until it does."""
    generator.settings["STATIC_FILES"] = generator.staticfiles


def clean_up(pelican: Pelican) -> None:
    """Remove what no longer belongs, and write down what does."""
    folder = Path(pelican.settings["OUTPUT_PATH"])
    static = {os.path.normpath(file.save_as) for file in pelican.settings["STATIC_FILES"]}
    now = pelican.settings["WRITER"].files() | static
    remove_orphans(folder, pelican.settings["WRITTEN_BEFORE"], now)
    write_list(folder, now)
    if memory := pelican.settings["PAGE_MEMORY"]:
        memory.forget_all_but({str(folder / name) for name in now})
    pelican.settings["FINISHED"] = True


def register() -> None:
    """Connect to Pelican."""
    signals.initialized.connect(refuse_foreign_folder)
    signals.get_writer.connect(choose_writer)
    signals.static_generator_finalized.connect(note_static_files)
    signals.finalized.connect(clean_up)
