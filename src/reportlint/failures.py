"""A submission that could not be read, as an outcome with a sentence for the user."""

from __future__ import annotations

from collections.abc import Sequence

from reportlint.model.document import Document, Message, Unreadable
from reportlint.model.outcome import Coverage, Outcome
from reportlint.model.settings import Limits
from reportlint.workers import Failure

_DEATH = Message(
    "读取时解析程序意外退出，文件可能已损坏；请用原软件重新另存后再试",
    "The parser ended unexpectedly; the file may be damaged: save it again with its own program",
)
_DEPTH = Message(
    "文件的结构嵌套过深，无法读取；请用原软件重新另存后再试",
    "The structure of the file is nested too deeply; save it again with its own program",
)
_ERROR = Message(
    "程序内部错误，未能核对这个文件；请把文件类型和版本号报告给开发者（加 --debug 可看详情）",
    "Internal error: this file was not checked; please report it (details with --debug)",
)


def unreadable(
    sources: Sequence[Document | Unreadable], reason: Message, seconds: float = 0.0
) -> Outcome:
    """The outcome of a submission of which nothing could be checked."""
    return Outcome(
        sources=tuple(sources),
        state="unreadable",
        reason=reason,
        facts=None,
        findings=(),
        skips=(),
        coverage=Coverage(),
        seconds=seconds,
    )


def failed(paths: Sequence[str], failure: Failure, limits: Limits) -> Outcome:
    """The outcome of a submission whose worker failed; the cause is named in one sentence."""
    reason = _reason(failure, limits)
    return unreadable([Unreadable(path, reason) for path in paths], reason)


def _reason(failure: Failure, limits: Limits) -> Message:
    match failure.kind:
        case "time":
            return Message(
                f"读取超时（{limits.seconds} 秒），已放弃；请拆分文件或另存后再试",
                f"Gave up after {limits.seconds} seconds; split the file or save it again",
            )
        case "memory":
            return Message(
                f"内存不足（上限 {limits.memory_mb} MB），已放弃；请拆分文件后再试",
                f"Out of memory (limit {limits.memory_mb} MB); split the file and try again",
            )
        case "died":
            return _DEATH
        case "depth":
            return _DEPTH
        case "error":
            return _ERROR
