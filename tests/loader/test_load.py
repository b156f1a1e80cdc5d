# ruff: noqa: E501 (a case of a table stays on one line)
"""The one way in: several files, every option, a format saved and given back."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from dupcharge.errors import DupchargeError, FormatError, ManyErrors, ReadError, UnknownFormat
from dupcharge.loader import load
from dupcharge.loader.file import read_file
from dupcharge.loader.formats import from_toml
from dupcharge.loader.infer import Options
from dupcharge.schema import TRANSACTIONS, check
from tests.loader.dialects import Written, statements
from tests.loader.reading import codes, read, rows

ONE = "Date,Payee,Amount,Currency\n2024-01-05,Bakery,-4.50,EUR\n2024-01-06,Kiosk,-5.50,EUR\n"
TWO = "Datum;Empfänger;Betrag (EUR)\n13.01.2024;Bäcker;-4,50\n14.01.2024;Bahn;-1.005,50\n"
SLASHES = "Date,Payee,Amount,Currency\n03/04/2024,Bakery,-4.50,CAD\n05/06/2024,Kiosk,-5.50,CAD\n"


def test_several_files_are_one_statement(tmp_path: Path) -> None:
    for name, content in (("b.csv", ONE), ("a.csv", TWO)):
        (tmp_path / name).write_text(content, "utf-8")
    paths = [tmp_path / "b.csv", tmp_path / "a.csv"]
    statement, turned = load(*paths), load(*paths[::-1])
    assert [Path(f.path).name for f in statement.files] == ["a.csv", "b.csv"]
    assert [f.rows["charges"] for f in statement.files] == [2, 2]
    assert statement.transactions["txn"].is_unique
    assert statement.transactions.equals(turned.transactions)
    assert statement.files == turned.files
    check(statement.transactions, TRANSACTIONS)


def test_rows_are_sorted_by_account_time_and_place() -> None:
    content = "Date,Payee,Amount,Account,Currency\n2024-01-09,A,-1.00,22,EUR\n2024-01-07,B,-1.00,11,EUR\n2024-01-07,C,-1.00,11,EUR\n"
    assert read(content).transactions["merchant"].tolist() == ["B", "C", "A"]


def test_every_unusable_file_is_named(tmp_path: Path) -> None:
    good, prose, gone = tmp_path / "good.csv", tmp_path / "prose.csv", tmp_path / "gone.csv"
    good.write_text(ONE)
    prose.write_text("Dear customer, thank you\nfor your visit, it was nice\n")
    with pytest.raises(ManyErrors) as error:
        load(good, prose, gone)
    assert [(e.code, e.file) for e in error.value.errors] == [
        ("no_such_file", str(gone)), ("no_table", str(prose))
    ]  # fmt: skip
    with pytest.raises(ReadError):
        load(good, gone)


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        ("", "empty_file", "empty"),
        ("Payee,Amount\nBakery,-4.50\n", "no_date_column", "Payee, Amount"),
        ("Date,Payee\n2024-01-05,Bakery\n", "no_amount_column", "Date, Payee"),
        ("Foo,Bar\nx,y\n", "no_table", "--map"),
        ("Date,Payee,Amount\n12:30.0,Bakery,-4.50\n13:45.0,Kiosk,-4.50\n", "no_table_columns", "--map"),
    ],
)  # fmt: skip
def test_what_is_no_statement_says_what_is_missing(content: str, code: str, said: str) -> None:
    with pytest.raises(ReadError) as error:
        read(content)
    assert error.value.code == code
    assert said in error.value.text("en")
    assert error.value.text("zh")


def test_no_files() -> None:
    with pytest.raises(DupchargeError) as error:
        load()
    assert error.value.code == "no_files"


def test_date_order() -> None:
    assert "date_order_open" in codes(read(SLASHES))
    for order, first in (("dmy", "2024-04-03"), ("mdy", "2024-03-04")):
        statement = read(SLASHES, date_order=order)
        assert rows(statement)[0] == f"charge {first} 4.50 Bakery"
        assert codes(statement) == []


def test_encoding() -> None:
    data = "Datum;Empfänger;Betrag (EUR)\n13.01.2024;Pekaø;-4,50\n".encode("cp1252")
    assert rows(read(data, said_encoding="cp1252")) == ["charge 2024-01-13 4.50 Pekaø"]
    assert rows(read(data, said_encoding="cp1250")) == ["charge 2024-01-13 4.50 Pekař"]
    with pytest.raises(ReadError) as error:
        read(data, said_encoding="utf-8")
    assert error.value.code == "encoding_misfit"


def test_currency() -> None:
    content = "Date,Payee,Amount\n2024-01-05,Bakery,-450\n"
    assert codes(read(content)) == ["no_currency"]
    assert rows(read(content)) == ["charge 2024-01-05 450.00 Bakery"]
    statement = read(content, currency="jpy")
    assert (codes(statement), rows(statement)) == ([], ["charge 2024-01-05 450 Bakery"])


def test_mapping() -> None:
    content = "Date,Payee,Amount,Other,Currency\n2024-01-05,Bakery,-4.50,-9.00,EUR\n2024-01-06,Kiosk,-5.50,-8.00,EUR\n"
    assert rows(read(content, mapping={"amount": "Other"})) == [
        "charge 2024-01-05 9.00 Bakery", "charge 2024-01-06 8.00 Kiosk"
    ]  # fmt: skip
    turned = "Date,Payee,Value in,Value out,Currency\n2024-01-05,Bakery,4.50,,EUR\n2024-01-06,Job,,9.00,EUR\n"
    assert rows(read(turned, mapping={"debit": "Value in", "credit": "Value out"})) == [
        "charge 2024-01-05 4.50 Bakery", "income 2024-01-06 9.00 Job"
    ]  # fmt: skip
    bare = "2024-01-05,Bakery,-4.50,-9.00,EUR\n2024-01-06,Kiosk,-5.50,-8.00,EUR\n"
    assert rows(read(bare, mapping={"amount": "#4"}))[0] == "charge 2024-01-05 9.00 Bakery"
    unsigned = "Date,Payee,Amount,Currency\n2024-01-05,Ana,4.50,EUR\n"
    assert "sign_open" in codes(read(unsigned))
    assert rows(read(unsigned, mapping={"credit": "Amount"})) == ["income 2024-01-05 4.50 Ana"]


@pytest.mark.parametrize(
    ("options", "code", "close"),
    [
        ({"mapping": {"amuont": "Amount"}}, "no_such_role", "amount"),
        ({"mapping": {"amount": "Betrag"}}, "no_such_column", None),
        ({"date_order": "ydm"}, "no_such_order", None),
        ({"currency": "EUX"}, "no_such_currency", None),
        ({"statement_format": "alipay-app-2042"}, "no_such_format", None),
        ({"statement_format": "gone.toml"}, "no_format_file", None),
    ],
)
def test_an_option_that_does_not_fit(
    options: dict[str, object], code: str, close: str | None
) -> None:
    with pytest.raises(FormatError) as error:
        read(ONE, **options)
    assert error.value.code == code
    assert error.value.text("en") and error.value.text("zh")
    if close:
        assert error.value.params["close"] == close


def test_a_format_by_id_and_from_a_file(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        'id = "own"\n[columns]\ntime = "When"\nmerchant = "Who"\namount = "What"\n'
        '[read]\nsign = "positive"\ndate_order = "mdy"\n[constants]\ncurrency = "EUR"\n'
    )
    content = "When,Who,What\n03/04/2024,Bakery,4.50\n03/05/2024,Kiosk,-5.50\n"
    statement = read(content, statement_format=str(own))
    assert rows(statement) == ["charge 2024-03-04 4.50 Bakery", "income 2024-03-05 5.50 Kiosk"]
    assert (statement.files[0].format, codes(statement)) == ("own", [])
    with pytest.raises((UnknownFormat, FormatError)):
        read("Foo,Bar\nx,y\n", statement_format="wechat")


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(written=statements())
def test_a_guess_can_be_saved_and_given_back(
    tmp_path_factory: pytest.TempPathFactory, written: Written
) -> None:
    path = tmp_path_factory.getbasetemp() / "guess.csv"
    path.write_bytes(written.data)
    guessed = read_file(str(path), Options(), None, None).parts[0].reading.format
    text = guessed.to_toml()
    saved = from_toml(text, "guess.toml")
    assert saved == guessed
    assert saved.to_toml() == text
    assert rows(load(path, statement_format=saved)) == rows(load(path))
