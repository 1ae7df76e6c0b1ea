"""填好的表缺少名称，或空表没有空表说明。 / A filled form without its names, or an empty table without a note.

自评表的项目名称、单位名称等栏空着，读者不知道表是谁的；公开的预决算表整张为空而不写“空表”，读者不知道是没有还是漏填。
负责人、电话等栏常因公开而略去，不核对；空白模板不核对；文中说明没有此项收支的，不再要求表下说明。
/ Blank forms get no such notes. Persons and telephone numbers are often left out on purpose.
"""

import re

from reportlint.sdk import (
    Facts,
    Fails,
    Finding,
    Iterator,
    Message,
    Passes,
    Place,
    Reading,
    Skip,
    Span,
    dataclass,
)

SEVERITY = "warning"
PREVIEW = True
_NAMES = re.compile(
    r"(?:项目|单位|部门|预算单位|填报单位|实施单位|主管部门|项目单位)(?:[（(][^（）()]*[）)])?(?:名称)?"
)
_SLOT = re.compile(r"名称|单位|部门")
_SELF = re.compile(r"自评表|自评得分|绩效自评")
_ACCOUNTS = re.compile(r"(?:收入|支出|收支|三公)[^，。]{0,16}表$")
_NOTHING = re.compile(
    r"空表|无此项|没有|未安排|无相关|不涉及|未发生|均为零|为0|无[^，。；]{0,12}(?:收入|支出|拨款|预算)"
)
_FILLED = 8  # figures in tables: fewer are no filled form


@dataclass(frozen=True)
class Params:
    """This check has no options."""


def check(facts: Facts, params: Params) -> Iterator[Finding | Skip]:
    """Name slots left blank in filled forms, and empty accounts tables that nothing explains."""
    for document, reading in enumerate(facts.readings):
        filled = sum(1 for figure in reading.figures if figure.table is not None)
        if filled < _FILLED:
            continue
        if _SELF.search(reading.document.text):
            yield from _blank_names(document, reading)
        if not _NOTHING.search(reading.document.text):
            yield from _empty_tables(document, reading)


def _blank_names(document: int, reading: Reading) -> Iterator[Finding]:
    for grid in reading.grids:
        rows: dict[int, list[tuple[int, str, Span]]] = {}
        for cell in grid.cells:
            rows.setdefault(cell.row, []).append(
                (cell.column, "".join(cell.text.split()), cell.span)
            )
        for cells in rows.values():
            cells.sort(key=lambda cell: cell[0])
            for at, (_, text, span) in enumerate(cells):
                slot = _NAMES.fullmatch(text) is not None and _SLOT.search(text) is not None
                behind = cells[at + 1 :]
                if slot and behind and not any(words for _, words, _ in behind):
                    yield _finding(document, text, span, behind[0][2], "slot")


def _empty_tables(document: int, reading: Reading) -> Iterator[Finding]:
    for grid in reading.grids:
        title = "".join((grid.title or "").split())
        if grid.form or not _ACCOUNTS.search(title) or any(c.figures for c in grid.cells):
            continue
        cells = [cell for cell in grid.cells if cell.kind == "blank"]
        if cells:
            yield _finding(document, title, cells[0].span, cells[0].span, "table")


def _finding(document: int, name: str, claim: Span, empty: Span, kind: str) -> Finding:
    slot = Place(
        role="claim",
        span=Span(empty.start, empty.start),
        text="",
        label=name,
        document=document,
    )
    return Finding(
        message=Message(
            zh=MESSAGES["zh"][kind].format(name=name), en=MESSAGES["en"][kind].format(name=name)
        ),
        places=(slot,),
        confidence=0.85,
    )


MESSAGES = {
    "zh": {
        "slot": "“{name}”一栏没有填写。",
        "table": "“{name}”没有数字，也没有空表说明。",
    },
    "en": {
        "slot": "'{name}' is not filled in.",
        "table": "'{name}' holds no figures and no note says that it is empty.",
    },
}

_FORM = """项目支出绩效自评表（2022年度）

| 项目名称 | {name} |
|---|---|
| 实施单位 | {unit} |

| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |
|---|---|---|---|---|---|---|
| 产出指标 | 数量指标 | 培训期数 | ≥20期 | 21期 | 50 | 50 |
| 效益指标 | 社会效益 | 知晓率 | ≥90% | 93% | 50 | 50 |
"""

_BOOK = """某局2023年部门决算

支出决算表

| 科目 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|
| 教育支出 | 30 | 20 | 10 |
| 卫生支出 | 9 | 6 | 3 |
| 合计 | 39 | 26 | 13 |

政府性基金支出决算表

"""

FAILS = [
    Fails(
        _FORM.format(name="[[]]", unit="某县文化馆"),
        says="“项目名称”一栏没有填写。",
        cure="培训项目",
    ),
    Fails(
        _BOOK
        + """| 科目 | 金额 |
|---|---|
| 合计 | [[]] |
""",
        says="“政府性基金支出决算表”没有数字，也没有空表说明。",
        cure="本表为空表",
    ),
]

PASSES = [
    Passes(_FORM.format(name="培训项目", unit="某县文化馆"), why="both names are there"),
    Passes(
        _FORM.format(name="培训项目", unit="某县文化馆").replace(
            "| 实施单位 | 某县文化馆 |", "| 实施单位 | 某县文化馆 |\n| 项目负责人 | |"
        ),
        why="persons are often left out of what is published",
    ),
    Passes(
        _BOOK
        + """| 科目 | 合计 |
|---|---|
| | |

本单位2023年没有政府性基金支出，本表为空表。
""",
        why="the note says that there is nothing",
    ),
]
