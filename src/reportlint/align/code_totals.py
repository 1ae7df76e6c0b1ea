"""Totals up a list of account codes: 类 = Σ款 = Σ项, 合计 = Σ类 (domain.md ACC03)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportlint.align.footings import total_of
from reportlint.align.terms import because
from reportlint.align.view import Entry, GridView, code_depth, head
from reportlint.model.fact import OPEN_END, Relation
from reportlint.model.vocabulary import normalise

_PERSONNEL = frozenset({"301", "303"})
_CUT_OFF = because(
    "科目表没有合计行，末尾可能在下页继续，最后一组科目不完整",
    "the account table has no total row and may go on elsewhere: its last group is open",
)
_SEVERAL = because(
    "同一科目编码出现多次，各级科目的从属关系不明确",
    "one account code stands in several rows, so it is not clear what belongs to it",
)


def code_totals(view: GridView, entries: Sequence[Entry]) -> Iterator[Relation]:
    """类 = Σ款 = Σ项, and the total row is the sum of the highest level (domain.md ACC03)."""
    coded = [(code, entry) for entry in entries if (code := view.code(entry)) is not None]
    if not coded:
        return
    plain = ["".join(code) for code, _ in coded]
    tree = len({len(code) for code in plain}) > 1
    several = _SEVERAL if tree and len(set(plain)) < len(plain) else None
    roots = [e for code, e in coded if not any(_under(code, other) for other, _ in coded)]
    totals = [e for e in entries if view.code(e) is None and _named_total(view, e)]
    for entry in totals:
        parts = _borne_by(entry, [(c, e) for c, e in coded if e in roots])
        if entry.figure is None or not parts or _only_some(view, parts):
            continue
        open_end = _CUT_OFF if view.carries_on or view.carried_on else several
        yield replace(total_of(entry, parts, ()), ambiguous=open_end)
    last = max(_order(view, entry) for _, entry in coded)
    left_out = view.lists_only_some
    closed = not view.carries_on and any(_order(view, entry) > last for entry in totals)
    for code, entry in coded:
        children = _children(code, coded)
        if not children or entry.figure is None:
            continue
        some = any(view.vocabulary.is_of_which(child.label) for child in children)
        ends = not closed and _under(coded[-1][0], code)
        yield replace(
            total_of(entry, children, ()),
            # 其中：公务用车运行维护费 is one item of several; a note may say that some are left out
            exhaustive=not some and not left_out,
            kind="code-total",
            ambiguous=several or (_CUT_OFF if ends and not totals else None),
            # A total above the list shows by its own sum whether the list is all there.
            topic=OPEN_END if ends and totals else "",
            why=(
                because(
                    f"科目 {'-'.join(code)} 是其 {len(children)} 个下级科目之和",
                    f"account {'-'.join(code)} is the sum of its {len(children)} sub-accounts",
                ),
            ),
        )


def lists_of_accounts(
    view: GridView, columns: Sequence[tuple[int, list[Entry]]]
) -> Iterator[tuple[int, list[Entry]]]:
    """The columns of a list of accounts; lists set side by side are one, block after block."""
    if len({block for _, block in view.codes}) < 2:
        yield from columns
        return
    by_head: dict[str, list[tuple[int, Entry]]] = {}
    for column, entries in columns:
        by_head.setdefault(head(entries[0]), []).extend((column, entry) for entry in entries)
    for found in by_head.values():
        yield found[0][0], [entry for _, entry in found]


def _only_some(view: GridView, parts: Sequence[Entry]) -> bool:
    return len(parts) == 1 and view.vocabulary.is_of_which(parts[0].label)


def _order(view: GridView, entry: Entry) -> tuple[int, int]:
    return view.block(entry.column), entry.row


def _borne_by(total: Entry, accounts: Sequence[tuple[tuple[str, ...], Entry]]) -> list[Entry]:
    """What a total row adds up: 人员经费 has the classes 301 and 303, 公用经费 all the others."""
    label = normalise(total.label)
    personnel = label.startswith("人员")
    if not personnel and not label.startswith(("公用", "日常公用")):
        return [entry for _, entry in accounts]
    return [
        entry
        for code, entry in accounts
        if code[0].startswith("3") and (code[0][:3] in _PERSONNEL) is personnel
    ]


def _children(code: tuple[str, ...], coded: Sequence[tuple[tuple[str, ...], Entry]]) -> list[Entry]:
    below = [(other, child) for other, child in coded if _under(other, code)]
    nearest = min((code_depth(other) for other, _ in below), default=0)
    return [child for other, child in below if code_depth(other) == nearest]


def _named_total(view: GridView, entry: Entry) -> bool:
    return any(view.vocabulary.is_total(text) for text in (entry.label, *entry.cell.row_path))


def _under(code: tuple[str, ...], parent: tuple[str, ...]) -> bool:
    """Whether ``code`` belongs below ``parent``: codes in one cell (30101) or in several."""
    if code == parent:
        return False
    return "".join(code).startswith("".join(parent)) and code_depth(code) > code_depth(parent)
