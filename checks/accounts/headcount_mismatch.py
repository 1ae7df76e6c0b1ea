"""实有数超过编制数。 / More people or vehicles than posts.

实有（在职）人数与人员编制数、实有车辆与车辆编制数比较：同一行有两数的逐行比较，否则各处实有数都大于各处编制数才报告。
表中勾选存在超编的、实有数含编外（聘用、临时）人员或离退休人员的不报告；勾选不存在超编的一并指出。
/ Row by row where a row holds both, else only if every count exceeds every number of posts. A ticked
超编 box explains it; staff outside the posts and the retired do not count.
"""

import re

from reportlint.sdk import (
    Facts,
    Fails,
    Figure,
    Finding,
    Iterator,
    Measure,
    Message,
    Passes,
    Place,
    Role,
    Skip,
    dataclass,
    figure_place,
)

SEVERITY = "warning"
PREVIEW = True
_POSTS = re.compile(r"编制(?:总数|人数|人员数?|数)?(?:[（(][人名辆][)）])?$")
_PEOPLE = re.compile(
    r"(?:实有|在职|在编)(?:在职|在编)?(?:总?人数|人员数?|职工数?|干部职工)?(?:[（(][人名][)）])?$"
)
_VEHICLES = re.compile(
    r"实有(?:公务)?(?:用)?车辆?(?:数|总数)?(?:[（(]辆[)）])?$|车辆?实有数?(?:[（(]辆[)）])?$"
)
_PART = re.compile(r"行政编制|事业编制|工勤|参公|机关编制|预算编制|空编|超编|离退|退休")
_OUTSIDE = re.compile(r"编外|聘用|临聘|临时|合同制|劳务派遣|离退休")
_POSTS_SLOT = re.compile(r"编制人?数$")
_STAFF_SLOT = re.compile(r"(?:实有|在职|在编)(?:人员|人)?数$")
_UNITS = {"people": ("人", "名", None), "vehicles": ("辆", "台", None)}
Key = tuple[str, str | None]


@dataclass(frozen=True)
class Params:
    """This check has no options."""


def check(facts: Facts, params: Params) -> Iterator[Finding | Skip]:
    """Counts of people and vehicles above their posts."""
    for document, reading in enumerate(facts.readings):
        posts: dict[Key, list[Figure]] = {}
        actual: dict[Key, list[Figure]] = {}
        for figure in reading.figures:
            side = _side(figure)
            if side is not None:
                place = posts if side[0] == "posts" else actual
                place.setdefault((side[1], figure.period), []).append(figure)
        for key, counts in actual.items():
            if key in posts:
                yield from _compare(facts, document, counts, posts[key])


def _side(figure: Figure) -> tuple[str, str] | None:
    """Whether a figure counts posts or what is there, and of people or vehicles."""
    # Headed tables put the row before the head; the head says what is counted.
    name = figure.label.rpartition(" ")[2]
    whole = name + figure.words
    if figure.role is Role.CHANGE or figure.measure not in (Measure.COUNT, Measure.BARE):
        return None
    if _PART.search(name) or _OUTSIDE.search(whole):
        return None
    kind = "vehicles" if "车" in name else "people"
    if figure.unit not in _UNITS[kind]:
        return None
    if _POSTS.search(name):
        return "posts", kind
    pattern = _VEHICLES if kind == "vehicles" else _PEOPLE
    return ("actual", kind) if pattern.search(name) else None


def _compare(
    facts: Facts, document: int, counts: list[Figure], posts: list[Figure]
) -> Iterator[Finding]:
    rows: dict[tuple[int | None, int | None], Figure] = {
        (f.table, f.row): f for f in posts if f.table is not None
    }
    paired = [f for f in counts if f.table is not None and (f.table, f.row) in rows]
    for figure in paired:
        if figure.value > rows[figure.table, figure.row].value:
            yield from _finding(facts, document, figure, rows[figure.table, figure.row])
    alone = [f for f in counts if f not in paired]
    if alone and not paired and min(f.value for f in alone) > max(f.value for f in posts):
        yield from _finding(facts, document, alone[0], posts[0])


def _finding(facts: Facts, document: int, count: Figure, posts: Figure) -> Iterator[Finding]:
    """The finding, unless a ticked box declares the excess."""
    places = [figure_place(count, document, "claim"), figure_place(posts, document)]
    also = ("", "")
    for claim in facts.claims:
        if claim.kind == "check-box" and "超编" in claim.about and claim.document == document:
            if claim.text.strip().startswith(("是", "有")) or _boxed(count, posts):
                return
            places.append(Place("evidence", claim.span, claim.text, document=document))
            also = ("，而勾选不存在超编", "; the box says there is no excess")
    values = {
        "label": count.label,
        "claim": _shown(count),
        "posts_label": posts.label,
        "posts": _shown(posts),
    }
    yield Finding(
        message=Message(
            zh=MESSAGES["zh"].format(**values, also=also[0]),
            en=MESSAGES["en"].format(**values, also=also[1]),
        ),
        places=tuple(places),
        severity="warning",
        confidence=0.85,
        arithmetic=f"{count.number} > {posts.number}",
    )


def _boxed(count: Figure, posts: Figure) -> bool:
    """Whether the check of the box itself sets it against these two slots of the form."""
    return bool(_STAFF_SLOT.search(count.label)) and bool(_POSTS_SLOT.search(posts.label))


def _shown(figure: Figure) -> str:
    text = " ".join(figure.text.split())
    return text if not figure.unit or figure.unit in text else f"{text} {figure.unit}"


MESSAGES = {
    "zh": "“{label}”{claim} 超过“{posts_label}”{posts}{also}。",
    "en": "'{label}' {claim} exceeds '{posts_label}' {posts}{also}.",
}

FAILS = [
    Fails(
        """部门整体支出绩效自评基础数据表（2022年度）

我局核定编制 {{40 名}}，年末实有在职人员 [[43 名]]，另有退休人员 12 名。

是否存在超编超配人员：是□ {{否}}☑
""",
        says="“年末实有在职人员”43 名 超过“我局核定编制”40 名，而勾选不存在超编。",
        cure="39 名",
        severity="warning",
    ),
    Fails(
        """部门整体支出绩效自评基础数据表（2022年度）

| 单位 | 编制数 | 实际在职人数 |
|---|---|---|
| 本级 | 50 | 45 |
| 下属中心 | {{12}} | [[14]] |
""",
        says="“下属中心 实际在职人数”14 人 超过“下属中心 编制数”12 人。",
        cure="12",
    ),
    Fails(
        "2022年末核定车辆编制 {{5 辆}}，实有车辆 [[6 辆]]。\n",
        says="“实有车辆”6 辆 超过“年末核定车辆编制”5 辆。",
        cure="5 辆",
    ),
]

PASSES = [
    Passes(
        "我局核定编制 40 名，年末实有在职人员 39 名，聘用人员 6 名，离退休人员 12 名。\n",
        why="hired and retired people hold no posts",
    ),
    Passes(
        "我局行政编制 20 名、事业编制 18 名，年末实有在职人员 37 名。\n",
        why="the two kinds of posts are parts; the number of all posts is not told",
    ),
    Passes(
        """部门整体支出绩效自评基础数据表（2022年度）

我局核定编制 40 名，年末实有在职人员 43 名。

是否存在超编超配人员：是☑ 否□
""",
        why="the excess is declared",
    ),
]
