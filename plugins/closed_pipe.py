"""A run whose reader has gone, as in `invoke check | head`, ends without a word."""

import atexit
import os
import sys
from types import TracebackType


def end_quietly() -> None:
    """Let this run end without a traceback where nobody reads on what it prints."""
    sys.excepthook = _unless_nobody_reads
    # What is printed last is often written at the end only.
    atexit.register(_finish)


def _unless_nobody_reads(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    # Connections of our own say what is wrong where they are made.
    if issubclass(kind, BrokenPipeError) and not sys.stdout.isatty():
        _drop_the_rest()
    else:
        sys.__excepthook__(kind, error, trace)


def _finish() -> None:
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _drop_the_rest()


def _drop_the_rest() -> None:
    # As https://docs.python.org/3/library/signal.html#note-on-sigpipe has it.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
