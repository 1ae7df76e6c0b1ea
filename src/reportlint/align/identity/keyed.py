"""Relations between quantities whose keys say how they belong together.

Composition (总额 = 基本 + 项目) wherever in the submission the parts are told, one source of funds
within another, income against expenditure (domain.md §3.1, §3.2).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from reportlint.align.identity.mentions import Key, Mention
from reportlint.align.terms import because
from reportlint.model.document import Message
from reportlint.model.fact import Formula, Relation
from reportlint.model.settings import Lexicon

_WITHIN = (("fiscal", "all"), ("general", "fiscal"), ("general", "all"))
_SOURCES = ("general", "fund", "capital")


def keyed_relations(mentions: Sequence[Mention], lexicon: Lexicon) -> Iterator[Relation]:
    """Compositions, parts within wholes and balances among keyed mentions."""
    known: dict[Key, list[Mention]] = {}
    # Where one mention stands for all it is the one in a table.
    for mention in sorted(mentions, key=lambda mention: not mention.in_table):
        if mention.settled:
            known.setdefault(mention.key, []).append(mention)
    for key, found in known.items():
        if key[0] == "headline" and key[2] != "rate":
            yield from _composition(key, found, known, lexicon)
        elif key[0] == "expenditure":
            yield from _sources(key, found, known)
            yield from _basic(key, found, known)
            yield from _balance(key, found, known)
        elif key[0] in ("carry-in", "carry-out"):
            yield from _within_all(key, found, known)
            if key[0] == "carry-out":
                yield from _flow(key, found, known)
    yield from _running_within_public(known)
    yield from _adjustments(mentions, known, lexicon)


def _adjustments(
    mentions: Sequence[Mention], known: Mapping[Key, list[Mention]], lexicon: Lexicon
) -> Iterator[Relation]:
    """年中追加 318 万元 is 113 of 基本支出 and 206 of 项目支出; one of several, it never fails."""
    moved: dict[Key, list[Mention]] = {}
    for mention in mentions:
        key = mention.key
        if key[0] == "headline" and key[2] == "adjustment":
            moved.setdefault(key, []).append(mention)
    for key, found in moved.items():
        if key not in known:
            for relation in _composition(key, found, moved, lexicon):
                yield replace(relation, settled=False, confidence=0.75)


def _running_within_public(known: Mapping[Key, list[Mention]]) -> Iterator[Relation]:
    """机关运行经费 is what 公用经费 the offices of the state have: at most all of it."""
    for key, found in known.items():
        wholes = known.get((key[0], "public", *key[2:]), []) if key[1] == "running" else []
        if key[0] == "headline" and wholes:
            yield Relation(
                kind="of-which",
                formula=Formula.AT_MOST,
                claim=found[0].term,
                terms=(wholes[0].term,),
                measure=found[0].measure,
                settled=False,
                confidence=0.75,
                why=(
                    because(
                        "机关运行经费是公用经费的一部分",
                        "the running costs of state organs are part of the public expenses",
                    ),
                ),
            )


def _composition(
    key: Key, wholes: Sequence[Mention], known: Mapping[Key, list[Mention]], lexicon: Lexicon
) -> Iterator[Relation]:
    concept = lexicon.concepts.get(key[1])
    for parts in concept.parts if concept is not None else ():
        found = [known.get(("headline", part, *key[2:]), []) for part in parts]
        if not all(found) or not all(_agree(group) for group in (wholes, *found)):
            continue
        # Within one table or paragraph the sum is judged as a total or breakdown already.
        places = {mention.place for group in (wholes, *found) for mention in group}
        whole = next((m for m in wholes if not m.in_table), wholes[0])
        chosen = [next((m for m in group if not m.in_table), group[0]) for group in found]
        if len(places) == 1 or len({whole.place, *(part.place for part in chosen)}) == 1:
            continue
        names = "、".join(f"“{part.term.label}”" for part in chosen)
        yield _sum(
            whole,
            chosen,
            because(
                f"“{whole.term.label}”由{names}构成", f"'{whole.term.label}' consists of {names}"
            ),
        )


def _basic(
    key: Key, found: Sequence[Mention], known: Mapping[Key, list[Mention]]
) -> Iterator[Relation]:
    """基本支出 of one table = 人员经费 + 公用经费 of another that prints no total of the two."""
    side, source, item, split, *rest = key
    if split != "basic" or item:
        return
    parts = [
        [m for m in known.get((side, source, "", part, *rest), []) if m.in_table]
        for part in ("personnel", "public")
    ]
    tables = [m for m in found if m.in_table]
    places = {m.place for group in parts for m in group}
    if not tables or not all(parts) or len(places) != 1 or places & {m.place for m in tables}:
        return
    if not all(_agree(group) for group in (tables, *parts)):
        return
    yield replace(
        _sum(
            tables[0],
            [group[0] for group in parts],
            because(
                "基本支出 = 人员经费 + 公用经费",
                "basic expenditure = personnel + public expenditure",
            ),
        ),
        kind="statement-sum",
    )


def _agree(group: Sequence[Mention]) -> bool:
    """A quantity told with several values has no value to add; its own relation reports that."""
    return len({mention.term.value for mention in group}) == 1


def _sum(whole: Mention, parts: Sequence[Mention], why: Message) -> Relation:
    return Relation(
        kind="composition",
        formula=Formula.SUM,
        claim=whole.term,
        terms=tuple(part.term for part in parts),
        measure=whole.measure,
        why=(why,),
        confidence=0.9,
    )


def _sources(
    key: Key, found: Sequence[Mention], known: Mapping[Key, list[Mention]]
) -> Iterator[Relation]:
    """财政拨款 = 一般公共预算 + 政府性基金 + 国有资本经营; each stays within the funds of all."""
    side, source, item, split, *rest = key
    if source == "fiscal" and not item:
        groups = [known.get((side, name, item, split, *rest), []) for name in _SOURCES]
        texts = [[m for m in group if not m.in_table] for group in groups]
        whole = next((m for m in found if not m.in_table), None)
        if whole is not None and all(len(group) == 1 for group in texts):
            yield _sum(
                whole,
                [group[0] for group in texts],
                because(
                    "财政拨款 = 一般公共预算 + 政府性基金 + 国有资本经营",
                    "fiscal appropriation = general budget + funds + state capital",
                ),
            )
    yield from _within_all(key, found, known)


def _within_all(
    key: Key, found: Sequence[Mention], known: Mapping[Key, list[Mention]]
) -> Iterator[Relation]:
    """What one source pays for, brings in or leaves over stays within the same of all sources."""
    side, source, item, split, *rest = key
    for inner, outer in _WITHIN:
        if source != inner:
            continue
        wholes = known.get((side, outer, item, split, *rest), [])
        if not wholes:
            continue
        for part in found:
            yield Relation(
                kind="of-which",
                formula=Formula.AT_MOST,
                claim=part.term,
                terms=(wholes[0].term,),
                measure=part.measure,
                # A text that tells of money carried over may mean that of one source.
                settled=side == "expenditure" or (part.in_table and wholes[0].in_table),
                why=(
                    because(
                        f"“{part.term.label}”的财政口径不超过全口径的同一项目",
                        f"'{part.term.label}' from one source stays within that of all sources",
                    ),
                ),
                confidence=0.9,
            )
        return


def _flow(
    key: Key, found: Sequence[Mention], known: Mapping[Key, list[Mention]]
) -> Iterator[Relation]:
    """年初结转 + 本年收入 − 本年支出 = 年末结转, where the tables tell no other way in or out."""
    _, source, item, split, *rest = key
    if item or split != "total":
        return
    opening = known.get(("carry-in", source, "", "total", *rest), [])
    for current in ("current", ""):
        income = known.get(("income", source, current, "total", *rest), [])
        spent = known.get(("expenditure", source, current, "total", *rest), [])
        if opening and income and spent:
            yield Relation(
                kind="balance",
                formula=Formula.SUM,
                claim=found[0].term,
                terms=(opening[0].term, income[0].term, replace(spent[0].term, sign=-1)),
                measure=found[0].measure,
                settled=False,  # 使用结余, 结余分配 may stand between
                confidence=0.75,
                why=(
                    because(
                        "年末结转 = 年初结转 + 本年收入 − 本年支出",
                        "carried out = carried in + income − expenditure",
                    ),
                ),
            )
            return


def _balance(
    key: Key, found: Sequence[Mention], known: Mapping[Key, list[Mention]]
) -> Iterator[Relation]:
    """收入总计 = 支出总计; of a single account this holds only without carry-over."""
    _, source, item, split, *rest = key
    if split != "total":
        return
    sources = (source, "fiscal") if item else (source,)
    groups = [known.get(("income", name, item, split, *rest), []) for name in sources]
    incomes = next((group for group in groups if group), [])
    if not incomes:
        return
    sure = not item and source in ("all", "fiscal")
    for spending in found:
        yield Relation(
            kind="balance",
            formula=Formula.EQUAL,
            claim=spending.term,
            terms=(incomes[0].term,),
            measure=spending.measure,
            why=(
                because(
                    f"“{spending.term.label}”收入与支出应相等",
                    f"income and expenditure of '{spending.term.label}' are equal",
                ),
            ),
            confidence=0.9 if sure else 0.75,
            settled=sure,
        )
