"""The theme's style sheet, scripts and icon as texts, so that the site and the service send the same ones."""

import hashlib
from pathlib import Path


def stylesheet(theme: Path) -> str:
    """Return tokens, base, layout and then the components in alphabetical order, as one style sheet."""
    css = theme / "static" / "css"
    parts = [
        css / "tokens.css",
        css / "base.css",
        css / "layout.css",
        *sorted((css / "components").glob("*.css")),
    ]
    return "\n".join(part.read_text(encoding="utf-8") for part in parts)


def scripts(theme: Path) -> dict[str, str]:
    """Return the text of each component's script, by the component's name."""
    files = sorted((theme / "static" / "js").glob("*.js"))
    return {file.stem: file.read_text(encoding="utf-8") for file in files}


def icon(theme: Path) -> str:
    """Return the site's sign in a browser's tabs, as SVG."""
    return (theme / "static" / "icon.svg").read_text(encoding="utf-8")


def fingerprinted(name: str, text: str) -> str:
    """Return a file name that changes with the text: `site.css` becomes `site.1f0c2ab9.css`."""
    stem, _, suffix = name.rpartition(".")
    return f"{stem}.{hashlib.sha256(text.encode()).hexdigest()[:8]}.{suffix}"
