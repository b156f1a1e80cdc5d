"""Columns of words: who was paid, what it was for, and what is only the kind of payment."""

from __future__ import annotations

from collections.abc import Mapping

from dupcharge.loader.assigned import Assigned
from dupcharge.loader.columns import Profile, proposals
from dupcharge.loader.headers import header_form, header_roles
from dupcharge.loader.section import Section, data_rows, is_blank
from dupcharge.loader.vocabulary import normal, test_for
from dupcharge.locale import Message
from dupcharge.statement import Choice

_PLAIN_NAMES = {
    "name",
    "naam",
    "nom",
    "nome",
    "nombre",
    "namn",
    "navn",
    "nimi",
    "company",
    "vendor",
}


def drop_constant_texts(taken: dict[int, str], by_index: Mapping[int, Profile]) -> None:
    """The same text on every row is the account or its holder, unless nothing else is there."""
    texts = [j for j, r in taken.items() if r in ("merchant", "description", "payer", "payee")]
    _drop_codes(texts, taken, by_index)
    texts = [j for j in texts if j in taken]
    constant = [j for j in texts if len(by_index[j].distinct) == 1 and by_index[j].filled >= 3]
    others = [by_index[j] for j in texts if j not in constant]
    named = any(taken[p.index] == "merchant" for p in others if p.is_text)
    if any(p.is_text and p.share(p.spaced) >= 0.3 for p in others):
        for j in constant:  # a statement of one shop keeps its merchant's column
            shop = taken[j] == "merchant" and header_form(by_index[j].header) not in _PLAIN_NAMES
            if by_index[j].filled == by_index[j].rows and (named or not shop):
                del taken[j]
    elif not others and any(_is_prose(p) for p in by_index.values() if p.index not in taken):
        for j in constant:  # "No description" on every row, and words in a column unknown by name
            if taken[j] == "description":
                del taken[j]
    _keep_surest_name(taken, by_index)


def _drop_codes(texts: list[int], taken: dict[int, str], by_index: Mapping[int, Profile]) -> None:
    """A branch number is no merchant where another column has words."""
    if not any(by_index[j].is_text and by_index[j].share(by_index[j].coded) < 0.5 for j in texts):
        return
    for j in texts:
        p = by_index[j]
        if taken[j] == "merchant" and p.filled >= 2 and p.letters * 5 < p.filled:
            del taken[j]


def _is_prose(p: Profile) -> bool:
    return p.is_text and p.filled >= 0.7 * p.rows and p.share(p.spaced) >= 0.5 and p.variety > 0.2


def _keep_surest_name(taken: dict[int, str], by_index: Mapping[int, Profile]) -> None:
    """Of several merchants' columns those of a sure header; a plain "name" is the holder's."""
    named = [j for j in taken if taken[j] == "merchant"]
    sure = {j for j in named if dict(header_roles(by_index[j].header)).get("merchant", 0.0) >= 0.6}
    for j in named:
        if sure and j not in sure:
            taken[j] = "description"
    named = [j for j in named if not sure or j in sure]
    plain = [j for j in named if header_form(by_index[j].header) in _PLAIN_NAMES]
    if len(plain) < len(named):  # beside a counterparty's column a plain "name" is the holder
        for j in plain:
            del taken[j]


def kinds_of_payment(taken: Mapping[int, str], by_index: Mapping[int, Profile]) -> set[int]:
    """Descriptions that only name the kind of payment, where another says what it was for."""
    columns = [by_index[j] for j, r in taken.items() if r == "description" and by_index[j].is_text]
    found = {p.index for p in columns if any(_is_kind(p, other) for other in columns)}
    return found if len(found) < len(columns) else set()


def _is_kind(p: Profile, other: Profile) -> bool:
    """Whether a column only names kinds of payment, compared with another column of words."""
    if other is p or other.filled < 0.7 * p.filled or other.variety < p.variety:
        return False
    fewer = p.filled >= 5 and p.variety * 2.5 <= other.variety
    return fewer or (_kind_share(p) >= 0.6 and _kind_share(other) <= 0.3)


def find_purpose(
    found: Assigned, free: list[Profile], profiles: list[Profile], names: list[str]
) -> None:
    """Words of an unknown header, where all known columns of words only name kinds of payment."""
    known = found.columns.get("description", [])
    if not known or found.columns.get("merchant") or found.by_side.get("merchant"):
        return
    by_index = {p.index: p for p in profiles}
    for p in free:
        if p.index in found.taken() or not p.is_text or p.share(p.coded) >= 0.3:
            continue
        if p.share(p.spaced) >= 0.3 and all(_is_kind(by_index[j], p) for j in known):
            found.give("description", p.index, names[p.index], "contents", False)
            known.insert(0, known.pop())
            return


def find_notes(found: Assigned, free: list[Profile], names: list[str]) -> None:
    """Columns that say more of some rows: a purpose, a reference, an article, the sum abroad.

    Their header asks for it, or says nothing that is known; codes and categories are left out.
    Columns without a header go on with the texts of the column before them.
    """
    for p in free:
        if p.index in found.taken() or len(p.distinct) < 2:
            continue
        if not p.header and p.letters and p.index - 1 in found.columns.get("description", ()):
            found.give("description", p.index, names[p.index], "contents", False)
            continue
        if not p.is_text:
            continue
        told = dict(header_roles(p.header))
        asked = told.get("description", 0.0) >= SURE
        if (told and not asked) or p.share(p.coded) >= 0.3 or _is_id(p):
            continue
        some = p.filled < 0.5 * p.rows and len(p.distinct) >= 3
        if asked or some or (p.share(p.spaced) >= 0.3 and p.variety >= NEW):
            found.give("description", p.index, names[p.index], "contents", False)


SURE = 0.6
"""A header that names a role beyond doubt."""

NEW = 0.15
"""Share of different texts from which a column says something of each row; kinds are few."""


def _kind_share(p: Profile) -> float:
    """Share of the cells whose words name a kind of payment (card, transfer, direct debit)."""
    tests = [test_for("side_words", side) for side in ("debit", "credit")]
    tests += [test_for("nature", key) for key in ("transfer", "withdrawal", "fee", "topup")]
    told = sum(
        count
        for cell, count in p.distinct.items()
        if len(cell) <= 40 and any(test(normal(cell)) for test in tests)
    )
    return told / p.filled if p.filled else 0.0


def both_parties(free: list[Profile]) -> dict[int, str]:
    """Payer and payee, where each has a column of words: then neither is simply the merchant."""
    sides: dict[str, list[int]] = {"payer": [], "payee": []}
    for p in free:
        roles = dict(header_roles(p.header))
        for side, found in sides.items():
            if roles.get(side, 0.0) >= 0.6 and (p.is_text or not p.filled):
                found.append(p.index)
    payers, payees = sides["payer"], [j for j in sides["payee"] if j not in sides["payer"]]
    if not payers or not payees:
        return {}
    words = [p for p in free if p.index in (payers[0], payees[0]) and p.is_text]
    return {payers[0]: "payer", payees[0]: "payee"} if len(words) == 2 else {}


def settle_parties(
    found: Assigned,
    taken: dict[int, str],
    by_index: Mapping[int, Profile],
    names: list[str],
    fixed: set[str],
) -> None:
    """Payer and payee in two columns: the counterparty is the one for the row's side."""
    parties = {role: j for j, role in taken.items() if role in ("payer", "payee")}
    for j in parties.values():
        del taken[j]
    if "merchant" in fixed:
        return
    if len(parties) == 1 and (j := next(iter(parties.values()))) is not None:
        if by_index[j].is_text:
            taken[j] = "merchant"
        return
    if len(parties) == 2:
        merchants = [j for j, r in taken.items() if r == "merchant"]
        if any(by_index[j].filled >= 0.9 * by_index[j].rows for j in merchants):
            return
        for j in merchants:
            taken[j] = "description"
        found.by_side["merchant"] = {"debit": parties["payee"], "credit": parties["payer"]}
        header = f"{names[parties['payee']]} / {names[parties['payer']]}"
        found.choices.append(Choice("merchant", header, Message("loader.why_parties")))


def text_coverage(found: Assigned, section: Section) -> float:
    """Share of rows with a merchant or a description."""
    texts = [j for r in ("merchant", "description") for j in found.columns.get(r, ())]
    rows = data_rows(section.rows[:2000])[:500]
    if not texts or not rows:
        return 0.0 if rows else 1.0
    return sum(any(not is_blank(row[j]) for j in texts) for row in rows) / len(rows)


def find_text(found: Assigned, free: list[Profile], names: list[str]) -> None:
    """What a row was for, in columns whose headers say nothing."""
    texts = [p for p in free if p.index not in found.taken() and p.is_text]
    texts = [p for p in texts if len(p.distinct) > 1 or p.rows <= 3] or texts
    if not texts:
        texts = [p for p in free if p.index not in found.taken() and p.filled and p.letters]
    worded = [p for p in texts if not _is_id(p)]
    # An id of its own on each row says less than the kind of row, or than words.
    if found.columns.get("type") or any(p.share(p.spaced) >= 0.3 for p in worded):
        texts = worded

    def weight(p: Profile) -> float:
        mean = p.length / max(1, p.filled)
        unlike = len(p.distinct) / max(1, p.filled)
        words = min(mean, 40) * (1 - p.share(p.coded)) * min(1.0, 2 * p.variety)
        return p.filled / max(1, p.rows) * (words + 20 * unlike + 15 * p.share(p.spaced))

    known = len(found.columns.get("description", ()))
    for p in sorted(texts, key=lambda p: (-weight(p), p.index))[:2]:
        found.give("description", p.index, names[p.index], "contents", len(texts) == 1)
    # A note on a few rows comes after what stands on all.
    columns = found.columns.get("description", [])
    columns[:] = [*columns[known:], *columns[:known]]


def _is_id(p: Profile) -> bool:
    return p.filled >= 3 and p.share(p.coded) >= 0.8 and len(p.distinct) >= 0.9 * p.filled


KINDS = 20
"""Different kinds of payment that a bank tells apart."""


def preference(role: str, p: Profile, kinds: set[int]) -> tuple[str, bool, float, int]:
    """Order among columns that share a role: the surest header, well filled, first in the file.

    A column that only names the kind of payment comes after those that say what it was for.
    """
    sure = dict(proposals(p)).get(role, 0.0)
    filled = p.filled / p.rows if p.rows else 0.0
    # Counted, not measured against the rows: two exports of one account must read alike.
    few = role == "description" and len(p.distinct) <= KINDS
    kind = few and p.index in kinds
    few = few and p.filled >= 5 and len(p.distinct) <= 0.3 * p.filled
    return (role, kind, -(sure + 0.5 * (filled > 0) + 0.9 * filled - 0.6 * few), p.index)
