"""The normal form of a merchant's printed name, for comparison only.

Owns: what is noise in a printed name (case, width, processor prefix, order code, store number,
web ending) and what is left as the name. Does not own: whether two different names are one
merchant (rules.guises and rules.other_name), nor what is shown (always the printed text).
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from dupcharge.dates import without_dates

# Processors and wallets that print themselves before the merchant's own name.
_PROCESSOR = re.compile(
    r"^(?:(?:sq|tst|sp|pp|in|py|ic|eb|iz|zettle|izettle|sumup|ckr|cko|fs|dd|gco|bt|wpy|ppl"
    r"|paypal|stripe|klarna|adyen|mollie|payu|razorpay|dlo|ebanx|ali|alp|aliexp|apl|gpay|google pay"
    r"|apple pay|paypay|line ?pay|rakuten ?pay|au ?pay|kakao ?pay|naver ?pay|toss ?pay|grab ?pay"
    r"|mercado ?pago|mercpago|merpago"
    r"|paytm|phonepe|amazon pay|shop ?pay|web|nyx|poy|evp|clover|toast|level"
    r"|mp|pag|pagseguro|pagbank|netopia|midtrans|xendit|ccv|zapper|yoco|ipay88|billdesk|ccavenue"
    r"|mbway|twint|vipps|swish)[\s_]*\*\s*"
    r"|paypal\s+(?=\S)|(?:支付宝(?:外部商户)?|财付通|微信支付(?:\(财付通\))?|微信|云闪付(?:app)?|银联(?:在线)?|网银在线"
    r"|京东支付|拉卡拉|抖音支付|美团支付|快捷支付|钱袋宝(?:支付)?|快钱(?:支付)?|易宝(?:支付)?|通联(?:支付)?|消费|退货|退款)"
    r"(?:\s*[-—–:：*]\s*|\s+)|\(特约\)\s*"
    # A shop of programs before what it collects for, and Messrs before an Indian firm's name.
    r"|(?:apple\.com/bill|itunes\.com/bill|g\.co/helppay#?)\s+(?=[^\W\d_]{3})"
    r"|(?:m/s\.?|messrs\.?)[\s-]*(?=\w))"
)
# What banks print before the name of a card purchase.
_BANKING = re.compile(
    r"^(?:(?:recurring|purchase|payment|intl|return|with cash back|bill pay)\s+)+"
    r"authori[sz]ed on\s+(?:\d{1,2}/\d{1,2}(?:/\d{2,4})?\s+)?"
    r"|^(?:(?:pos|visa|mastercard|debit card|credit card|card|contactless|recurring|checkcard"
    r"|online|ach|electronic|preauthorized|point of sale)"
    r"\s+(?:purchase|payment|debit|pos|transaction|withdrawal|return|refund|credit)\b[\s:*-]*)+"
    r"|^bezahlung karte\s+\w+/\d+\|pos\s+\d+\s+k\d+\s+[\d.]+\s+[\d:]+\|"  # Austrian banks
    r"|^checkcard\s+(?:\d{4}\s+)?|^(?:purchase|refund)\s+(?:0\d|1[0-2])[0-3]\d\s+|^vd[pca]-(?=\w)"
    r"|^(?:pos\s*[-/]\s*)?(?:upi|imps|neft|rtgs|ach [dc]|sepa|ideal|bizum)"
    r"(?:\s*[-/:]+\s*|\s+(?=(?:dr|cr)\b))"
    r"(?:(?:dr|cr|p2[am])(?:\s+(?:refund|reversal))?\s*[-/]+\s*)?"
    r"(?:\d{1,2}:\d{2}(?::\d{2})?\s*[-/]+\s*)?"
)
# The same in other languages: how the money was paid, before where it went. Without accents.
_WAYS = """
internet purchase | pos refund | dk-nota | internet refund | online purchase | trsf debit |
trsf credit |
trsf e-banking | hoan tien | tt online | tt pos | thanh toan online | 网络消费 | 网上消费 |
網上繳付 | 網上消費 | 网购 | 消费 | 退货 | 退貨 | 退款 |
paid to | bill paid to | bill payment to | automatic payment to | autopay to | auto payment to |
merchant payment to | merchant payment online to | merchant refund from | pay bill to |
pay bill online to | pay merchant to | lokalizacja | adres | nazwa odbiorcy | nazwa nadawcy |
payment to | sent to | money sent to |
transfer to | received from | purchase at |
payment at | 口座振替 | デビット | デビットカード | カード利用 | ご利用 |
자동이체 | 체크카드 | 신용카드 | 簽賬 | 刷卡 | 消費 | 扣款 | 代扣 |
sale debit | debit sale | avtalegiro | autogiro | betalingsservice | efaktura | nettkjop |
netkob | compra | compras | compra en | compra em | compra con tarjeta | compra com cartao |
compra tarj | compra tarjeta | compra tpv | compra debito | compra no debito | compra cartao |
compra credito | pago | pago en | pago con tarjeta | pago tarj | pago movil | pago movil en |
cargo | adeudo |
recibo | debito directo | dd | pagamento | pagamento pos | pagamento carta | pagamento con carta
| pagamento com cartao | boleto pago | pagamento boleto | pagto boleto | pix qrs | pix qr code |
pix enviado | pix pagamento | acquisto | acquisto pos | acquisto carta | addebito | addebito sdd |
achat | achat cb | achat carte | paiement | paiement cb | paiement carte | paiement par carte |
paiement online via bancontact | paiement via bancontact | avec la carte | remboursement carte |
cb | carte | facture carte | prelevement | prelevement sepa | prlv | prlv sepa | kartenzahlung |
kartenkauf | einkauf | kauf | zahlung | lastschrift | sepa lastschrift | sepa-lastschrift |
basislastschrift | sepa basislastschrift | girocard | ec-karte | betaling | betaalpas |
betaalautomaat | bea | aankoop | domiciliering | incasso | sepa incasso | kortkob | kortkop |
kop | kob | varekjop | visa varekjop | dankort-kob | betaling kort | kortinosto | korttiosto |
korttimaksu | osto | ostos | e-lasku | kaardimakse | pirkums | pirkinys | zakup | zakup przy
uzyciu karty | zakup karta | platnosc | platnosc karta | transakcja karta | nakup | platba |
platba kartou | nakup kartou | inkaso | vasarlas | kartyas vasarlas | plata | plata card | plata
cu cardul | cumparaturi | cumparare | kupovina | kupnja | placanje | покупка | оплата | оплата
товаров и услуг | плащане | купівля | αγορα | πληρωμη | alisveris | harcama | pembelian |
pembayaran | belian | bayaran | mua hang | thanh toan
"""
_WAY = "|".join(sorted((" ".join(way.split()) for way in _WAYS.split("|")), key=len, reverse=True))
_CARD_SAID = r"(?:[x*•]*\d{4} (?:\d\d[x*]{2} [x*]{4} [x*\d]\d{3} (?:\d )?)?)"
_PAID = re.compile(rf"^(?:(?:{_WAY})[ .:*/-]+{_CARD_SAID}?)+(?=.*[^\W\d_]{{2}})")
# Payment companies under their own name, as banks print the party of every purchase through them.
_HOUSE = re.compile(
    r"(?:支付宝|财付通|微信支付|网银在线|银联商务|拉卡拉|通联支付|快钱支付|易宝支付|抖音支付|京东支付|美团支付|云闪付)"
    r"(?:.*(?:公司|技术|科技|服务|网络|支付)| 中国)?$"
    r"|(?:paypal|klarna|stripe|adyen|mollie|sumup|payu|worldline|nexi|zettle|mercado ?pago"
    r"|payoneer)(?: (?:europe|payments?|bank|technology|services?|financial|ab|sarl|s a r l|et cie"
    r"|s c a|sca|nv|n v|luxembourg|inc|ltd|limited|uk|eu|ireland|se|spa|s p a))*$"
)
_HOUSE_AND_SHOP = re.compile(r"[\u4e00-\u9fff]{3,4}\s*[-—–:：*]")
_TERMINAL = re.compile(r"^(?:pos|eftpos|ecom|card|debit card|credit card)\s+")
# A scheme, or the bank behind the name in an Indian scheme's text.
_SCHEME = re.compile(
    r"\s*[-/]\s*(?:upi|imps|neft|rtgs)$"
    r"|/(?:ok[a-z]{2,8}|ybl|ibl|axl|paytm|apl|yapl|sbin|hdfc|icic|utib|kkbk|yesb|barb|punb)/?$"
)
# An Indian payee's address, bank and number between his name and the payer's words.
_ADDRESS = re.compile(r"(?<=\w)-[^-\s@]*@\w+(?:-[a-z]{4}0\w{6})?(?:-\d{12})?(?=-|$)")
# The payer and the payee's number behind an American standing debit.
_DEBTOR = re.compile(r"(?<=\S)\s+indn:.+$")
# What stands before a date that is left out.
_VALUE_DATE = re.compile(r"\s*\b(?:value date|valuta|date valeur|fecha valor|data valuta)\s*:?$")
# A reference of the bank before everything else, with its stroke: 243300133/Shop.
_FRONT_NUMBER = re.compile(r"^\d{6,}\s*[/|:_-][\s.]*(?=.*[^\W\d_])")
# What a payment company says once more behind the shop's name.
_AGAIN = re.compile(
    r"(?<=\w),? (?:ihr einkauf bei|your (?:purchase|payment) (?:at|to)|votre achat chez|achat chez"
    r"|(?:su|tu) compra en|il tuo acquisto (?:su|presso|da)|uw aankoop bij|din betaling til) .+$"
)
_BANK_CODE = re.compile(r"(?<![^\W_])ua\d{4}(?=[^\W\d_])")
_ORDER_CODE = re.compile(r"\*\s*(?=[a-z0-9-]*\d)[a-z0-9-]{5,}(?=\s|$)")
# References of the bank and addresses of a payment scheme: new with every row, no part of a name.
_REFERENCE = re.compile(
    r"(?<![^\s/_:-])(?:[^\s/_:-]*\d{6,}[^\s/_:-]*|[^\s/:-]+@[^\s/:-]+)(?![^\s/_:-])"
)
# The number of an order or a document behind its word: Order 258149-80, Ticket 0165081163188.
_DOCUMENT = re.compile(
    r"(?<![^\W_])(?:(?:order|ord|booking|ticket|tkt|invoice|inv|bestellung|bestellnr|auftrag|rechnung|buchung|commande"
    r"|reservation|facture|pedido|reserva|factura|fatura|bilhete|billete|ordine|prenotazione|fattura|zamowienie|faktura|rezerwacja"
    r"|bestelling|factuur|rendeles|objednavka|tilaus"
    r"|ref|reference|referenz|referencia|riferimento|rif|viite|pesanan|siparis|zakaz)"
    r"[ .:#/-]{0,3}){1,2}(?:(?:no|nr|id)[ .:#-]{0,2})?"
    r"[a-z]{0,4}-?\d[\da-z]{3,}(?:[-/][\da-z]+)*(?![^\W_])"
)
# The card that paid, by its last figures: Card 4412, Karte xx4412.
_CARD = re.compile(
    r"(?<![^\W_])(?:debitk\.|debitkarte|kartennr\.?|kartenfolge|pasvolgnr) ?\d{1,3}(?![^\W_])"
    r"|(?<![^\W_])(?:card|karte|carte|tarjeta|tarj|cart[aã]o|carta|kort|kaart|karta|карта|καρτα|卡号|尾号|final|cb|cd)"
    r"(?: (?:no|nr|ending|ending in))?[ .:(]*(?:[x*•.]+\s?\d{3,4}|\d{4})\)?(?![^\W_])"
    r"|(?<![^\W_])\d{4,6}(?:[ -]?[x*•]{2,4}){2,3}(?:[ -]?\d{3,4})?(?![^\W_])"
    r"|(?<![^\W_])\d{4}[ -]\d{2}[x*•]{2}[ -][x*•]{4}[ -][x*•\d]\d{3}(?: \d)?(?![^\W_])"
)
# The month that a bill is for: 2024-05, 05/2024.
_PERIOD = re.compile(
    r"(?<![\d/.-])(?:(?:19|20)\d{2}[-/.](?:0[1-9]|1[0-2])|(?:0[1-9]|1[0-2])[-/.](?:19|20)\d{2})(?![\d-])"
)
OF = r"(?:/|of|von|van|de|di|su|sur|av|af|z|ze|из)"
"""What stands between a part and their number: 3/4, 3 of 4, 3 sur 12."""

_PART = re.compile(
    r"[ -]\(?(?:(?:instal?lments?|inst|rate|rata|parcela|cuota|mensualite|pmt)[ .]+)?"
    rf"\d{{1,2}}\s?{OF}\s?\d{{1,2}}\)?$"
)
_HASH_NUMBER = re.compile(
    r"(?:#|\bno\.?\s?|\bstore\s+|\bshop\s+|\bfiliale?\s+|\bmarkt\s+)\s*(\d{1,8})\b"
)
_TAIL_NUMBER = re.compile(r"(?<=[^\d\s])\s*\b(\d{2,6})$")
# The form of a business, as registers and acquirers print it behind the name.
_FORM = re.compile(
    r"\s*[(\[【](?:个体(?:工商户|经营|户)?|個體(?:工商戶|經營|戶)?|株|有|合|주|유)[)\]】]$|\s*[(]?[カユドイメシ][)]$"
)
_BRANCH = re.compile(r"\s*[(\[【]([^()\[\]【】]{1,20})[)\]】]$")
_WEB = re.compile(r"^(?:https?://)?(?:www\.)?|(?:\.(?:com|net|org|io|co\.uk|de|fr|cn|com\.cn))$")
_FORMS = "gmbh ltd llc plc srl sarl sprl bvba kft zrt ike pvt eood ohg eurl sasu"
_SHORT_FORMS = (
    "limited inc ag kg ek bv vof nv sas spa sro oy oyj ab aps sdn bhd pte oe ee epe ood doo co"
)
_COMPANY = re.compile(
    rf"(?:\s+(?:e\.? ?k\.?|{'|'.join(f'{_FORMS} {_SHORT_FORMS}'.split())}))+$"
    rf"|\s+(?:{'|'.join(_FORMS.split())}|sdn bhd)(?=\s)"  # before a city: no other words
    r"|(?:股份)?有限(?:责任)?公司(?=[\s:：—–-]|$)"
)
# The country that a Chinese acquirer prints right behind the name.
_COUNTRY = re.compile(r"(?<=[\u4e00-\u9fff)])chn$")
HOLD = (
    r"pre-?auth|pre-?autor[iy]|pré-?autori|vorautoris|forhåndsautor|forhandsautor|förauktor"
    r"|auth(?:ori[sz]ation)? hold|预授权|預授權|オーソリ|与信|가승인"
)
"""How a text calls a hold on a card, not a payment."""

_HOLD = re.compile(rf"\s+[(]?(?:{HOLD})\w*(?: hold)?[)]?$")
# What the row itself cost, as some banks print it into the text.
_PRICE = re.compile(
    r"(?<!\S)\d{1,3}(?:[. ]?\d{3})*,\d{2}(?: (?:eur|chf|pln|czk|sek|nok|dkk))?(?!\S)"
)
# How it was paid, behind the name or in brackets.
_WAY_BEHIND = re.compile(
    r"(?<=\S)(?:\s+(?:快捷支付|网上支付|扫码支付|扫码付款|无卡支付|counter payment)"
    r"|\((?:扫码付款|扫码支付|扫码|小程序|生活缴费|线上支付|网上支付|线上|收款码|二维码)\))+$"
)
_NOISE = re.compile(r"[^\w&+]+")


class Name(NamedTuple):
    """A printed name taken apart.

    `key` compares and includes the branch; `base` is the name without it; `branch` is a store
    number or a branch in brackets, `code` an order code after a star, `reference` long numbers and
    periods ("" where none is printed). Dates and times are dropped.
    """

    key: str
    base: str
    branch: str
    code: str
    reference: str


def parse(printed: str) -> Name:
    """Take one printed name apart.

    >>> parse("SQ *Corner Bakery #0412")
    Name(key='corner bakery 0412', base='corner bakery', branch='0412', code='', reference='')
    >>> parse("ＭＩＬＬ　ＣＡＦＥ（北门店）").key, parse("BOOKS.EXAMPLE*7F31K2").code
    ('mill cafe 北门店', '7f31k2')
    """
    text = without_accents(unicodedata.normalize("NFKC", printed).casefold())
    text = "".join(c for c in text if unicodedata.category(c)[0] != "C")
    text = " ".join(text.replace("\\", " ").split())
    whole = text
    for _ in range(5):  # prefixes are chained: bank, wallet, processor
        text = without_bank_code(_FRONT_NUMBER.sub("", text))
        shorter = _PAID.sub("", _BANKING.sub("", _PROCESSOR.sub("", text)))
        if shorter == text or not shorter:
            break
        text = shorter
    for noise in (_DEBTOR, _ADDRESS, _AGAIN, _PRICE, _WAY_BEHIND):
        text = noise.sub("", text) or text
    branch = code = reference = ""
    shorter = _VALUE_DATE.sub("", " ".join(without_card(without_dates(text)).split()))
    if shorter and shorter != text:
        text = _TERMINAL.sub("", shorter) or shorter
    if found := _ORDER_CODE.search(text):
        code, text = found[0].lstrip("* "), text[: found.start()] + text[found.end() :]
    text = _HOLD.sub("", _SCHEME.sub("", _COUNTRY.sub("", text))) or text
    text = _PART.sub("", text) or text
    numbers = [*_DOCUMENT.findall(text)]
    shorter = _DOCUMENT.sub(" ", text)
    numbers += [*_REFERENCE.findall(shorter), *_PERIOD.findall(shorter)]
    shorter = _PERIOD.sub(" ", _REFERENCE.sub(" ", shorter)).strip(" -/:_")
    if numbers and shorter and not shorter.isdigit():
        text, reference = _TERMINAL.sub("", shorter) or shorter, " ".join(numbers)
    text = _FORM.sub("", text) or text
    if found := _BRANCH.search(text):
        branch, text = found[1], text[: found.start()]
    if found := _HASH_NUMBER.search(text):
        branch = branch or found[1]
        text = f"{text[: found.start()]} {text[found.end() :]}".strip()
    elif found := _TAIL_NUMBER.search(text):
        branch, text = branch or found[1], text[: found.start()]
    base = _plain(_COMPANY.sub("", _WEB.sub("", text.strip(" *#-.,"))))
    if not base:
        base, branch, code, reference = _plain(whole) or whole, "", "", ""
    return Name(f"{base} {_plain(branch)}".strip(), base, branch, code, reference)


def _plain(text: str) -> str:
    return " ".join(_NOISE.sub(" ", text.replace("'", "").replace("’", "")).split())


def without_accents(text: str) -> str:
    """Alphabetic letters without their accents: a terminal often prints none."""
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFD", text.translate(_LETTERS))
    plain = "".join(c for c in apart if not "\u0300" <= c <= "\u036f")
    return unicodedata.normalize("NFC", plain)


_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i"})


def without_bank_code(text: str) -> str:
    """A folded text without the code that an acquirer prints against its name, new on every row.

    >>> without_bank_code("pay ua7366shop")
    'pay shop'
    """
    return _BANK_CODE.sub("", text)


def without_card(text: str) -> str:
    """A folded text without the last figures of the card that paid.

    >>> without_card("corner cafe karte 7692")
    'corner cafe  '
    """
    return _CARD.sub(" ", text)


def is_payment_company(printed: str) -> bool:
    """Does a name belong to a payment company, for which every shop looks the same."""
    text = without_accents(unicodedata.normalize("NFKC", printed).casefold())
    return _HOUSE.match(_plain(text)) is not None and _HOUSE_AND_SHOP.match(text) is None
