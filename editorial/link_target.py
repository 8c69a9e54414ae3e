"""The targets of links as authors write them, taken apart."""

from urllib.parse import SplitResult, urlsplit


def split_address(target: str) -> SplitResult:
    """Return an address in its parts; one that cannot be read is all path."""
    try:
        return urlsplit(target)
    except ValueError:
        return SplitResult("", "", target, "", "")


def is_broken(target: str) -> bool:
    """Return whether no browser could read an address."""
    return split_address(target).path == target and "//[" in target


def indicated(target: str) -> tuple[str, str]:
    """Return what stands between braces or bars before a path, and the path; nothing for other targets."""
    for opening, closing in ("{}", "||"):
        if target.startswith(opening):
            kind, found, rest = target[1:].partition(closing)
            if found:
                return kind.strip(), rest
    return "", ""
