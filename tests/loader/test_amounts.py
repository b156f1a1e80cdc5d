# ruff: noqa: E501 (a case of a table stays on one line)
"""Amounts: taken apart, one decimal mark per column, exact decimals."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dupcharge.loader import amounts
from dupcharge.loader.amounts import Figure
from dupcharge.loader.table import Moment, Number


@pytest.mark.parametrize(
    ("cell", "mark", "expected"),
    [
        ("12.50", ".", "12.50"),
        ("-12.50", ".", "-12.50"),
        ("- 12,34", ",", "-12.34"),
        ("1.234,50-", ",", "-1234.50"),
        ("+ $64.90", ".", "64.90"),
        ("-$1,234.50", ".", "-1234.50"),
        ("$-12.00", ".", "-12.00"),
        ("($85.00)", ".", "-85.00"),
        ("$(85.00)", ".", "-85.00"),
        ("$.23", ".", "0.23"),
        ("-.46", ".", "-0.46"),
        ("2 500,00 kr", ",", "2500.00"),
        ("2\u00a0500,00", ",", "2500.00"),
        ("2\u202f500,00 €", ",", "2500.00"),
        ("1'234.50", ".", "1234.50"),
        ("1’234’567.50", ".", "1234567.50"),
        ("-64,14 €", ",", "-64.14"),
        ("EUR 12.50", ".", "12.50"),
        ("12.50 EUR", ".", "12.50"),
        ("¥1,200", ".", "1200"),
        ("￥21.90", ".", "21.90"),
        ("21.90元", ".", "21.90"),
        ("−12,50", ",", "-12.50"),
        ("–12,50", ",", "-12.50"),
        ("－１２．５０", ".", "-12.50"),
        ("1,00,000.00", ".", "100000.00"),
        ("1.000", ",", "1000"),
        ("1.000", ".", "1.000"),
        ("12", ".", "12"),
        ("0,5", ",", "0.5"),
        ("12.3456", ".", "12.3456"),
        ("-0.00", ".", "0"),
        ("=12.50", ".", "12.50"),
        ("١٢٫٥٠", ".", "12.50"),
        ("123456789012345.67", ".", "123456789012345.67"),
        ("0000000000000000012.50", ".", "12.50"),
    ],
)
def test_an_amount(cell: str, mark: str, expected: str) -> None:
    figure = amounts.split(cell)
    assert figure is not None
    size = amounts.value(figure, mark)
    assert size is not None
    assert (-size if figure.negative else size) == Decimal(expected)
    assert size.as_tuple().sign == 0 and size.is_finite()


@pytest.mark.parametrize(
    "cell",
    ["", "-", "--", "abc", "inf", "-inf", "NaN", "1e999", "1E+999999999", "0x10", "1_000", "12.5O",
     "12 34", "1,2.3,4.5", "12.50 apples", "2024-03-09", "12:30", "#REF!", "(12.50", "12.50)", "50%",
     "6222021234567890123456789", "9" * 70],
)  # fmt: skip
def test_what_is_no_amount(cell: str) -> None:
    assert amounts.split(cell) is None


@pytest.mark.parametrize(
    ("cell", "mark"),
    [("1.23.4", "."), ("1,23", "."), ("1234,567.00", "."), ("1,2345.00", "."), (",123.00", "."),
     ("1.2345,00", ","), ("1234567890123456.00", ".")],
)  # fmt: skip
def test_what_the_column_s_mark_makes_no_amount(cell: str, mark: str) -> None:
    figure = amounts.split(cell)
    assert figure is None or amounts.value(figure, mark) is None


@pytest.mark.parametrize(
    ("cell", "flag"),
    [("12.50 CR", "credit"), ("12.50CR", "credit"), ("12.50 Dr", "debit"), ("12.50 DR.", "debit"),
     ("12,50 H", "credit"), ("12,50 S", "debit"), ("CR 12.50", "credit"), ("12.50", None),
     ("12,50 kr", None)],
)  # fmt: skip
def test_letters_that_say_the_side(cell: str, flag: str | None) -> None:
    figure = amounts.split(cell)
    assert figure is not None
    assert figure.flag == flag


@pytest.mark.parametrize(
    ("cell", "currency", "mark"),
    [("12.50 EUR", "EUR", None), ("€12.50", "EUR", None), ("£3", "GBP", None), ("12,50 zł", "PLN", None),
     ("$12.50", None, "$"), ("¥12", None, "¥"), ("12.50", None, None), ("21.90元", "CNY", None)],
)  # fmt: skip
def test_the_currency_beside_it(cell: str, currency: str | None, mark: str | None) -> None:
    figure = amounts.split(cell)
    assert figure is not None
    assert (figure.currency, figure.sign_mark) == (currency, mark)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["1.234,50"], (",", True)),
        (["1,234.50"], (".", True)),
        (["12,50", "1.000"], (",", True)),
        (["12.5"], (".", True)),
        (["1,234"], (None, False)),  # a thousand, or one and a bit
        (["1.234", "2.345"], (None, False)),
        (["1,234,567"], (".", True)),
        (["1.234.567"], (",", True)),
        (["0,123"], (",", True)),
        (["1'234,567"], (",", True)),
        (["12", "7"], (None, True)),
        (["12,50", "12.50"], (",", False)),
        ([], (None, True)),
    ],
)
def test_one_decimal_mark_for_a_column(cells: list[str], expected: tuple[str | None, bool]) -> None:
    figures = [f for c in cells if (f := amounts.split(c))]
    assert len(figures) == len(cells)
    mark, certain = amounts.choose_mark(figures)
    assert certain == expected[1]
    assert mark == expected[0] or not certain


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("62.50(已退款12.30)", Decimal("12.30")), ("18.40(已全额退款)", "all"),
     ("131.77（已退款89.84）", Decimal("89.84")), ("12.00 (refunded 1,200.50)", Decimal("1200.50")),
     ("131.77", None), ("(131.77)", None), ("131.77(优惠1.00)", None)],
)  # fmt: skip
def test_what_an_amount_says_came_back(cell: str, expected: Decimal | str | None) -> None:
    figure = amounts.split(cell)
    assert figure is not None
    assert amounts.noted_refund(figure) == expected


def test_a_number_of_the_file_itself_has_a_point() -> None:
    figure = amounts.split(Number("-1234.5"))
    assert figure == Figure("1234.5", True, True, native=True)
    assert amounts.value(figure, ",") == Decimal("1234.5")
    assert amounts.split(Number("1e+30")) is None
    assert amounts.split(Moment("2024-03-09")) is None


STYLES = [
    (".", ""),
    (".", ","),
    (".", "'"),
    (".", " "),
    (",", ""),
    (",", "."),
    (",", " "),
    (",", "’"),
]


@given(
    st.decimals(Decimal("-999999999999.99"), Decimal("999999999999.99"), places=2),
    st.sampled_from(STYLES),
    st.sampled_from(["{-}{n}", "{n}{-}", "{(}", "{-} {n}", "{-}€{n}", "{-}{n} EUR", "CHF {-}{n}"]),
)
def test_what_is_written_is_read(amount: Decimal, style: tuple[str, str], pattern: str) -> None:
    mark, group = style
    plain = f"{abs(amount):,.2f}".replace(",", "\0").replace(".", mark).replace("\0", group)
    minus = "-" if amount < 0 else ""
    if pattern == "{(}":
        cell = f"({plain})" if minus else plain
    else:
        cell = pattern.replace("{n}", plain).replace("{-}", minus)
    figure = amounts.split(cell)
    assert figure is not None
    assert amounts.choose_mark([figure]) == (mark, True)
    size = amounts.value(figure, mark)
    assert size is not None
    assert (-size if figure.negative else size) == amount


@given(st.text(st.sampled_from("0123456789.,' -+()$€krCRDE元退款eE_xX"), max_size=24))
def test_any_text_is_a_finite_amount_or_none(cell: str) -> None:
    figure = amounts.split(cell)
    if figure is not None:
        for mark in ".,":
            size = amounts.value(figure, mark)
            assert size is None or (size.is_finite() and size >= 0 and size < Decimal(10) ** 16)
        amounts.noted_refund(figure)
