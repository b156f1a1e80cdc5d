"""Layouts of Europe: banks with and without times, an app card, a prepaid card."""

from __future__ import annotations

from zlib import crc32

from .layout import Layout, Sheet, inward, posted
from .layouts_asia import BANK
from .model import Entry

EN_TOPICS = {
    "food": "EATING_OUT",
    "transport": "TRANSPORT",
    "home": "BILLS_AND_SERVICES",
    "fun": "ENTERTAINMENT",
    "games": "ENTERTAINMENT",
    "travel": "HOLIDAYS",
    "people": "PAYMENTS",
    "media": "ENTERTAINMENT",
    "health": "LIFESTYLE",
    "cash": "CASH",
    "study": "GENERAL",
}
UK_TYPES = {
    "shop": "CONTACTLESS", "debit": "DIRECT DEBIT", "standing": "STANDING ORDER", "cash": "ATM",
    "person": "FASTER PAYMENT", "packet": "FASTER PAYMENT", "own": "INTERNAL TRANSFER",
    "salary": "FASTER PAYMENT", "fee": "FEE", "repay": "FASTER PAYMENT",
}  # fmt: skip


def _uk_head(sheet: Sheet) -> list[str]:
    return ["Date,Counter Party,Reference,Type,Amount (GBP),Balance (GBP),Spending Category,Notes"]


def _uk_row(entry: Entry, sheet: Sheet) -> list[str]:
    note = entry.item or (entry.name.upper() if entry.rail == "shop" else entry.reference[:6])
    online = entry.rail == "shop" and entry.topic in ("shopping", "media")
    kind = "ONLINE PAYMENT" if online else UK_TYPES[entry.rail]
    return [
        f"{entry.when:%d/%m/%Y}",
        entry.name,
        note,
        kind,
        sheet.signed(entry),
        sheet.balance(entry),
        EN_TOPICS.get(entry.topic, "SHOPPING"),
        "",
    ]


def _ing_head(sheet: Sheet) -> list[str]:
    return [
        '"Datum";"Naam / Omschrijving";"Rekening";"Tegenrekening";"Code";"Af Bij";"Bedrag (EUR)";'
        '"Mutatiesoort";"Mededelingen"'
    ]


ING_CODES = {
    "shop": ("BA", "Betaalautomaat"), "debit": ("IC", "Incasso"), "cash": ("GM", "Geldautomaat"),
    "fee": ("DV", "Diversen"), "salary": ("VZ", "Verzamelbetaling"),
}  # fmt: skip


def _ing_row(entry: Entry, sheet: Sheet) -> list[str]:
    code, kind = ING_CODES.get(entry.rail, ("GT", "Online bankieren"))
    other = (
        ""
        if entry.rail in ("shop", "cash", "fee")
        else f"NL42BANK0{crc32(entry.name.encode()) % 10**9:09d}"
    )
    if entry.rail in ("shop", "cash"):
        note = (
            f"Pasvolgnr: 00{3 + entry.method} {entry.when:%d-%m-%Y %H:%M} Transactie: "
            f"{entry.txid[:6]} Term: {entry.reference[:6]}"
        )
    elif entry.rail == "debit":
        note = f"Naam: {entry.name} Omschrijving: {entry.item or 'termijn'} Kenmerk: {entry.txid}"
    else:
        note = f"Naam: {entry.name} Omschrijving: {entry.item or 'overboeking'}"
    if entry.item and entry.rail == "shop":
        note += f" {entry.item}"
    return [
        f"{entry.when:%Y%m%d}",
        entry.name,
        sheet.account,
        other,
        code,
        "Bij" if inward(entry) else "Af",
        sheet.money(entry.minor, ","),
        kind,
        note,
    ]


def _it_head(sheet: Sheet) -> list[str]:
    return [
        f"Lista movimenti carta {sheet.account}",
        f"Periodo: {sheet.start:%d/%m/%Y} - {sheet.end:%d/%m/%Y}",
        "",
        "Data operazione;Ora;Data contabile;Descrizione;Causale;Importo (€);Stato",
    ]


def _it_row(entry: Entry, sheet: Sheet) -> list[str]:
    cause = {
        "cash": "Prelievo",
        "person": "Bonifico",
        "own": "Giroconto",
        "salary": "Accredito",
        "debit": "Addebito diretto",
        "fee": "Commissione",
    }.get(entry.rail, "Pagamento")
    cause = "Storno" if entry.flow == "back" else cause
    state = {
        "pending": "In attesa",
        "hold": "Autorizzato",
        "failed": "Rifiutato",
        "closed": "Annullato",
    }
    booked = "" if entry.status != "done" else f"{posted(entry):%d/%m/%Y}"
    text = entry.name + (f" - {entry.item}" if entry.item else "")
    return [
        f"{entry.when:%d/%m/%Y}",
        f"{entry.when:%H:%M:%S}",
        booked,
        text,
        cause,
        sheet.signed(entry, ",", "."),
        state.get(entry.status, "Contabilizzato"),
    ]


def _revolut_head(sheet: Sheet) -> list[str]:
    return [
        "Type,Product,Started Date,Completed Date,Description,Amount,Fee,Currency,State,Balance"
    ]


def _revolut_row(entry: Entry, sheet: Sheet) -> list[str]:
    kind = {
        "cash": "ATM",
        "person": "TRANSFER",
        "packet": "TRANSFER",
        "own": "TRANSFER",
        "standing": "TRANSFER",
        "salary": "TOPUP",
        "repay": "TOPUP",
        "fee": "FEE",
    }
    state = {"pending": "PENDING", "hold": "REVERTED", "failed": "DECLINED", "closed": "REVERTED"}
    done = entry.status == "done"
    return [
        "CARD_REFUND" if entry.flow == "back" else kind.get(entry.rail, "CARD_PAYMENT"),
        "Current",
        f"{entry.when:%Y-%m-%d %H:%M:%S}",
        f"{posted(entry):%Y-%m-%d %H:%M:%S}" if done else "",
        entry.name,
        sheet.signed(entry),
        "0.00",
        sheet.region.currency,
        state.get(entry.status, "COMPLETED"),
        sheet.balance(entry) if done else "",
    ]


def _se_head(sheet: Sheet) -> list[str]:
    return ["Bokföringsdatum;Valutadatum;Verifikationsnummer;Text;Belopp;Saldo"]


def _se_row(entry: Entry, sheet: Sheet) -> list[str]:
    text = entry.name + (f" {entry.item}" if entry.item else "")
    if entry.rail in ("shop", "cash"):
        text = f"{text[:30]} /{entry.when:%y-%m-%d}"
    booked = f"{posted(entry):%Y-%m-%d}"
    return [
        booked,
        booked,
        entry.reference,
        text,
        sheet.signed(entry, ",", " "),
        sheet.balance(entry, ",", " "),
    ]


def shows(*words: str) -> frozenset[str]:
    return frozenset(words)


UK_BANK = Layout(
    "uk_bank", "gb", "utf-8", "day", shows("item"), BANK, _uk_head, _uk_row, newest_first=False
)


NL_BANK = Layout(
    "nl_bank",
    "nl",
    "utf-8",
    "minute",
    shows("item", "card"),
    BANK,
    _ing_head,
    _ing_row,
    separator=";",
    quote_all=True,
)


IT_CARD = Layout(
    "it_card",
    "it",
    "cp1252",
    "second",
    shows("item", "status"),
    BANK,
    _it_head,
    _it_row,
    separator=";",
    end_of_line="\r\n",
)


REVOLUT = Layout(
    "revolut",
    "ie",
    "utf-8",
    "second",
    shows("status"),
    BANK,
    _revolut_head,
    _revolut_row,
    newest_first=False,
)


SE_BANK = Layout(
    "se_bank",
    "se",
    "utf-8-sig",
    "day",
    shows("item", "posted"),
    BANK,
    _se_head,
    _se_row,
    separator=";",
    by_posting=True,
)
