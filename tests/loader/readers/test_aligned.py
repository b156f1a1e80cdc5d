# ruff: noqa: E501 (a case of a table stays on one line)
"""Text whose columns are set apart by blanks; and text that only looks like it."""

from __future__ import annotations

import pytest

from dupcharge.loader.readers import aligned
from tests.loader.reading import read, rows

PRINTED = """\
BLUE BANK                     STATEMENT
Holder: A. Sample     Currency: EUR

Date        Details                              Debit      Credit
            OPENING BALANCE                                 700.00
01/03/2024  BLUE BAKERY                          85.16
13/03/2024  KIOSK NORD                           78.40
14/03/2024  TRANSFER JOB LTD                              1 908.45
            TOTAL                               163.56    1 908.45
"""
PAGES = """\
DATE      DETAILS                  OUT          BALANCE
-------------------------------------------------------
01/03/24  CARD                   10.00            90.00
          BLUE BAKERY
15/03/24  CARD                    5.00            85.00
          KIOSK NORD
                 PAGE 1 / 2

DATE      DETAILS                  OUT          BALANCE
-------------------------------------------------------
16/03/24  CARD                    7.00            78.00
          GREEN PETROL
"""
WIDE = """\
账户交易明细
账号：0000    币种：人民币

交易日期      摘要        交易金额      账户余额    对方户名
2024-03-01  消费         -158.10      8,841.90    面包店
2024-03-04  存入      +15,589.09     24,430.99    某公司 工资
2024-03-04  消费          -79.64     24,351.35    小卖部
                 第 1 页 / 共 1 页
"""


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (PRINTED, ["charge 2024-03-01 85.16 BLUE BAKERY", "charge 2024-03-13 78.40 KIOSK NORD",
                   "income 2024-03-14 1908.45 TRANSFER JOB LTD"]),
        (PAGES, ["charge 2024-03-01 10.00 CARD BLUE BAKERY", "charge 2024-03-15 5.00 CARD KIOSK NORD",
                 "charge 2024-03-16 7.00 CARD GREEN PETROL"]),
        (WIDE, ["charge 2024-03-01 158.10 面包店", "income 2024-03-04 15589.09 某公司 工资",
                "charge 2024-03-04 79.64 小卖部"]),
    ],
    ids=["printed", "pages", "wide characters"],
)  # fmt: skip
def test_printed_statements(content: str, expected: list[str]) -> None:
    statement = read(content)
    assert rows(statement) == expected


def test_lines_are_physical_lines() -> None:
    found = aligned.records(PRINTED.splitlines())
    assert found is not None
    assert found[1] == [1, 2, 4, 5, 6, 7, 8, 9]
    assert found[0][4] == ["01/03/2024", "BLUE BAKERY", "85.16", ""]


@pytest.mark.parametrize(
    "content",
    [
        "Date;Details;Amount\n2024-03-01;Blue   Bakery;-4.50\n2024-03-02;Kiosk  Nord;-5.50\n",
        "2024-03-01\tBakery\t-4.50\n2024-03-02\tKiosk\t-5.50\n",
        "Dear reader,  we moved on  2024-03-01.\nYours,  the bank\n",
        "",
    ],
    ids=["delimited", "tabs", "prose", "nothing"],
)
def test_other_texts_are_left_alone(content: str) -> None:
    assert aligned.records(content.splitlines()) is None
