"""Worker processes: order, limits, and that whatever goes wrong stays with its own item."""

from __future__ import annotations

import os
import signal
import time
from types import MappingProxyType
from typing import Any

import pytest

from reportlint import workers
from reportlint.workers import Failure


def work(item: Any) -> Any:
    """What an item says."""
    match item:
        case ("sleep", seconds):
            time.sleep(seconds)
        case ("hang",):
            while True:
                pass
        case ("allocate", megabytes):
            return len(bytearray(megabytes * 1024 * 1024))
        case ("die", number):
            os.kill(os.getpid(), number)
        case ("exit",):
            os._exit(3)
        case ("raise",):
            raise ValueError("bad number")
        case ("recurse",):
            return work(item)
        case ("unpicklable",):
            return lambda: None
        case ("mapping",):
            return MappingProxyType({"a": 1})
        case ("pid",):
            return os.getpid()
    return item


def run(items: list[Any], jobs: int = 2, seconds: float = 20, memory_mb: int = 4096) -> list[Any]:
    return list(workers.stream(work, items, jobs=jobs, seconds=seconds, memory_mb=memory_mb))


def test_results_come_in_the_order_of_the_items() -> None:
    items = [("sleep", 0.3), 1, 2, ("sleep", 0.1), 3]
    assert run(items) == items


def test_the_first_result_does_not_wait_for_the_last() -> None:
    results = workers.stream(work, [1, ("sleep", 20)], jobs=1, seconds=30, memory_mb=4096)
    started = time.monotonic()
    assert next(results) == 1
    results.close()  # type: ignore[attr-defined]
    assert time.monotonic() - started < 10


def test_no_items_no_processes() -> None:
    assert run([]) == []


def test_one_process_serves_several_items() -> None:
    pids = run([("pid",)] * 4, jobs=1)
    assert len(set(pids)) == 1
    assert pids[0] != os.getpid()


def test_a_hanging_item_is_given_up_and_the_others_go_on() -> None:
    started = time.monotonic()
    first, second, third = run([("hang",), "b", "c"], jobs=1, seconds=0.5)
    assert first.kind == "time"
    assert (second, third) == ("b", "c")
    assert time.monotonic() - started < 10


@pytest.mark.parametrize(
    ("item", "kind"),
    [
        (("allocate", 3000), "memory"),
        (("die", signal.SIGKILL), "memory"),
        (("die", signal.SIGTERM), "died"),
        (("exit",), "died"),
        (("raise",), "error"),
        (("recurse",), "depth"),
        (("unpicklable",), "error"),
    ],
)
def test_what_goes_wrong_becomes_a_failure_and_the_next_item_is_served(
    item: tuple[Any, ...], kind: str
) -> None:
    first, second = run([item, "next"], jobs=1, memory_mb=1024)
    assert isinstance(first, Failure)
    assert first.kind == kind
    assert second == "next"


def test_the_detail_of_an_error_names_it() -> None:
    (failure,) = run([("raise",)])
    assert "ValueError: bad number" in failure.detail


def test_read_only_mappings_travel() -> None:
    (mapping,) = run([("mapping",)])
    assert dict(mapping) == {"a": 1}


def test_attempt_in_the_same_process() -> None:
    assert workers.attempt(work, 5) == 5
    failure = workers.attempt(work, ("raise",))
    assert isinstance(failure, Failure)
    assert failure.kind == "error"


def test_spawned_processes_work_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    spawn = workers.multiprocessing.get_context("spawn")
    monkeypatch.setattr(workers, "_context", lambda: spawn)
    first, second = run([("raise",), "b"], jobs=1)
    assert first.kind == "error"
    assert second == "b"


def test_closing_ends_every_process() -> None:
    results = workers.stream(
        work, [("pid",), ("hang",), ("hang",)], jobs=2, seconds=60, memory_mb=4096
    )
    pid = next(results)
    results.close()  # type: ignore[attr-defined]
    assert not workers.multiprocessing.active_children()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
