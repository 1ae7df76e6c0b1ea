"""Budget and final-accounts figures keyed by side, source, item, split, role and year.

Tables are recognised by their titles, never by their number (domain.md §3.2): the order differs
by place. 收入/支出, the source of funds (全口径, 财政拨款, 一般公共预算, 政府性基金, 国有资本经营)
and the item keep figures apart that only happen to be equal this year.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportlint.align.identity.account_book import Book
from reportlint.align.identity.account_cells import keyed_cells
from reportlint.align.identity.mentions import Key, Mention
from reportlint.align.terms import because
from reportlint.align.view import GridView
from reportlint.model.accounts import AccountsTable, accounts_table
from reportlint.model.fact import Formula, Relation, Term
from reportlint.model.figure import Measure

_ONE_SOURCE = ("general", "fund", "capital")


def item_sums(mentions: Sequence[Mention]) -> Iterator[Relation]:
    """The items told one by one in the text stay within their 类 and within the total."""
    told: dict[tuple[str, ...], dict[str, Mention]] = {}
    known: dict[Key, Mention] = {}
    for mention in mentions:
        side, source, item, split, *rest = (*mention.key, "", "", "", "")[:6]
        if mention.in_table or not (side == "expenditure" and source == "general" and "/" in item):
            known.setdefault(mention.key, mention)
        else:
            told.setdefault((split, *rest), {}).setdefault(item, mention)
    for rest_key, items in told.items():
        classes: dict[str, list[Mention]] = {"": list(items.values())}
        for item, mention in items.items():
            classes.setdefault(item.partition("/")[0], []).append(mention)
        for name, parts in classes.items():
            for source in ("fiscal", "general"):
                whole = known.get(("expenditure", source, name, *rest_key))
                if whole is not None and len(parts) > 1:
                    yield _item_sum(whole, parts)


def _item_sum(whole: Mention, parts: Sequence[Mention]) -> Relation:
    why = because(
        f"文中说明的 {len(parts)} 个科目之和不超过“{whole.term.label}”",
        f"the {len(parts)} accounts explained in the text stay within '{whole.term.label}'",
    )
    return Relation(
        kind="item-sum",
        formula=Formula.SUM,
        claim=whole.term,
        terms=tuple(part.term for part in parts),
        measure=Measure.MONEY,
        why=(why,),
        exhaustive=False,
        confidence=0.9,
    )


def is_accounts_title(title: str) -> bool:
    """Whether a table title names one of the budget or final-accounts tables."""
    return accounts_table(title) is not None


def account_tables(views: Sequence[GridView]) -> list[tuple[GridView, AccountsTable]]:
    """The tables of a submission whose figures have keys."""
    return [
        (view, table)
        for view in views
        if not view.grid.form and (table := accounts_table(view.grid.title)) is not None
    ]


def account_mentions(
    tables: Sequence[tuple[GridView, AccountsTable]], book: Book
) -> Iterator[Mention]:
    """Keyed figures of the accounts tables."""
    parts = _parts(tables)
    found = [
        (table, mention)
        for view, table in tables
        for mention in keyed_cells(view, table, book, parts[view.document, view.grid.table])
    ]
    yield from _customs(found)


def _customs(found: Sequence[tuple[AccountsTable, Mention]]) -> Iterator[Mention]:
    """Budgets that carry money over: the table of one source may list this year's money alone.

    The overview adds what is carried over to this year's appropriations; the table of expenditure
    from the general budget follows it in some places and in others shows the appropriations only.
    """
    carried = {
        mention.key[4:]
        for table, mention in found
        if table.kind == "overview" and mention.key[0] == "carry-in" and mention.term.value
    }
    incomes: dict[Key, list[Term]] = {}
    for table, mention in found:
        side, source, _, _, *rest = mention.key
        if table == AccountsTable("overview", "fiscal") and side == "income":
            incomes.setdefault((source, *rest), []).append(mention.term)
    for table, mention in found:
        side, source, item, split, *rest = mention.key
        told = side == "expenditure" and source in _ONE_SOURCE and split == "total"
        if not told or rest[0] != "budget" or mention.key[4:] not in carried:
            yield mention
        elif table.kind == "overview":
            yield replace(mention, scope="with what is carried over")
        else:
            whole = item in ("", "current")
            instead = tuple(incomes.get((source, *rest), ())) if whole else ()
            yield replace(mention, scope="this year's", instead=instead)


def _parts(tables: Sequence[tuple[GridView, AccountsTable]]) -> dict[tuple[int, int], str]:
    """Which set of accounts a table belongs to: empty where its document holds only one.

    A document may hold the accounts of a department and then those of its bodies, under the same
    titles; every set opens with its statement of all income and expenditure.
    """
    found: dict[tuple[int, int], str] = {}
    opened: dict[int, int] = {}
    for view, table in tables:
        document = view.document
        if (document, view.grid.table) in found:
            continue
        if (table.kind, table.source) == ("overview", "all"):
            opened[document] = opened.get(document, 0) + 1
        found[document, view.grid.table] = f"#{opened.get(document, 0)}"
    return {place: part if opened.get(place[0], 0) > 1 else "" for place, part in found.items()}
