"""Worker processes with time and memory limits; knows nothing of documents.

One item goes to one process at a time. A process serves many items one after another, because
starting it and importing the libraries costs more than a small document, and it is replaced when
it was killed, died, or ran out of memory. Whatever happens inside becomes a ``Failure``.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from multiprocessing.reduction import ForkingPickler
from types import MappingProxyType
from typing import Any, Generic, Literal, TypeVar, cast

Item = TypeVar("Item")
Result = TypeVar("Result")

_AHEAD = 64  # finished results that may wait for an earlier one, so that memory stays bounded


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an item has no result; ``detail`` is for those who debug (a traceback, an exit code)."""

    kind: Literal["time", "memory", "depth", "died", "error"]
    detail: str = ""


@dataclass(eq=False)
class _Worker:
    """A live process with what it is working on."""

    process: BaseProcess
    connection: Connection
    index: int | None = None
    deadline: float = field(default=0.0)


def attempt(function: Callable[[Item], Result], item: Item) -> Result | Failure:
    """``function(item)`` in this process, with every exception turned into a ``Failure``."""
    try:
        return function(item)
    except MemoryError:
        return Failure("memory")
    except RecursionError:
        return Failure("depth", traceback.format_exc(limit=-8))
    except Exception:
        return Failure("error", traceback.format_exc())


def stream(
    function: Callable[[Item], Result],
    items: Iterable[Item],
    *,
    jobs: int,
    seconds: float,
    memory_mb: int,
) -> Iterator[Result | Failure]:
    """Results of ``function`` in the order of ``items``; a result waits only for those before it.

    ``function``, items and results must be picklable. ``seconds`` is the time for one item;
    ``memory_mb`` limits the address space of a process where the system supports it.
    ``jobs`` processes work at the same time. All of them are gone when the iterator is closed.
    """
    pool = _Pool(function, max(jobs, 1), seconds, memory_mb)
    todo = enumerate(items)
    finished: dict[int, Result | Failure] = {}
    following = 0
    try:
        exhausted = False
        while True:
            while not exhausted and pool.free and len(finished) + len(pool.busy) < _AHEAD:
                try:
                    pool.submit(*next(todo))
                except StopIteration:
                    exhausted = True
            while following in finished:
                yield finished.pop(following)
                following += 1
            if exhausted and not pool.busy:
                return
            for index, result in pool.collect():
                finished[index] = result
    finally:
        pool.close()


class _Pool(Generic[Item, Result]):
    """The processes of one run."""

    def __init__(
        self, function: Callable[[Item], Result], jobs: int, seconds: float, memory_mb: int
    ) -> None:
        self._function = function
        self._jobs = jobs
        self._seconds = seconds
        self._memory_mb = memory_mb
        self._context = _context()
        self._idle: deque[_Worker] = deque()
        self.busy: list[_Worker] = []

    @property
    def free(self) -> bool:
        """Whether another item can be taken now."""
        return len(self.busy) < self._jobs

    def submit(self, index: int, item: Item) -> None:
        """Give ``item`` to an idle process, or to a new one."""
        worker = self._idle.popleft() if self._idle else self._start()
        try:
            worker.connection.send(item)
        except OSError:  # it died while idle
            self._discard(worker)
            worker = self._start()
            worker.connection.send(item)
        worker.index = index
        worker.deadline = time.monotonic() + self._seconds
        self.busy.append(worker)

    def collect(self) -> Iterator[tuple[int, Result | Failure]]:
        """Wait until something happens; the results and failures that are there then."""
        nearest = min(worker.deadline for worker in self.busy)
        signals: list[Any] = [worker.connection for worker in self.busy]
        signals += [worker.process.sentinel for worker in self.busy]
        wait(signals, timeout=max(nearest - time.monotonic(), 0))
        for worker in list(self.busy):
            result = self._look(worker)
            if result is None:
                continue
            index = cast(int, worker.index)
            self.busy.remove(worker)
            if isinstance(result, Failure) and result.kind in ("time", "memory", "died"):
                self._discard(worker)
            else:
                worker.index = None
                self._idle.append(worker)
            yield index, result

    def close(self) -> None:
        """End every process."""
        for worker in (*self._idle, *self.busy):
            self._discard(worker)
        self._idle.clear()
        self.busy.clear()

    def _look(self, worker: _Worker) -> Result | Failure | None:
        """What has become of the item of ``worker``; None while it is at work."""
        try:
            if worker.connection.poll():
                return cast("Result | Failure", worker.connection.recv())
        except (EOFError, OSError):
            worker.process.join(1)
            return _death(worker.process.exitcode)
        except Exception:  # an answer that cannot be unpickled
            return Failure("error", traceback.format_exc())
        if not worker.process.is_alive():
            # The answer may have arrived between the two looks.
            return (
                self._look(worker) if worker.connection.poll() else _death(worker.process.exitcode)
            )
        if time.monotonic() >= worker.deadline:
            return Failure("time", f"{self._seconds:g}")
        return None

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(  # type: ignore[attr-defined]
            target=_serve, args=(theirs, self._function, self._memory_mb), daemon=True
        )
        process.start()
        theirs.close()
        return _Worker(process, ours)

    def _discard(self, worker: _Worker) -> None:
        worker.connection.close()
        with suppress(OSError, ValueError):
            if worker.index is not None:
                worker.process.kill()
            else:
                worker.process.terminate()
        worker.process.join(2)
        if worker.process.is_alive():
            worker.process.kill()
            worker.process.join()
        worker.process.close()


def _context() -> BaseContext:
    """Fork where that is safe: it is the fastest start and needs no second import of anything.

    A forked copy of a process with threads may hang on a lock that nobody releases, and macOS
    libraries do not survive a fork.
    """
    single = threading.active_count() == 1
    if sys.platform not in ("win32", "darwin") and single:
        return multiprocessing.get_context("fork")
    return multiprocessing.get_context("spawn")


def _death(code: int | None) -> Failure:
    killed = code is not None and code == -getattr(signal, "SIGKILL", 9)
    # The kernel kills with SIGKILL when memory runs out; nobody else does without our asking.
    return Failure("memory" if killed else "died", f"exit code {code}")


def _serve(connection: Connection, function: Callable[[Any], Any], memory_mb: int) -> None:
    """Life of a worker process: items in, results out, until the other end is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends the run and its processes
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _limit_memory(memory_mb)
    while True:
        try:
            item = connection.recv()
        except (EOFError, OSError):
            return
        result = attempt(function, item)
        try:
            connection.send(result)
        except OSError:
            return
        except MemoryError:
            result = Failure("memory")
            connection.send(result)
        except Exception:  # a result that cannot be pickled
            connection.send(Failure("error", traceback.format_exc()))
        if isinstance(result, Failure) and result.kind == "memory":
            os._exit(0)


def _limit_memory(memory_mb: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit; the time limit remains
        return
    size = memory_mb * 1024 * 1024
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard != resource.RLIM_INFINITY:
        size = min(size, hard)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (size, hard))


def _frozen(mapping: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(mapping)


# Frozen data may hold read-only mappings, which pickle does not know by itself.
ForkingPickler.register(MappingProxyType, lambda mapping: (_frozen, (dict(mapping),)))
