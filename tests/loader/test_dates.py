"""Dates and times: taken apart without guessing, one order for a file, nothing completed."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dupcharge.loader import dates
from dupcharge.loader.dates import Parts

DAY = "2024-03-09"


@pytest.mark.parametrize(
    ("cell", "order", "expected"),
    [
        ("2024-03-09", "ymd", DAY),
        ("2024/3/9", "dmy", DAY),  # the year comes first: no order can turn it round
        ("2024.03.09.", "mdy", DAY),
        ("2024:03:09", "ymd", DAY),
        ("2024年3月9日", "ymd", DAY),
        ("20240309", "mdy", DAY),
        ("09.03.2024", "dmy", DAY),
        ("03/09/2024", "mdy", DAY),
        ("09032024", "dmy", DAY),
        ("09.03.24", "dmy", DAY),
        ("24/03/09", "ymd", DAY),
        ("03/09'24", "mdy", DAY),
        ("9 Mar 2024", "mdy", DAY),
        ("09-MAR-2024", "mdy", DAY),
        ("9-Mar-24", "mdy", DAY),
        ("March 9, 2024", "dmy", DAY),
        ("Sat, 9 Mar 2024", "dmy", DAY),
        ("Saturday, March 9, 2024", "dmy", DAY),
        ("9. März 2024", "dmy", DAY),
        ("9 mars 2024", "dmy", DAY),
        ("9 de marzo de 2024", "dmy", DAY),
        ("9 марта 2024 г.", "dmy", DAY),
        ("09/03/2567", "dmy", DAY),  # Thai calendar
        ("113/03/09", "ymd", DAY),  # calendar of the Republic of China
        ("令和6年3月9日", "ymd", DAY),
        ("\ufeff2024-03-09 ", "ymd", DAY),
        ("２０２４－０３－０９", "ymd", DAY),
        ("09.03.69", "dmy", "2069-03-09"),
        ("09.03.70", "dmy", "1970-03-09"),
        ("29.02.2024", "dmy", "2024-02-29"),
    ],
)
def test_a_date(cell: str, order: str, expected: str) -> None:
    parts = dates.split(cell)
    assert parts is not None
    found = dates.resolve(parts, order)
    assert found is not None
    assert found.isoformat() == f"{expected}T00:00:00"
    assert (parts.precision, parts.offset) == ("day", None)


@pytest.mark.parametrize(
    ("cell", "order", "expected", "precision", "offset"),
    [
        ("2024-03-09 07:05:01", "ymd", "2024-03-09T07:05:01", "second", None),
        ("2024-03-09T07:05:01Z", "ymd", "2024-03-09T07:05:01", "second", 0),
        ("2024-03-09T07:05:01+05:30", "ymd", "2024-03-09T07:05:01", "second", 330),
        ("2024-03-09T07:05:01.123456-08:00", "ymd", "2024-03-09T07:05:01", "second", -480),
        ("2024-03-09 07:05:01 UTC", "ymd", "2024-03-09T07:05:01", "second", 0),
        ("20240309070501[-5:EST]", "ymd", "2024-03-09T07:05:01", "second", -300),
        ("20240309070501[0:GMT]", "ymd", "2024-03-09T07:05:01", "second", 0),
        ("2024-03-09-07.05.01.000001", "ymd", "2024-03-09T07:05:01", "second", None),
        ("2022/9/19 17:44", "ymd", "2022-09-19T17:44:00", "minute", None),
        ("2020.9.6 16:59", "ymd", "2020-09-06T16:59:00", "minute", None),
        ("9/3/2024 7:05 PM", "dmy", "2024-03-09T19:05:00", "minute", None),
        ("9/3/2024 12:05 am", "dmy", "2024-03-09T00:05:00", "minute", None),
        ("9/3/2024 12:05 pm", "dmy", "2024-03-09T12:05:00", "minute", None),
        ("2024年3月9日 下午7:05", "ymd", "2024-03-09T19:05:00", "minute", None),
        ("09.03.2024 um 07:05 Uhr", "dmy", "2024-03-09T07:05:00", "minute", None),
        ("09.03.2024 um 07:05", "dmy", "2024-03-09T07:05:00", "minute", None),
        ("09.03.2024, 07:05", "dmy", "2024-03-09T07:05:00", "minute", None),
        ("2024-03-09 23:59:60", "ymd", "2024-03-09T23:59:59", "second", None),  # leap second
    ],
)
def test_a_date_and_time(
    cell: str, order: str, expected: str, precision: str, offset: int | None
) -> None:
    parts = dates.split(cell)
    assert parts is not None
    found = dates.resolve(parts, order)
    assert found is not None
    assert found.isoformat() == expected
    assert (parts.precision, parts.offset) == (precision, offset)


@pytest.mark.parametrize(
    "cell",
    ["", "-", "10", "12.50", "1234", "1.234,50", "30 000", "########", "12:30.0", "2024-13-09",
     "2024-00-10", "32.01.2024", "13/13/2024", "45 Mar 2024", "9 Foo 2024", "Pending", "6222021234",
     "2024-03-09 25:00:00", "2024-03", "March 2024", "Order 20240309", "1" * 60],
)  # fmt: skip
def test_what_is_no_date(cell: str) -> None:
    assert dates.split(cell) is None


@pytest.mark.parametrize(
    ("cell", "order"),
    [("30.02.2024", "dmy"), ("31/04/2024", "dmy"), ("29.02.2023", "dmy"), ("2024-02-30", "ymd"),
     ("13/01/2024", "mdy"), ("01/13/2024", "dmy"), ("31 Apr 2024", "dmy")],
)  # fmt: skip
def test_an_impossible_date_is_never_bent(cell: str, order: str) -> None:
    parts = dates.split(cell)
    assert parts is not None
    assert dates.resolve(parts, order) is None


@pytest.mark.parametrize(
    ("cell", "year", "expected"),
    [("01/10", 2024, "2024-01-10"), ("15 Mrt", 2023, "2023-03-15"), ("3月9日", 2024, DAY),
     ("29 Feb", 2023, None), ("01/10", None, None)],
)  # fmt: skip
def test_a_date_without_a_year_gets_none_of_its_own(
    cell: str, year: int | None, expected: str | None
) -> None:
    parts = dates.split(cell)
    assert parts is not None
    assert dates.lacks_year(parts)
    found = dates.resolve(parts, "mdy", year)
    assert (found and found.date().isoformat()) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("07:05:01", (dt.time(7, 5, 1), "second")), ("7:05", (dt.time(7, 5), "minute")),
     ("07.05", (dt.time(7, 5), "minute")), ("070501", (dt.time(7, 5, 1), "second")),
     ("0705", (dt.time(7, 5), "minute")), ("3:05 PM", (dt.time(15, 5), "minute")),
     ("12:00 AM", (dt.time(0, 0), "minute")), ("下午3:05", (dt.time(15, 5), "minute")),
     ("24:00", (dt.time(0, 0), "minute")), ("24:01", None), ("7", None), ("25:00", None),
     ("07:61", None), ("noon", None)],
)  # fmt: skip
def test_a_time_of_day(cell: str, expected: tuple[dt.time, str] | None) -> None:
    assert dates.clock(cell) == expected


def test_orders_are_counted_over_the_open_dates_only() -> None:
    cells = ["2024-01-02", "13/01/2024", "02/03/2024", "01/02/24", "30 Jan 2024"]
    parts = [p for c in cells if (p := dates.split(c))]
    assert dates.possible_orders(parts) == {"ymd": 1, "dmy": 3, "mdy": 2}


@pytest.mark.parametrize(
    ("cell", "base_1904", "expected"),
    [("45360", False, "2024-03-09"), ("45360.5", False, "2024-03-09 12:00:00"),
     ("43898", True, "2024-03-09"), ("29999", False, None), ("60001", False, None),
     ("4.5", False, None), ("abc", False, None), ("nan", False, None), ("inf", False, None)],
)  # fmt: skip
def test_a_spreadsheet_number(cell: str, base_1904: bool, expected: str | None) -> None:
    assert dates.serial(cell, base_1904) == expected


FORMS = {
    "ymd": ("%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%Y.%m.%d", "%Y年%m月%d日"),
    "dmy": ("%d.%m.%Y", "%d/%m/%Y", "%d-%m-%Y", "%d %b %Y", "%d-%b-%y", "%d%m%Y", "%d.%m.%y"),
    "mdy": ("%m/%d/%Y", "%m-%d-%Y", "%b %d, %Y", "%m/%d/%y"),
}
TIMES = {"": "day", " %H:%M": "minute", " %H:%M:%S": "second", " %I:%M %p": "minute"}


@given(
    st.datetimes(dt.datetime(1990, 1, 1), dt.datetime(2059, 12, 31)),
    st.sampled_from([(o, f) for o, forms in FORMS.items() for f in forms]),
    st.sampled_from(sorted(TIMES)),
)
def test_what_is_written_is_read(moment: dt.datetime, form: tuple[str, str], time: str) -> None:
    order, date = form
    if date in ("%Y%m%d", "%d%m%Y"):
        time = ""
    kept = {"day": {"hour": 0, "minute": 0, "second": 0}, "minute": {"second": 0}, "second": {}}
    expected = moment.replace(microsecond=0, **kept[TIMES[time]])
    cell = moment.strftime(date + time)
    parts = dates.split(cell)
    assert parts is not None
    assert dates.resolve(parts, order) == expected
    assert parts.precision == TIMES[time]


@given(st.text(st.sampled_from("0123456789-/.: 年月日TZ+apm,Jan'"), max_size=30))
def test_any_text_is_a_date_or_none(cell: str) -> None:
    parts = dates.split(cell)
    assert parts is None or isinstance(parts, Parts)
    if parts is not None:
        for order in dates.ORDERS:
            found = dates.resolve(parts, order)
            assert found is None or parts.numbers[2] is not None  # a year is never invented
