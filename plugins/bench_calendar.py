"""How long `invoke calendar` takes on a made-up content folder, beside reading that content and no more."""

import resource
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pelicanconf
from editorial.content import Content
from plugins.bench_content import AS_OF, change_post, make_content
from plugins.calendar_run import CalendarRequest, write_calendar
from plugins.content_cache import ContentCache
from plugins.edition import content_settings
from plugins.uncollected import no_collection


@dataclass(frozen=True)
class Measured:
    """What one piece of work took, in seconds: by the clock on the wall, and of the processor's time."""

    what: str
    wall: float
    processor: float


def bench_calendar(folder: Path, posts: int, *, settle: float) -> Iterator[Measured]:
    """Make so many posts in a folder, and yield what reading them and the calendar take, each as it is done.

    `settle` are seconds to wait once they are made: what changed just now is read again to be sure.
    """
    content, desk = folder / "content", folder / "desk"
    make_content(content, posts)
    time.sleep(settle)
    request = CalendarRequest(content, desk, AS_OF)
    later = replace(request, as_of=AS_OF + timedelta(minutes=1))

    settings = content_settings(vars(pelicanconf))

    def read(state: str) -> Content:
        return ContentCache(folder / state).read(content, settings, foreign=False)

    def run(asked: CalendarRequest) -> None:
        with no_collection():
            write_calendar(read("state"), asked, cache=folder / "state-of-git/history.json")

    yield _measured("reading the content, nothing kept", lambda: read("only-read"))
    yield _measured("reading the content again", lambda: read("only-read"))
    yield _measured("the calendar, nothing kept", lambda: run(request))
    yield _measured("the calendar again", lambda: run(request))
    yield _measured("the calendar a minute later", lambda: run(later))
    change_post(content)
    yield _measured("the calendar when one post changed", lambda: run(later))


def table(measured: Iterator[Measured]) -> Iterator[str]:
    """Yield a line for each measurement with its ratio to the first one, as soon as there is one."""
    yield f"{'':36}{'seconds':>9}{'processor':>11}{'ratio':>8}"
    first = None
    for found in measured:
        first = first or found
        ratio = found.processor / first.processor if first.processor else 0.0
        yield f"{found.what:36}{found.wall:9.2f}{found.processor:11.2f}{ratio:8.2f}"


def _measured(what: str, work: Callable[[], object]) -> Measured:
    wall, processor = time.perf_counter(), _processor_time()
    work()
    return Measured(what, time.perf_counter() - wall, _processor_time() - processor)


def _processor_time() -> float:
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime
