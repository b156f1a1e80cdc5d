"""Letters that say in or out: by the words their header names, in pairs, or not at all."""

import pytest

from dupcharge import load
from dupcharge.loader.directions import direction_of


@pytest.mark.parametrize(
    ("header", "out", "back"),
    [
        ("CARGO/ABONO", "C", "A"),
        ("Cargo o Abono", "C", "A"),
        ("Ingreso/Egreso", "E", "I"),
        ("Terhelés/Jóváírás", "T", "J"),
        ("Entrada/Saída", "S", "E"),
        ("Breme/Dobro", "B", "D"),
        ("Debit/Credit", "D", "C"),
        ("Soll/Haben", "S", "H"),
        ("Tipo", "C", "A"),
        ("MD/D", "MD", "D"),
        ("Д/К", "Д", "К"),
        ("", "D", "K"),
    ],
)
def test_letters_by_header_or_pair(header, out, back):
    assert direction_of([out, back], header) == {out: "debit", back: "credit"}


def test_two_letters_of_one_side_are_not_understood():
    assert direction_of(["C", "H"]) is None


def test_an_inverted_reading_is_not_taken(tmp_path):
    path = tmp_path / "cartola.csv"
    rows = ["FECHA;DETALLE;MONTO;CARGO/ABONO;SALDO"]
    balance = 500_000
    for day, (shop, amount, letter) in enumerate(
        [("PANADERIA", 4500, "C"), ("METRO", 800, "C"), ("SUELDO", 90_000, "A")] * 3, 1
    ):
        balance += amount if letter == "A" else -amount
        rows.append(f"{day:02d}/03/2025;{shop};{amount};{letter};{balance}")
    path.write_text("\n".join(rows) + "\n", encoding="cp1252")
    counts = load(path).files[0].rows
    assert (counts["charges"], counts["income"]) == (6, 3)


@pytest.mark.parametrize("header", ["Tidspunkt", "Kellonaika", "Ora operazione", "거래시각", "x"])
def test_a_column_of_times_is_the_clock_whatever_its_name(tmp_path, header):
    path = tmp_path / "a.csv"
    path.write_text(
        f"Date;{header};Payee;Amount\n2025-03-01;09:15;Shop;-5.00\n2025-03-02;18:40;Bar;-7.50\n",
        encoding="utf-8",
    )
    times = load(path).transactions["time"].dt.strftime("%H:%M").tolist()
    assert sorted(times) == ["09:15", "18:40"]
