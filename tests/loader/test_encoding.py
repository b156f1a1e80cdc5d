# ruff: noqa: E501 (a case of a table stays on one line)
"""Encodings: BOM, NUL pattern, strict UTF-8, then the most plausible; never U+FFFD in silence."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dupcharge.errors import ReadError
from dupcharge.loader.readers.encoding import decode

CHINESE = "交易时间,交易对方,金额\n2024-11-11 08:00:00,蓝河面包店,21.90\n"
GERMAN = "Buchungstag;Empfänger;Betrag\n05.01.2024;Bäckerei Müller;-4,50\n"
TEXTS = {
    "gb18030": CHINESE,
    "big5": "交易日期,商店名稱,金額\n2024/01/05,藍河麵包店,100\n2024/01/06,轉角雜貨店,30\n",
    "cp932": "ご利用日,ご利用店名,ご利用金額\n2024/01/05,青川ベーカリー,1200\n",
    "cp949": "거래일시,가맹점명,금액\n2024-01-05,푸른강빵집,12000\n2024-01-06,모퉁이가게,3000\n",
    "cp1252": GERMAN,
    "cp1250": "Datum;Název protistrany;Částka\n05.01.2024;Pekařství Říčka;-45,00\n",
    "cp1251": "Дата операции;Описание;Сумма\n05.01.2024;Пекарня Речная;-45,00\n",
    "cp1253": "Ημερομηνία;Περιγραφή;Ποσό\n05/01/2024;Φούρνος Γωνία;-4,50\n",
    "cp1254": "İşlem Tarihi;Açıklama;Tutar\n05.01.2024;Köşe Büfe Şubesi ığdır;-45,00\n",
    "cp1255": "תאריך;שם בית העסק;סכום\n05/01/2024;מאפיית הנהר;45.00\n",
    "cp1256": "التاريخ;الوصف;المبلغ\n05/01/2024;مخبز النهر;45.00\n",
    "cp1257": "Data;Gavėjas;Suma\n2024-01-05;Duonos kepyklėlė;-4,50\n2024-01-06;Žuvų turgus;-5,00\n",
    "cp874": "วันที่;รายละเอียด;จำนวนเงิน\n05/01/2024;ร้านขนมปัง;45.00\n",
}


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_a_code_page_is_recognised(name: str) -> None:
    found = decode(TEXTS[name].encode(name))
    assert found.text == TEXTS[name]
    assert codecs.lookup(found.encoding).name in (name, {"big5": "cp950"}.get(name))


@pytest.mark.parametrize(
    "name", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"]
)
def test_unicode_is_certain(name: str) -> None:
    found = decode(CHINESE.encode(name) if name[-1] != "e" else GERMAN.encode(name))
    assert (found.text, found.certain, found.notes) == (
        CHINESE if name[-1] != "e" else GERMAN,
        True,
        (),
    )
    assert found.encoding == name


def test_big_endian_byte_order_marks() -> None:
    assert decode(codecs.BOM_UTF16_BE + GERMAN.encode("utf-16-be")).text == GERMAN
    assert decode(codecs.BOM_UTF32_BE + GERMAN.encode("utf-32-be")).text == GERMAN


def test_one_chinese_row_is_not_drowned_by_ascii_ones() -> None:
    text = (
        "Date,Payee,Amount\n"
        + "2024-01-05,CORNER KIOSK,-4.50\n" * 300
        + "2024-01-06,蓝河面包店,-2.00\n"
    )
    assert decode(text.encode("gb18030")).text == text


def test_one_letter_that_decides_is_read_or_said() -> None:
    row = "-0.01,999.9{0},Catégorie 1,2015-01-01,{1},2015-01-02,REF70{0}X,Comptabilisé\n"
    shops = ["Boulangerie Rivière", "Kiosque du Coin", "Boulangerie Rivière"]
    head = "Montant,Solde,Catégorie,Date opération,Bénéficiaire,Date de valeur,Référence,Statut\n"
    text = head + "".join(row.format(n, shop) for n, shop in enumerate(shops))
    found = decode(text.encode("cp1252"))
    assert found.text == text or "loader.encoding_close" in [n.code for n in found.notes]


def test_signs_inside_words_betray_a_code_page() -> None:
    """Polish labels around names without accents: zap\u00b3aty is no word."""
    rows = [
        f'"2024-01-{n % 28 + 1:02d}","Płatność kartą","-{n}.95","Tytuł: {n:09d}","KIOSK"\n'
        for n in range(200)
    ]
    text = '"Data","Typ","Kwota","Opis",""\n' + "".join(rows)
    assert decode(text.encode("cp1250")).text == text


def test_the_user_s_word_holds() -> None:
    data = "Datum;Betrag\n05.01.2024;ä\n".encode("cp1252")
    assert decode(data, "cp1250").encoding == "cp1250"
    assert decode("\ufeffä".encode(), "utf-8").text == "ä"


@pytest.mark.parametrize(
    ("encoding", "code", "line"),
    [
        ("utf-8", "encoding_misfit", 2),
        ("ascii", "encoding_misfit", 2),
        ("klingon", "unknown_encoding", None),
    ],
)
def test_an_encoding_that_does_not_fit(encoding: str, code: str, line: int | None) -> None:
    with pytest.raises(ReadError) as error:
        decode(b"Datum;Betrag\n05.01.2024;\xe4\n", encoding)
    assert (error.value.code, error.value.line or error.value.params.get("line")) == (code, line)


def test_a_line_in_another_encoding_is_read_and_named() -> None:
    lines = [f"2024-01-{day:02d};Bäckerei;-4,50\n".encode() for day in range(1, 29)]
    lines[6] = "2024-01-07;Café Größe;-4,50\n".encode("cp1252")
    found = decode(b"".join(lines))
    assert "\n2024-01-07;Café Größe;-4,50\n" in found.text
    assert [(n.code, n.params["line"]) for n in found.notes] == [("loader.mixed_encoding", 7)]


def test_a_download_cut_inside_a_character() -> None:
    data = "2024-01-05;Bäcker ä".encode()
    found = decode(data[:-1])
    assert found.text == "2024-01-05;Bäcker "
    assert [n.code for n in found.notes] == ["loader.cut_off"]


def test_bytes_of_no_encoding_are_never_replaced_in_silence() -> None:
    found = decode(codecs.BOM_UTF8 + b"Datum;Betrag\n05.01.2024;\xff\xfe\n")
    assert "\ufffd" in found.text
    assert [n.code for n in found.notes] == ["loader.bad_characters"]


@pytest.mark.parametrize("name", sorted(TEXTS))
@given(data=st.data())
def test_any_slice_of_a_file_is_text_or_a_note(name: str, data: st.DataObject) -> None:
    raw = TEXTS[name].encode(name)
    start = data.draw(st.integers(0, len(raw) - 1))
    found = decode(raw[start:])
    assert "\ufffd" not in found.text or found.notes


@given(st.binary(max_size=200))
def test_any_bytes_are_text(data: bytes) -> None:
    found = decode(data)
    replaced = "\ufffd" in found.text and "\ufffd".encode(found.encoding) not in data
    assert found.notes or not replaced
