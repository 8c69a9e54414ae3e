"""A run whose output nobody takes ends without a word where the reader has gone, as in `invoke check | head`.

Where it goes to a full disk, the run ends with a sentence.
"""

import atexit
import errno
import os
import sys
from types import TracebackType

# Where these come without a file's name, they come from what is printed.
_TAKES_NO_MORE = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO}


def end_quietly() -> None:
    """Let this run end without a traceback where nobody reads on what it prints, or it cannot be written."""
    sys.excepthook = _unless_nobody_reads
    # What is printed last is often written at the end only.
    atexit.register(_finish)


def _unless_nobody_reads(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    # Connections of our own say what is wrong where they are made.
    if issubclass(kind, BrokenPipeError) and not sys.stdout.isatty():
        _drop_the_rest()
    elif isinstance(error, OSError) and error.filename is None and error.errno in _TAKES_NO_MORE:
        _say_so(error)
        _drop_the_rest()
    else:
        sys.__excepthook__(kind, error, trace)


def _finish() -> None:
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _drop_the_rest()
    except OSError as error:
        _say_so(error)
        sys.stderr.flush()
        # The command has named its status already, and what it printed is lost.
        os._exit(1)


def _say_so(error: OSError) -> None:
    reason = f"{error.strerror} (what the command does beside it is not undone)"
    print(f"the output cannot be written: {reason}", file=sys.stderr)


def _drop_the_rest() -> None:
    # As https://docs.python.org/3/library/signal.html#note-on-sigpipe has it.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
