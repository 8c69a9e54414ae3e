"""The theme's style sheet, scripts and icon as texts, so that the site and the service send the same ones."""

import hashlib
from pathlib import Path

# What begins so is for the plan's own pages, and readers need not load it.
DESK = "desk_"


def stylesheet(theme: Path) -> str:
    """Return tokens, base, layout and then the components in alphabetical order, as one style sheet."""
    css = theme / "static" / "css"
    parts = [
        css / "tokens.css",
        css / "base.css",
        css / "layout.css",
        *(part for part in _components(theme) if not part.name.startswith(DESK)),
    ]
    return "\n".join(part.read_text(encoding="utf-8") for part in parts)


def desk_stylesheet(theme: Path) -> str:
    """Return the style sheet of the plan's pages: the site's, and then their own components."""
    own = [part for part in _components(theme) if part.name.startswith(DESK)]
    return "\n".join([stylesheet(theme), *(part.read_text(encoding="utf-8") for part in own)])


def scripts(theme: Path) -> dict[str, str]:
    """Return the text of each component's script, by the component's name."""
    return {name: text for name, text in _scripts(theme).items() if not name.startswith(DESK)}


def desk_scripts(theme: Path) -> dict[str, str]:
    """Return the text of each script of the plan's pages, by its name."""
    return {name: text for name, text in _scripts(theme).items() if name.startswith(DESK)}


def _components(theme: Path) -> list[Path]:
    return sorted((theme / "static" / "css" / "components").glob("*.css"))


def _scripts(theme: Path) -> dict[str, str]:
    files = sorted((theme / "static" / "js").glob("*.js"))
    return {file.stem: file.read_text(encoding="utf-8") for file in files}


def icon(theme: Path) -> str:
    """Return the site's sign in a browser's tabs, as SVG."""
    return (theme / "static" / "icon.svg").read_text(encoding="utf-8")


def fingerprinted(name: str, text: str) -> str:
    """Return a file name that changes with the text: `site.css` becomes `site.1f0c2ab9.css`."""
    stem, _, suffix = name.rpartition(".")
    return f"{stem}.{hashlib.sha256(text.encode()).hexdigest()[:8]}.{suffix}"
