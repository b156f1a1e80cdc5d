# ruff: noqa: E501 (a case of a table stays on one line)
"""Rows without a date: sums in any language, and days whose date stands on their first row only."""

from __future__ import annotations

import pytest

from tests.loader.reading import codes, read, rows, warnings

HEAD = "Date;Description;Amount EUR\n"
BODY = "03.03.2024;Bakery;-12.50\n04.03.2024;Kiosk;-33.10\n06.03.2024;Petrol;-45.20\n08.03.2024;Job;1500.00\n"


@pytest.mark.parametrize(
    "label",
    ["Total", "I alt", "Обороти:", "Ukupno", "SVEUKUPNO", "Ukupno kartica 0000", "Укупно", "Вкупно", 'סה"כ', "Viso", "Spolu",
     "Skupaj", "Jumlah", "ჯამი", "Ընդամենը", "Gjithsej", "Барлығы", "Jami", "小計", "합계"],
)  # fmt: skip
def test_words_of_a_sum_without_a_date(label: str) -> None:
    statement = read(f"{HEAD}{BODY};{label};999.99\n".replace('סה"כ', "סה״כ"))
    assert statement.files[0].rows["read"] == 4


@pytest.mark.parametrize("figure", ["1409.20", "-90.80", "90.80", "1500.00"])
def test_what_adds_up_the_rows_above_is_a_sum_in_any_language(figure: str) -> None:
    assert read(f"{HEAD}{BODY};Zzyzx;{figure}\n").files[0].rows["read"] == 4


def test_parts_and_the_whole() -> None:
    parts = "01.03.2024;Bakery;10.00\n02.03.2024;Kiosk;5.00\n;Aaa 0000;15.00\n03.03.2024;Petrol;7.00\n04.03.2024;Books;8.00\n;Aaa 1111;15.00\n;Bbb;30.00\n"
    assert read(HEAD + parts).files[0].rows["read"] == 4


def test_a_figure_that_adds_up_nothing_is_a_row_that_lacks_its_date() -> None:
    assert read(f"{HEAD}{BODY};Zzyzx;77.77\n").files[0].rows["unreadable"] == 1


DAILY = (
    "Date,Details,Out,In,Balance\n2024-03-01,Bakery,10.00,,90.00\n{}2024-03-02,Petrol,7.00,,{}\n"
)


def test_a_balance_that_goes_on_carries_the_date_down() -> None:
    statement = read(DAILY.format(",Kiosk,5.00,,85.00\n", "78.00"), currency="JPY")
    assert [r.split(" ")[1] for r in rows(statement)] == ["2024-03-01", "2024-03-01", "2024-03-02"]
    assert "line 3 shows no date of its own; the date above it was taken. Check it" in warnings(
        statement
    )


def test_a_balance_that_breaks_off_does_not() -> None:
    statement = read(DAILY.format(",Kiosk,5.00,,60.00\n", "53.00"), currency="JPY")
    assert statement.files[0].rows["unreadable"] == 1
    assert "dates_carried" not in codes(statement)


def test_days_shown_once_and_no_balance() -> None:
    content = (
        HEAD
        + "03.03.2024;Bakery;-12.50\n;Kiosk;-33.10\n04.03.2024;Petrol;-45.20\n;Books;-1.00\n06.03.2024;Kiosk;-2.00\n"
    )
    statement = read(content)
    assert [r.split(" ")[1] for r in rows(statement)] == [
        "2024-03-03", "2024-03-03", "2024-03-04", "2024-03-04", "2024-03-06",
    ]  # fmt: skip
    assert codes(statement) == ["dates_carried"]


@pytest.mark.parametrize(
    "lines",
    [
        "03.03.2024;Bakery;-12.50\n03.03.2024;Books;-1.00\n;Kiosk;-33.10\n04.03.2024;Petrol;-45.20\n;Books;-1.50\n",
        "03.03.2024 10:00;Bakery;-12.50\n;Kiosk;-33.10\n04.03.2024 11:00;Petrol;-45.20\n;Books;-1.50\n05.03.2024 11:00;Petrol;-45.20\n",
    ],
    ids=["dates repeat", "times of day"],
)
def test_a_date_is_not_carried_where_every_row_shows_its_own(lines: str) -> None:
    assert read(HEAD + lines).files[0].rows["unreadable"] == 2


def test_the_time_of_day_joins_the_date_carried_down() -> None:
    content = "Date;Time;Details;Amount EUR\n03.03.2024;10:00;Bakery;-12.50\n;11:30;Kiosk;-33.10\n04.03.2024;12:00;Petrol;-45.20\n;13:45;Books;-1.00\n06.03.2024;14:00;Kiosk;-2.00\n"
    assert [r.split(" ")[1:3] for r in rows(read(content))][1] == ["2024-03-03", "11:30"]
