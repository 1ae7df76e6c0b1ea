"""预算、决算各表之间不一致。 / Tables of one budget or final accounts do not tie.

同一文件各表之间：收支总表的本年收入（支出）合计 = 收入表（支出表）合计，各科目、各来源同名项相等；财政拨款总表的一般公共预算
支出 = 一般公共预算支出表合计；支出表的基本支出 = 基本支出表合计（或人员经费 + 公用经费）；财政拨款口径的项目不大于全口径的
同一项目。按表名、口径、科目、年度和预决算配对，不看表号和数值。同样精度只差末位尾数（如 0.01 万元）的作为提示，每两张表
归为一条；元与万元四舍五入相符的不报告。表与文字之间由 figure-conflict 核对。
/ A difference of one last digit at equal precision is a note, one for each pair of tables.
"""

from reportlint.sdk import (
    Accounts,
    Facts,
    Fails,
    Finding,
    Iterator,
    Passes,
    Relation,
    Skip,
    Status,
    accounts,
    dataclass,
    in_error,
    mismatch,
)

SEVERITY = "error"


@dataclass(frozen=True)
class Params:
    """This check has no options."""


def check(facts: Facts, params: Params) -> Iterator[Finding | Skip]:
    """Figures of several accounts tables that should agree and do not."""
    tables = accounts(facts)
    for relation in in_error(facts, *TEMPLATES):
        if tables.joins(relation) == "tables":
            yield _finding(tables, relation)
    for relation in facts.relations_of("same-quantity"):
        if tables.joins(relation) == "tables" and _last_digit(relation):
            yield _finding(tables, relation, note=True)


def _last_digit(relation: Relation) -> bool:
    """Whether two figures of one precision differ although they agree within rounding."""
    claim, other = relation.claim, relation.terms[0]
    rounded = relation.verdict is not None and relation.verdict.status is Status.ROUNDING
    alike = (claim.scale, claim.decimals) == (other.scale, other.decimals)
    return rounded and alike and claim.value != other.value


def _finding(tables: Accounts, relation: Relation, *, note: bool = False) -> Finding:
    title, other = tables.title(relation.claim), tables.title(relation.terms[0])
    document = relation.claim.document
    return mismatch(
        relation,
        LAST_DIGIT if note else TEMPLATES[relation.kind],
        severity="info" if note else "error",
        cluster=f"last-digit:{document}:{title}:{other}" if note else "",
        title=title,
        other=other,
    )


MESSAGES = {
    "zh": "“{title}”的“{label}”为 {claim}，而“{other}”的“{first_label}”为 {first}，两者应相等。",
    "en": "'{label}' of '{title}' is {claim}, but '{first_label}' of '{other}' is {first}.",
}
WITHIN = {
    "zh": "“{title}”的“{label}”{claim} 大于“{other}”中包含它的“{first_label}”{first}。",
    "en": "'{label}' {claim} of '{title}' is larger than '{first_label}' {first} of '{other}', to"
    " which it belongs.",
}
SUM = {
    "zh": "“{title}”的“{label}”为 {claim}，而“{other}”的人员经费与公用经费之和为 {expected}。",
    "en": "'{label}' of '{title}' is {claim}, but the parts in '{other}' add up to {expected}.",
}
LAST_DIGIT = {
    "zh": "“{title}”的“{label}”{claim} 与“{other}”的“{first_label}”{first} 末位相差一点。",
    "en": "'{label}' {claim} of '{title}' and '{first_label}' {first} of '{other}' differ in the"
    " last digit.",
}
TEMPLATES = {
    "same-quantity": MESSAGES,
    "balance": MESSAGES,
    "of-which": WITHIN,
    "statement-sum": SUM,
}

FAILS = [
    Fails(
        """2024年度单位决算

支出决算表（单位：万元）

| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 205 | 教育支出 | 840.00 | 700.00 | 140.00 |
| 合计 | | 840.00 | 700.00 | 140.00 |

财政拨款收入支出决算总表（单位：万元）

| 项目 | 金额 | 项目 | 合计 | 一般公共预算财政拨款 |
|---|---|---|---|---|
| 一般公共预算财政拨款 | 812.40 | 教育支出 | 812.40 | {{812.40}} |

一般公共预算财政拨款支出决算表（单位：万元）

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 205 | 教育支出 | [[821.40]] | 690.00 | 131.40 |
""",
        says="“一般公共预算财政拨款支出决算表（单位：万元）”的“教育支出 合计”为 821.40 万元，"
        "而“财政拨款收入支出决算总表（单位：万元）”的“教育支出 一般公共预算财政拨款”为 812.40 万元，"
        "两者应相等。",
        cure="812.40",
        severity="error",
    ),
]

PASSES = [
    Passes(
        """2024年度单位决算

收入支出决算总表（单位：万元）

| 项目 | 决算数 | 项目 | 决算数 |
|---|---|---|---|
| 一、一般公共预算财政拨款收入 | 820.00 | 一、教育支出 | 810.00 |
| 二、事业收入 | 15.00 | 二、住房保障支出 | 30.00 |
| 本年收入合计 | 835.00 | 本年支出合计 | 840.00 |
| 年初结转和结余 | 12.00 | 年末结转和结余 | 7.00 |
| 总计 | 847.00 | 总计 | 847.00 |

收入决算表（单位：万元）

| 科目编码 | 科目名称 | 本年收入合计 | 财政拨款收入 | 事业收入 |
|---|---|---|---|---|
| 合计 | | 835.00 | 820.00 | 15.00 |
| 205 | 教育支出 | 805.00 | 790.00 | 15.00 |
| 221 | 住房保障支出 | 30.00 | 30.00 | |

一般公共预算财政拨款支出决算表（单位：万元）

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 合计 | | 826.50 | 700.00 | 126.50 |
| 205 | 教育支出 | 796.50 | 670.00 | 126.50 |
| 221 | 住房保障支出 | 30.00 | 30.00 | |
""",
        why="income and spending of one account, and all money and appropriations, are quantities apart",
    ),
    Passes(
        """2024年度单位决算

一般公共预算财政拨款支出决算表（单位：万元）

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 205 | 教育支出 | 826.54 | 700.13 | 126.41 |

一般公共预算财政拨款基本支出决算表（单位：元）

| 科目名称 | 决算数 |
|---|---|
| 工资福利支出 | 6,500,843.27 |
| 对个人和家庭的补助 | 100,000.00 |
| 人员经费合计 | 6,600,843.27 |
| 商品和服务支出 | 400,431.00 |
| 公用经费合计 | 400,431.00 |
""",
        why="7,001,274.27 元 is 700.13 万元",
    ),
]
