"""What a statement says in words about its own rows: balances, sums and counts around the table.

Finds each such figure, wherever it stands: beside its words, in the cells behind them, below
them, or in a line of the table. Comparing with the rows read is loader.stated's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from dupcharge.loader import amounts
from dupcharge.loader.infer import Reading
from dupcharge.loader.section import Section, is_blank, looks_like_date
from dupcharge.loader.table import Number
from dupcharge.loader.vocabulary import Patterns, currency_of, normal, test_for, words

KINDS = ("opening", "closing", "debit_total", "credit_total", "rows")
_MOST_LINES = 300  # around a table; what stands further away is prose
_LONGEST = 160
_DATES = re.compile(
    r"\d{1,4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{2,4}日?|(?<!\d)(?:19|20)\d{6}(?!\d)"
    r"|\d{1,2}[\s-][^\W\d_]{3,9}\.?,?[\s-]\d{4}|\d{1,2}:\d\d(?::\d\d)?"
)
_FIGURE = re.compile(
    r"(?<![0-9A-Za-z_\u00c0-\u05ff*#/])[-+(−]{0,2}\s?(?:[^\W\d_]{0,3}[$€£¥₹₽₴₺₪₩₫฿₱]\s?)?[-+−]?"
    r"(?:\d{1,3}(?:[ '’\u00a0\u202f.,]\d{2,3})+(?:[.,]\d{1,3})?|\d+(?:[.,]\d{1,3})?)(?![\d/*])"
)
_GROUP = re.compile(r"^\d{3}(?:\.\d{1,2})?$")
_HEAD = re.compile(r"[^\W\d_].*(?<![\d.,])[-+]?\d{1,3}$")  # words and a figure's first digits
_TAIL = re.compile(r"\d{3}(?:\.\d+)?(?:\s?(?:cr|dr|[a-z]{3}))?", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
_FIGURE_NEXT = re.compile(r"\s*(?:[(（][^()（）]{1,8}[)）])?[\s:：=]*[^\w\s]{0,3}(?:\d|$)")
_FLAG = re.compile(r"^\s*(?:cr|dr|h|s)\b\.?")


@dataclass(frozen=True)
class Claim:
    """One thing stated: its kind, the figures that stand with it (any may be meant), its line."""

    kind: str
    values: tuple[Decimal, ...]
    line: int
    currency: str | None = None


@dataclass(frozen=True)
class Total:
    """A figure in a line of sums, under the column that it should add up."""

    column: int
    value: Decimal
    line: int


@dataclass(frozen=True)
class _Label:
    """The words of one kind of claim, longest first, as they begin a cell.

    `free` may be followed by more words; `bare` only by the figure they speak of.
    """

    kind: str
    free: tuple[str, ...]
    bare: tuple[str, ...]

    def behind(self, form: str) -> str | None:
        """What follows the words in a cell that begins with them; None for other cells."""
        if form.startswith(self.free):
            for word in self.free:
                if form.startswith(word) and not _LETTER.match(form, len(word)):
                    return form[len(word) :]
        if form.startswith(self.bare):
            for word in self.bare:
                if form.startswith(word) and _FIGURE_NEXT.match(form, len(word)):
                    return form[len(word) :]
        return None


@cache
def _labels() -> tuple[_Label, ...]:
    found = []
    for kind in KINDS:
        forms = sorted(map(normal, words("stated")[kind]), key=len, reverse=True)
        free = tuple(f.rstrip("*") for f in forms if f.endswith("*"))
        found.append(_Label(kind, free, tuple(f for f in forms if not f.endswith("*"))))
    return tuple(found)


@cache
def _counted_sums() -> re.Pattern[str]:
    sides = "|".join(
        f"(?P<{side}>{'|'.join(map(re.escape, words('stated')[f'{side}_sum']))})"
        for side in ("debit", "credit")
    )
    return re.compile(
        rf"(?<![\u4e00-\u9fff])(?:{sides})\s*[:：]?\s*(?:共\s*)?(?P<count>[\d,]+)\s*笔"
        r"\s*[,，、]?\s*(?:共|合计)?\s*[:：]?\s*-?\s*[¥￥]?(?P<sum>-?[\d,]+(?:\.\d+)?)\s*元?"
    )


def claims(section: Section, others: Sequence[int], reading: Reading) -> list[Claim]:
    """Balances, sums and counts in the preamble and in the lines of the table that are no rows.

    Args:
        section: the table.
        others: places in `section.rows` of lines that are no transactions.
        reading: its decimal mark and its columns.
    """
    mark = _mark(reading)
    found: list[Claim] = []
    for at, row in enumerate(section.preamble[-_MOST_LINES:]):
        below = section.preamble[-_MOST_LINES:][at + 1 : at + 2]
        if section.table.delimiter == ",":
            row = _label_rejoined(row)
        found += _in_row(row, below[0] if below else [], 0, mark, [])
    columns = [
        j for r in ("balance", "amount", "debit", "credit") for j in reading.columns.get(r, ())
    ]
    for i in others[:_MOST_LINES]:
        row, line = section.rows[i], section.lines[i]
        plain = _in_row(row, [], line, mark, columns)
        if plain and section.table.delimiter == "," and (whole := _rejoined(row)) != row:
            plain = [_either(c, _in_row(whole, [], line, mark, [])) for c in plain]
        found += plain
    return found


def _rejoined(row: Sequence[str]) -> list[str]:
    """A line whose figures were cut at thousands marks that nobody quoted, put together again."""
    cells: list[str] = []
    for cell in row:
        if cells and _GROUP.match(cell) and re.search(r"(?<![\d.])\d{1,3}(?:,\d{3})*$", cells[-1]):
            cells[-1] += f",{cell}"
        else:
            cells.append(cell)
    return cells


def _either(claim: Claim, others: Sequence[Claim]) -> Claim:
    """A claim with the figures of another reading of its line as well; those come first."""
    values = [v for c in others if c.kind == claim.kind for v in c.values]
    return replace(claim, values=(*values, *claim.values))


def sums_in_text(text: str) -> list[Claim]:
    """`支出：12笔 345.60元` and the like: a count and a sum per side."""
    found = []
    for one in _counted_sums().finditer(text):
        side = "debit" if one["debit"] else "credit"
        for kind, figure in (("count", one["count"]), ("total", one["sum"])):
            plain = figure.replace(",", "").lstrip("-")
            found.append(Claim(f"{side}_{kind}", (Decimal(plain),), 0))
    return found


def totals(section: Section, others: Sequence[int], reading: Reading) -> list[Total]:
    """Figures of the lines of sums that stand under a column of amounts."""
    check = test_for("stated", "total")
    mark = _mark(reading)
    columns = [j for r in ("amount", "debit", "credit") for j in reading.columns.get(r, ())]
    found: list[Total] = []
    for i in others[:_MOST_LINES]:
        row = section.rows[i]
        if not any(_is_total(cell, check) for cell in row if cell):
            continue
        found += [
            Total(j, value, section.lines[i])
            for j in columns
            if not is_blank(row[j]) and (value := _value(row[j], reading.marks.get(j, mark)))
        ]
    return found


def _is_total(cell: str, check: Callable[[str], bool]) -> bool:
    return len(cell) <= 40 and check(normal(cell).strip("*#|->. ").rstrip(":： .").strip())


def _mark(reading: Reading) -> str:
    first = next(
        (j for r in ("amount", "debit", "credit") for j in reading.columns.get(r, ())), None
    )
    return reading.marks.get(first, ".") if first is not None else "."


def _value(text: str, mark: str) -> Decimal | None:
    """The amount in a text; its own decimal mark, where that is certain, else the table's."""
    figure = amounts.split(text.strip())
    if figure is None:
        return None
    own, _ = amounts.choose_mark([figure])
    size = amounts.value(figure, own or mark)
    if size is None:
        return None
    return -size if figure.negative or figure.flag == "debit" else size


def _in_row(
    row: Sequence[str], below: Sequence[str], line: int, mark: str, columns: Sequence[int]
) -> list[Claim]:
    """What one line states; `columns`: where figures of the table stand, best first."""
    found: list[Claim] = []
    for j, cell in enumerate(row):
        if not cell or len(cell) > _LONGEST or isinstance(cell, Number):
            continue
        form = normal(cell).lstrip("*#|->. ")
        for label in _labels():
            behind = label.behind(form)
            if behind is None:
                continue
            values, currency = _in_text(behind, mark)
            if not values and label.kind in ("opening", "closing"):
                values, currency = _in_columns(row, columns, mark)
            if not values:
                values, currency = _in_cells(row[j + 1 :], mark)
            if not values:
                values, currency = _in_columns(row, columns, mark)
            if not values and not columns:
                values, currency = _below(row, below, j, mark)
            if values:
                found.append(Claim(label.kind, tuple(values), line, currency))
            break
    return found


def _label_rejoined(row: Sequence[str]) -> list[str]:
    """A line whose figure, right behind its words, was cut at thousands marks nobody quoted."""
    cells = list(row)
    for j, cell in enumerate(cells):
        if not _HEAD.search(cell) or looks_like_date(cell):
            continue
        at = j + 1
        while at < len(cells) and _TAIL.fullmatch(cells[at].strip()):
            cells[j] += f",{cells[at].strip()}"
            cells[at] = ""
            at += 1
            if "." in cells[j].rpartition(",")[2]:
                break
    return cells


def _in_text(text: str, mark: str) -> tuple[list[Decimal], str | None]:
    """Figures in the words behind a label; none where these go on about something else."""
    plain = _DATES.sub(" ", text)
    if len(re.findall(r"[^\W\d_]{2,}", plain)) > 8:
        return [], None
    values = []
    for one in _FIGURE.finditer(plain):
        value = _value(re.sub(r"\s+$", "", one[0]), mark)
        if value is not None:
            flag = _FLAG.match(plain[one.end() :])
            values.append(-value if flag and flag[0].strip()[0] in "ds" else value)
    return values, _currency(plain)


def _currency(text: str) -> str | None:
    found = {c for w in re.findall(r"[^\W\d_]{2,4}|[$€£¥₹₽₴₺₪₩]", text) if (c := currency_of(w))}
    return found.pop() if len(found) == 1 else None


def _in_columns(
    row: Sequence[str], columns: Sequence[int], mark: str
) -> tuple[list[Decimal], str | None]:
    """The first figure that is not zero in the table's own columns of money."""
    values = [
        v for j in columns if not is_blank(row[j]) and (v := _value(row[j], mark)) is not None
    ]
    money = [v for v in values if v] or values
    return money[:1], _row_currency(row)


def _in_cells(cells: Sequence[str], mark: str) -> tuple[list[Decimal], str | None]:
    """Figures in the cells behind a label, up to the next words."""
    values: list[Decimal] = []
    for cell in cells:
        if is_blank(cell) or not any(c.isalnum() for c in cell) or looks_like_date(cell):
            continue
        value = _value(cell, mark)
        if value is None:
            if currency_of(cell) is None and len(cell) > 3:
                break
            continue
        values.append(value)
    return values, _row_currency(cells)


def _row_currency(cells: Sequence[str]) -> str | None:
    found = {c for cell in cells if cell and len(cell) <= 6 and (c := currency_of(cell))}
    return found.pop() if len(found) == 1 else None


def _below(
    row: Sequence[str], below: Sequence[str], j: int, mark: str
) -> tuple[list[Decimal], str | None]:
    """A small table above the table: the figure stands below its words."""
    if len(below) <= j or sum(bool(c) for c in row) < 2:
        return [], None
    if any(_value(c, mark) is not None for c in row if c):
        return [], None
    value = None if is_blank(below[j]) else _value(below[j], mark)
    return ([value] if value is not None else []), _row_currency(below)


def says_not_exact(text: str) -> bool:
    """True when the statement itself says that its sums may differ from its rows."""
    return Patterns(words("stated")["not_exact"])(normal(text))
