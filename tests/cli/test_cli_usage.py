"""Help, version, bad usage, and that nothing heavy is imported for them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable

import pytest
from conftest import Canned

Call = Callable[..., tuple[int, str, str]]

HEAVY = ("rich.console", "yaml", "lxml", "pypdfium2", "pdfplumber", "reportlint.pipeline")


def python(code: str, *args: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    variables = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)} | environment
    return subprocess.run(
        [sys.executable, "-c", code, *args], capture_output=True, env=variables, check=False
    )


def modules_after(*args: str) -> list[str]:
    code = (
        "import sys, json\n"
        "from reportlint.cli import main\n"
        "try:\n    main(sys.argv[1:])\n"
        "except SystemExit as end:\n"
        "    assert not end.code, end.code\n"
        "print(json.dumps(sorted(sys.modules)), file=sys.stderr)"
    )
    done = python(code, *args)
    assert done.returncode == 0, done.stderr
    loaded: list[str] = json.loads(done.stderr)
    return loaded


def test_version_imports_nothing_heavy() -> None:
    loaded = modules_after("--version")
    assert not {"click", *HEAVY} & set(loaded)


def test_help_imports_nothing_heavy() -> None:
    loaded = modules_after("--help")
    assert "click" in loaded
    assert not set(HEAVY) & set(loaded)


def test_version(call: Call) -> None:
    from reportlint import __version__

    code, out, _ = call("--version")
    assert code == 0
    assert out == f"reportlint {__version__}\n"


def test_help_lists_every_command_with_both_languages(call: Call) -> None:
    code, out, _ = call("--help")
    assert code == 0
    for command in ("check", "show", "explain", "checks", "evaluate"):
        assert f"\n  {command} " in out
    assert "用法 / Usage" in out


@pytest.mark.parametrize("command", ["check", "show", "explain", "checks"])
def test_help_fits_the_screen(call: Call, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from rich.cells import cell_len

    monkeypatch.setenv("COLUMNS", "80")
    _, out, _ = call(command, "--help")
    assert max(cell_len(line) for line in out.splitlines()) <= 80
    assert "--lang [zh|en]" in out


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["chek", "a"], "没有名为“chek”的命令（是否想写“check”？）。"),
        (["check"], "缺少 PATH…（用法见 --help）。"),
        (["check", "a", "--formt", "x"], "没有选项“--formt”（是否想写“--format”？）。"),
        (["check", "a", "--format", "xml"], "--format 只能是：text、json。"),
        (["check", "a", "--jobs", "-1"], "--jobs 必须是不小于 0 的整数。"),
        (["check", "a", "--output", "json"], "--output 的值无效：json"),
        (["check", "a", "--output", "xml=a"], "--output 的值无效：xml=a"),
        (["check", "a", "--profile", "nowhere"], "nowhere"),
        (["show", "a", "--lang=en", "--stage", "x"], "--stage must be one of: document, figures"),
        (["explain", "no-such-check", "--lang", "en"], "No check is called 'no-such-check'"),
    ],
)
def test_bad_usage_is_one_line_and_code_2(call: Call, args: list[str], says: str) -> None:
    code, out, err = call(*args)
    assert code == 2
    assert out == ""
    assert err.startswith("reportlint: ")
    assert says in err
    assert err.count("\n") == 1


def test_no_arguments_show_the_help(call: Call) -> None:
    code, out, err = call()
    assert (code, out) == (2, "")
    assert "用法 / Usage" in err


def test_an_internal_error_is_one_line_unless_debugging(
    canned: Canned, call: Call, report: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object, **more: object) -> None:
        raise ZeroDivisionError("in a renderer")

    monkeypatch.setattr("reportlint.pipeline.lint_stream", broken)
    code, _, err = call("check", report)
    assert code == 2
    assert err.count("\n") == 1
    assert "程序内部错误" in err
    _, _, err = call("check", report, "--debug")
    assert "Traceback" in err


def test_an_interrupt_is_quiet(
    canned: Canned, call: Call, report: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*args: object, **more: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("reportlint.pipeline.lint_stream", interrupted)
    code, _, err = call("check", report)
    assert code == 130
    assert "已中断" in err
    assert "Traceback" not in err


RUN = "import sys; from reportlint.cli import main; main(sys.argv[1:])"


@pytest.mark.parametrize("variables", [{"LC_ALL": "C"}, {"PYTHONIOENCODING": "ascii"}])
def test_chinese_survives_any_locale(variables: dict[str, str]) -> None:
    done = python(RUN, "check", "没有.txt", **variables)
    assert done.returncode == 2
    assert "没有.txt" in done.stderr.decode()
    done = python(RUN, "--help", **variables)
    assert "用法" in done.stdout.decode()


@pytest.mark.parametrize("args", [["--help"], ["check", "--help"]])
def test_a_closed_pipe_is_quiet(args: list[str]) -> None:
    variables = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        [sys.executable, "-c", RUN, *args],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=variables,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


def test_a_check_that_cannot_be_loaded_is_said_once(
    canned: Canned, call: Call, report: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reportlint.run import registry

    def broken() -> None:
        raise registry.BrokenCheckError("check module x has no SEVERITY")

    monkeypatch.setattr(registry, "discover", broken)
    code, out, err = call("check", report)
    assert (code, out) == (2, "")
    assert err == "reportlint: 有检查无法载入：check module x has no SEVERITY\n"


def test_without_checks_nothing_is_called_clean(
    call: Call, report: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reportlint.run.registry.discover", lambda: ())
    code, out, err = call("check", report)
    assert (code, out, err) == (2, "", "reportlint: 没有安装任何检查。\n")
