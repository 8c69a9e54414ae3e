"""Numbers with their noun, as every sentence of commands and pages writes them."""


def quantity(number: int, thing: str, things: str = "") -> str:
    """Return a number with its noun: 1 post, 2 posts, 0 posts; `things` is a plural without an `s`."""
    return f"{number} {thing if number == 1 else things or f'{thing}s'}"
