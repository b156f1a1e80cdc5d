"""Private data shows its last four characters; ids stay whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dupcharge import masking
from dupcharge.errors import DupchargeError
from dupcharge.locale import Message
from dupcharge.reporter import view
from tests.reporter import make


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("VISA 4111111111111111", "VISA ****1111"),
        ("4111 1111 1111 1111 Berlin", "****1111 Berlin"),
        ("4111-1111-1111-1111", "****1111"),
        ("6222021234567890123 no check digit", "6222021234567890123 no check digit"),
        ("DE89370400440532013000", "****3000"),
        ("IBAN DE89 3704 0044 0532 0130 00 REWE MARKT", "IBAN ****3000 REWE MARKT"),
        ("GB29nwbk60161331926819", "****6819"),
        ("pay jane.doe+x@mail.example.com now", "pay ****.com now"),
        ("转账给13812345678", "转账给****5678"),
        ("+86 138 1234 5678", "****5678"),
        ("+44 20 7946 0958", "****0958"),
        ("CALL 402-935-7733 CA", "CALL ****7733 CA"),
        ("(415) 555-0134", "****0134"),
        ("Tel 0800 726 3333", "Tel ****3333"),
        ("2024-11-11 08:01:02", "2024-11-11 08:01:02"),
        ("20241111220014000010000000000001", "20241111220014000010000000000001"),
        ("REF 00123 AMOUNT 1,234,567.89", "REF 00123 AMOUNT 1,234,567.89"),
        ("138****5678", "138****5678"),
        ("MERCHANT NAME@12:34", "MERCHANT NAME@12:34"),
    ],
)
def test_free_text(text, expected):
    assert masking.text(text) == expected
    assert masking.text(expected) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Everyday Checking", "Everyday Checking"),
        ("Checking 123456789", "Checking ****6789"),
        ("12-3456-7890123-00", "****2300"),
        ("招商银行(1234)", "招商银行(1234)"),
        ("622202******1234", "622202******1234"),
        ("user@example.com", "****.com"),
        ("GB29 NWBK 6016 1331 9268 19", "****6819"),
        ("DE00 0000 0000 0012 3456 00", "****5600"),  # no real check digits
        ("0000 0000 0012 3456 00", "****5600"),
    ],
)
def test_accounts(text, expected):
    assert masking.account(text) == expected


@given(st.text(alphabet="0123456789", min_size=12, max_size=18))
def test_no_card_number_survives(digits):
    total = sum(
        sum(divmod(int(d) * (1 if i % 2 else 2), 10)) for i, d in enumerate(reversed(digits))
    )
    card = digits + str(-total % 10)
    assert card not in masking.text(f"paid with {card} at a shop")
    assert card[-4:] in masking.text(f"paid with {card} at a shop")


@given(st.text())
def test_masking_never_fails_and_does_nothing_twice(text):
    once = masking.text(text)
    assert masking.text(once) == once


def test_sentences_keep_their_ids():
    card = "4111111111111111"
    message = Message(
        "report.plain",
        {"text": card, "order_id": card, "ids": [card], "methods": ["12345678"], "n": 3},
    )
    assert masking.message(message).params == {
        "text": "****1111",
        "order_id": card,
        "ids": (card,),
        "methods": ("****5678",),
        "n": 3,
    }


def test_errors_show_no_cell():
    error = DupchargeError("option_file_unreadable", file="a.csv", option="x",
                           reason="4111111111111111")  # fmt: skip
    assert "4111111111111111" not in masking.error(error).text()
    assert "a.csv" in masking.error(error).text()


def private() -> object:
    card = "4111111111111111"
    rows = [
        make.row(1, merchant=f"Shop {card}", method=f"Visa {card}", transaction_id=card,
                 order_id=card, description=card, account="DE89370400440532013000"),
        make.row(2, merchant=f"Shop {card}", method=f"Visa {card}", transaction_id="2",
                 order_id=card),
    ]  # fmt: skip
    group = make.group(1, rows, evidence=(make.said(f"paid with {card}"),), merchant=card)
    files = [
        make.record(account="13812345678", warnings=(make.said("row of jane@example.com"),)),
    ]
    return make.findings([group], files)


def test_one_switch_masks_every_place():
    shown = view.report(private())
    text = repr(shown)
    assert "13812345678" not in text
    assert "jane@example.com" not in text
    (group,) = shown.groups
    assert group.merchant == "****1111"
    assert [c.merchant for c in group.charges] == ["Shop ****1111"] * 2
    assert [c.method for c in group.charges] == ["Visa ****1111"] * 2
    # The complaint needs the ids as they are.
    assert group.charges[0].transaction_id == group.charges[0].order_id == "4111111111111111"
    assert shown.files[0].account == "****5678"
    assert shown.files[0].warnings[0].text("en") == "row of ****.com"


def test_no_mask_shows_everything():
    shown = view.report(private(), mask=False)
    assert shown.groups[0].merchant == "4111111111111111"
    assert shown.files[0].account == "13812345678"
