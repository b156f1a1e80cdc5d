"""Layouts of the United States and India: two cards, a wallet, a bank."""

from __future__ import annotations

from .layout import Layout, Sheet, inward, posted
from .layouts_asia import BANK, CARD, WALLET
from .layouts_europe import shows
from .model import Entry


def _citi_head(sheet: Sheet) -> list[str]:
    return ["Status,Date,Description,Debit,Credit,Member Name"]


def _citi_row(entry: Entry, sheet: Sheet) -> list[str]:
    pending = entry.status in ("pending", "hold")
    when = entry.when if pending else posted(entry)
    text = f"{entry.name.upper()}{' ' + entry.item.upper() if entry.item else ''}"
    amount = sheet.money(entry.minor)
    return [
        "Pending" if pending else "Cleared",
        f"{when:%m/%d/%Y}",
        text,
        "" if inward(entry) else amount,
        "-" + amount if inward(entry) else "",
        "A MORENO",
    ]


def _chase_head(sheet: Sheet) -> list[str]:
    return ["Card,Transaction Date,Post Date,Description,Category,Type,Amount,Memo"]


def _chase_row(entry: Entry, sheet: Sheet) -> list[str]:
    kind = {"repay": "Payment", "fee": "Fee"}.get(entry.rail, "Sale")
    kind = "Return" if entry.flow == "back" else kind
    topic = {"food": "Food & Drink", "transport": "Travel", "travel": "Travel", "home": "Home"}
    return [
        ("7731", "4402", "7731")[entry.method],
        f"{entry.when:%m/%d/%Y}",
        f"{posted(entry):%m/%d/%Y}",
        entry.name + (f" {entry.item}" if entry.item else ""),
        topic.get(entry.topic, "Shopping") if kind in ("Sale", "Return") else "",
        kind,
        sheet.signed(entry),
        "",
    ]


def _payhub_head(sheet: Sheet) -> list[str]:
    return [
        "Payhub transaction history",
        f"Wallet,{sheet.account}",
        "",
        "Transaction ID,Date Time,Type,Merchant,Item,Merchant Reference,Currency,Amount,Status,"
        "Funding Source,Related Transaction ID",
    ]


def _payhub_row(entry: Entry, sheet: Sheet) -> list[str]:
    kind = {"person": "Send Money", "packet": "Send Money", "own": "Withdraw to Bank"}
    state = {
        "pending": "Pending",
        "hold": "Authorised",
        "failed": "Declined",
        "closed": "Cancelled",
    }
    back = entry.flow == "back"
    source = ("Card ending 7731", "Card ending 4402", "Payhub Balance")[entry.method]
    return [
        "PH" + entry.txid,
        f"{entry.when:%Y-%m-%d %H:%M:%S}",
        "Refund" if back else kind.get(entry.rail, "Payment"),
        entry.name,
        entry.item,
        entry.order if entry.rail == "shop" else "",
        sheet.region.currency,
        sheet.signed(entry),
        state.get(entry.status, "Completed"),
        source,
        "PH" + entry.of if back else "",
    ]


def _in_head(sheet: Sheet) -> list[str]:
    return [
        "",
        "  Date     ,Narration                                                               ,"
        "Value Dat,Debit Amount       ,Credit Amount      ,Chq/Ref Number   ,Closing Balance",
    ]


def _in_row(entry: Entry, sheet: Sheet) -> list[str]:
    name, amount = entry.name.upper(), sheet.money(entry.minor)
    handle = "".join(c for c in entry.name.lower() if c.isalpha())[:12]
    ref = "4" + entry.txid[:11]
    if entry.flow == "back":
        text = f"REV-UPI-{name}-{handle}@okbank-{ref}-REFUND"
    elif entry.rail in ("shop", "person", "packet"):
        text = f"UPI-{name}-{handle}@okbank-BANK0000123-{ref}-{entry.item or 'UPI'}"
        if entry.base == "basket" and entry.method:
            text = f"POS 416021XXXXXX{sheet.account[-4:]} {name}"
    elif entry.rail == "debit":
        text = f"ACH D- {name}-{entry.item or handle.upper()}"
    elif entry.rail == "cash":
        text = f"ATW-416021XXXXXX{sheet.account[-4:]}-{name}"
    elif entry.rail in ("salary", "repay"):
        text = f"NEFT CR-BANK0000999-{name}-{ref}"
    else:
        text = f"IMPS-{ref}-{name}"
    return [
        f"{entry.when:%d/%m/%y}",
        text.ljust(60),
        f"{posted(entry):%d/%m/%y}",
        "0.00" if inward(entry) else amount,
        amount if inward(entry) else "0.00",
        "000" + ref,
        sheet.balance(entry),
    ]


US_CITI = Layout(
    "us_citi",
    "us",
    "utf-8",
    "day",
    shows("item", "pending"),
    CARD,
    _citi_head,
    _citi_row,
    by_posting=True,
)


US_CHASE = Layout(
    "us_chase",
    "us",
    "utf-8",
    "day",
    shows("item", "card", "posted"),
    CARD,
    _chase_head,
    _chase_row,
    by_posting=True,
)


PAYHUB = Layout(
    "payhub",
    "us",
    "utf-8-sig",
    "second",
    shows("order", "item", "card", "status"),
    WALLET,
    _payhub_head,
    _payhub_row,
)


IN_BANK = Layout(
    "in_bank",
    "in",
    "utf-8",
    "day",
    shows("item"),
    BANK,
    _in_head,
    _in_row,
    newest_first=False,
    plain=True,
)
