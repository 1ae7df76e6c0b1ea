"""增减方向与数字相反。 / A direction told in words is not that of the figures.

“决算数大于年初预算数”而决算数较小，“与上年持平”而两年不同，“增加 5 万元，下降 3%”：只比较方向；
写明了差额或比率的，由增减额、增减率两项检查核对。句中有几个决算数、指哪一个不明的不核对。
/ Words that give no figure, and two figures of one change that point in two directions. A sentence
with several amounts spent is left alone; 基本持平 allows a tenth.
"""

from reportlint.sdk import (
    Facts,
    Fails,
    Finding,
    Formula,
    Iterator,
    Message,
    Passes,
    Place,
    Relation,
    Skip,
    Status,
    Term,
    dataclass,
    in_error,
    mismatch,
)

SEVERITY = "error"


@dataclass(frozen=True)
class Params:
    """This check has no options."""


def check(facts: Facts, params: Params) -> Iterator[Finding | Skip]:
    """Words of direction that the amounts beside them refute."""
    for relation in facts.relations_of("direction"):
        if relation.verdict is None:
            continue
        if relation.verdict.status is Status.ERROR:
            yield _said(relation, "said")
        elif _strict(relation) and _printed_equal(relation.terms):
            yield _said(relation, "equal")
    for relation in in_error(facts, "direction-pair"):
        yield mismatch(relation, MESSAGES["pair"], severity="error")
    for relation in in_error(facts, "direction-sign"):
        yield mismatch(relation, MESSAGES["sign"], severity="warning")


def _strict(relation: Relation) -> bool:
    """Whether the words say more or less, not as much as."""
    return relation.formula is Formula.AT_MOST and not relation.alternatives


def _printed_equal(terms: tuple[Term, ...]) -> bool:
    first, second = terms[0], terms[1]
    return first.value == second.value


def _said(relation: Relation, kind: str) -> Finding:
    first, second = sorted(relation.terms, key=lambda term: term.span)
    claim = Place(
        role="claim",
        span=relation.claim.span,
        text=relation.claim.text,
        document=relation.claim.document,
    )
    assert first.value is not None and second.value is not None
    sign = "=" if first.value == second.value else ">" if first.value > second.value else "<"
    values = {
        "claim": " ".join(relation.claim.text.split()),
        "label": first.label,
        "first": first.text,
        "second_label": second.label,
        "second": second.text,
    }
    return Finding(
        message=Message(
            zh=MESSAGES[kind]["zh"].format(**values), en=MESSAGES[kind]["en"].format(**values)
        ),
        places=(claim, first.place("evidence"), second.place("evidence")),
        arithmetic=f"{first.number} {sign} {second.number}",
        confidence=relation.confidence,
        severity="error" if kind == "said" else "warning",
    )


MESSAGES = {
    "said": {
        "zh": "文中称“{claim}”，而“{label}”为 {first}，“{second_label}”为 {second}。",
        "en": "The text says '{claim}', but '{label}' is {first} and '{second_label}' is {second}.",
    },
    "equal": {
        "zh": "文中称“{claim}”，而“{label}”与“{second_label}”同为 {first}。",
        "en": "The text says '{claim}', but '{label}' and '{second_label}' are both {first}.",
    },
    "pair": {
        "zh": "同一变动方向相反：“{first_label}”{first}，而后称“{claim}”。",
        "en": "One change, two directions: '{first_label}' {first}, then '{claim}'.",
    },
    "sign": {
        "zh": "“{first}”之后为负数 {claim}，增减方向不明。",
        "en": "'{first}' is followed by the negative {claim}: which way it went is unclear.",
    },
}

FAILS = [
    Fails(
        "培训支出（项）。年初预算为{{50.00万元}}，支出决算为{{45.00万元}}，完成年初预算的90.00%。"
        "[[决算数大于年初预算数]]的主要原因是追加了培训任务。\n",
        says="文中称“决算数大于年初预算数”，而“年初预算”为 50.00万元，“支出决算”为 45.00万元。",
        cure="决算数小于年初预算数",
        severity="error",
    ),
    Fails(
        "2023年预算执行数为{{10.00万元}}，2024年预算安排{{12.00万元}}，[[比2023年预算执行数持平]]。\n",
        says="文中称“比2023年预算执行数持平”，而“2023年预算执行数”为 10.00万元，“2024年预算安排”为 12.00万元。",
        cure={1: "10.00万元"},
        severity="error",
    ),
    Fails(
        "公务接待费支出决算3.00万元，比上年增加{{0.50万元}}，[[下降20.00%]]。\n",
        says="同一变动方向相反：“比上年增加”0.50万元，而后称“下降20.00%”。",
        cure="增长20.00%",
        severity="error",
    ),
    Fails(
        "年初预算为{{8.00万元}}，支出决算为{{8.00万元}}，[[决算数大于预算数]]，主要原因是任务增加。\n",
        says="文中称“决算数大于预算数”，而“年初预算”与“支出决算”同为 8.00万元。",
        cure="决算数与预算数持平",
        severity="warning",
    ),
    Fails(
        "公务接待费支出决算3.00万元，比上年{{增加}}[[-0.50万元]]。\n",
        says="“增加”之后为负数 -0.50万元，增减方向不明。",
        cure="0.50万元",
        severity="warning",
    ),
]

PASSES = [
    Passes(
        "基本支出年初预算为50.00万元，决算为45.00万元；项目支出年初预算为20.00万元，决算为26.00万元。"
        "决算数大于年初预算数的主要原因是追加了项目。\n",
        why="two amounts were spent; which of them the words mean is open",
    ),
    Passes(
        "2023年预算执行数为10.00万元，2024年预算安排10.05万元，与2023年预算执行数基本持平。\n",
        why="基本持平 leaves room",
    ),
    Passes(
        "年初预算为8.00万元，调整预算数为10.00万元，支出决算为9.00万元，决算数大于年初预算数，"
        "小于调整预算数。\n",
        why="each word names its own budget",
    ),
    Passes(
        "全年支出60.00万元，比上年减少5.00万元，执行率提高3.00%。\n",
        why="the rate is of another quantity",
    ),
    Passes(
        "年初预算为8.00万元，支出决算为7.00万元，决算数大于（小于）预算数的原因见附表。\n",
        why="a choice that the form offers is no statement",
    ),
]
