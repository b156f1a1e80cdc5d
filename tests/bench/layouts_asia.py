"""Layouts of China, Taiwan and Japan: wallets with times and order numbers, a bank, two cards."""

from __future__ import annotations

import unicodedata

from .layout import Layout, Sheet, inward, posted
from .model import Entry

WALLET = frozenset({"shop", "person", "packet", "own"})
BANK = frozenset(
    {"shop", "debit", "standing", "cash", "person", "packet", "own", "salary", "fee", "repay"}
)
CARD = frozenset({"shop", "fee", "repay"})
ZH_TOPICS = {
    "food": "餐饮美食", "transport": "交通出行", "home": "生活服务", "health": "医疗健康",
    "fun": "文化休闲", "games": "数字娱乐", "travel": "酒店旅游", "people": "转账红包",
    "media": "数字会员", "study": "教育培训",
}  # fmt: skip
ZH_METHODS = ("建设银行储蓄卡(6107)", "中信银行信用卡(2290)", "账户余额")


def _alipay_head(sheet: Sheet) -> list[str]:
    return [
        "支付宝交易记录明细查询",
        f"账号:[{sheet.account[-4:]}***@example.com]",
        f"起始日期:[{sheet.start:%Y-%m-%d} 00:00:00]    终止日期:[{sheet.end:%Y-%m-%d} 00:00:00]",
        "---------------------------------交易记录明细列表------------------------------------",
        "交易号                  ,商家订单号               ,交易创建时间              ,"
        "付款时间                ,最近修改时间              ,交易来源地     ,类型              ,"
        "交易对方            ,商品名称                ,金额（元）   ,收/支     ,交易状态    ,"
        "服务费（元）   ,成功退款（元）  ,备注                  ,资金状态     ,",
    ]


def _alipay_row(entry: Entry, sheet: Sheet) -> list[str]:
    goods = entry.item or ZH_TOPICS.get(entry.topic, "商品")
    moment = f"{entry.when:%Y-%m-%d %H:%M:%S} "
    side, state, fund, paid = "支出", "交易成功", "已支出", moment
    if entry.flow == "back":
        side, state, fund, paid, goods = "", "退款成功", "已收入", " " * 20, "退款-" + goods
    elif entry.flow == "in":
        side, fund = "收入", "已收入"
    elif entry.rail == "own":
        side, state, fund = "", "转出成功", "资金转移"
    elif entry.status in ("failed", "closed"):
        side, state, fund, paid = "", "交易关闭", "", " " * 20
    elif entry.status == "pending":
        side, state, fund, paid = "", "等待付款", "", " " * 20
    elif entry.status == "hold":
        side, state, fund = "", "冻结成功", "冻结"
    number = f"{entry.when:%Y%m%d}22001{entry.txid[:15]}"
    shop_order = entry.order if entry.rail == "shop" else ""
    source = (
        "支付宝网站"
        if entry.rail in ("person", "packet", "own")
        else "其他（包括阿里巴巴和外部商家）"
    )
    cells = [
        f"{number}\t",
        f"{shop_order}\t",
        moment,
        paid,
        moment,
        source,
        "即时到账交易" if entry.rail == "shop" else "转账",
        entry.name,
        goods,
        sheet.money(entry.minor),
        side,
        state,
        "0.00",
        sheet.money(entry.refunded),
        "",
        fund,
        "",
    ]
    return [cell.ljust(12) if cell else " " * 8 for cell in cells[:-1]] + [""]


def _alipay_foot(sheet: Sheet) -> list[str]:
    out = [e for e in sheet.entries if e.flow == "out" and e.status == "done" and e.rail != "own"]
    total = sum(entry.minor for entry in out)
    return [
        "-" * 84,
        f"共{len(sheet.entries)}笔记录",
        f"已支出:{len(out)}笔,{sheet.money(total)}元",
        f"导出时间:[{sheet.end:%Y-%m-%d} 09:12:44]    用户:{sheet.holder}",
    ]


def _jd_head(sheet: Sheet) -> list[str]:
    return [
        "导出信息：",
        f"京东账号名：{sheet.account}",
        f"日期区间：{sheet.start:%Y-%m-%d} 至 {sheet.end:%Y-%m-%d}",
        "导出交易类型：全部",
        f"导出时间：{sheet.end:%Y-%m-%d} 21:40:03",
        f"共：{len(sheet.entries)}笔记录",
        "",
        "交易时间,交易分类,商户名称,交易说明,收/支,金额,收/付款方式,交易状态,交易订单号,商家订单号,备注",
    ]


def _jd_row(entry: Entry, sheet: Sheet) -> list[str]:
    goods = entry.item or ZH_TOPICS.get(entry.topic, "商品")
    side, state = "支出", "交易成功"
    if entry.flow == "back":
        side, state, goods = "收入", "退款成功", "退款-" + goods
    elif entry.flow == "in":
        side = "收入"
    elif entry.rail == "own":
        side = "不计收支"
    elif entry.status != "done":
        side = "不计收支"
        state = {"pending": "等待付款", "hold": "冻结成功"}.get(entry.status, "交易关闭")
    return [
        f"{entry.when:%Y-%m-%d %H:%M:%S}\t",
        ZH_TOPICS.get(entry.topic, "日用百货"),
        entry.name,
        goods,
        side,
        sheet.money(entry.minor),
        ZH_METHODS[entry.method],
        state,
        f"{entry.txid}\t",
        f"{entry.order if entry.rail == 'shop' else ''}\t",
        "",
    ]


def _cmb_head(sheet: Sheet) -> list[str]:
    return [
        '"# 招商银行交易记录"',
        f'"# 导出时间: [\t{sheet.end:%Y-%m-%d} 10:02:31]"',
        f'"# 账    号: [\t一卡通: {sheet.account}]"',
        '"# 币    种: [\t人民币]"',
        f'"# 起始日期: [\t{sheet.start:%Y%m%d}]   终止日期: [\t{sheet.end:%Y%m%d}]"',
        '"# 过滤设置: [\t无]"',
        "",
        '"交易日期","交易时间","收入","支出","余额","交易类型","交易备注"',
    ]


CMB_TYPES = {
    "shop": "快捷支付", "debit": "代扣", "standing": "转账汇款", "cash": "ATM取款",
    "person": "转账汇款", "packet": "快捷支付", "own": "本人账户互转",
    "salary": "代发工资", "fee": "手续费", "repay": "信用卡还款",
}  # fmt: skip


def _cmb_row(entry: Entry, sheet: Sheet) -> list[str]:
    amount = sheet.money(entry.minor)
    kind = "快捷退款" if entry.flow == "back" else CMB_TYPES[entry.rail]
    note = entry.name if entry.rail != "debit" or not entry.item else f"{entry.name} {entry.item}"
    inside = [
        f"{entry.when:%Y%m%d}",
        f"{entry.when:%H:%M:%S}",
        amount if inward(entry) else "",
        "" if inward(entry) else amount,
        sheet.balance(entry),
        kind,
        note,
    ]
    return ["\t" + cell for cell in inside]


_FULL = (
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホ"
    "マミムメモヤユヨラリルレロワヲンァィゥェォャュョッー・"
)
_HALF = "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝｧｨｩｪｫｬｭｮｯｰ･"
_KANA = str.maketrans({**dict(zip(_FULL, _HALF, strict=True)), "\u3099": "ﾞ", "\u309a": "ﾟ"})


def half_width(text: str) -> str:
    """Katakana as card statements print it; everything else stays.

    >>> half_width("ハルカ")
    'ﾊﾙｶ'
    """
    decomposed = "".join(
        unicodedata.normalize("NFD", char) if "\u30a0" <= char <= "\u30ff" else char
        for char in text
    )
    return decomposed.translate(_KANA)


def _jp_card_head(sheet: Sheet) -> list[str]:
    return [
        '"利用日","利用店名・商品名","利用者","支払方法","利用金額","手数料/利息","支払総額","支払月"'
    ]


def _jp_card_row(entry: Entry, sheet: Sheet) -> list[str]:
    amount = sheet.money(entry.minor, sign="-" if inward(entry) else "")
    due = (posted(entry).replace(day=1)).strftime("%Y/%m")
    return [
        f"{entry.when:%Y/%m/%d}",
        half_width(entry.name),
        "本人",
        "1回払い",
        amount,
        "0",
        amount,
        due,
    ]


def _paypay_head(sheet: Sheet) -> list[str]:
    return [
        "取引日,出金金額（円）,入金金額（円）,海外出金金額,通貨,変換レート（円）,利用国,取引内容,取引先,"
        "取引方法,支払い区分,利用者,取引番号"
    ]


def _paypay_row(entry: Entry, sheet: Sheet) -> list[str]:
    amount = sheet.money(entry.minor, group=",")
    what = {"person": "送った金額", "packet": "送った金額", "own": "銀行口座へ出金"}.get(
        entry.rail, "支払い"
    )
    if entry.flow == "back":
        what = "返金"
    elif entry.flow == "in":
        what = "受け取った金額"
    method = ("PayPay残高", "クレジット VISA 4471", "PayPayポイント")[entry.method]
    return [
        f"{entry.when:%Y/%m/%d %H:%M:%S}",
        "-" if inward(entry) else amount,
        amount if inward(entry) else "-",
        "-",
        "-",
        "-",
        "-",
        what,
        entry.name,
        method,
        "-",
        "-",
        entry.txid + entry.reference[:4],
    ]


def _tw_head(sheet: Sheet) -> list[str]:
    return [
        "信用卡消費明細查詢",
        f"持卡人：{sheet.holder[0]}○○",
        f"查詢期間：{sheet.start:%Y/%m/%d}~{sheet.end:%Y/%m/%d}",
        "",
        "消費日期,入帳日期,卡號末四碼,消費明細,消費地,幣別,外幣金額,新臺幣金額",
    ]


def _tw_row(entry: Entry, sheet: Sheet) -> list[str]:
    units = sheet.money(entry.minor, group=",", sign="-" if inward(entry) else "")
    units = units.removesuffix(".00")
    abroad = entry.foreign
    return [
        f"{entry.when:%Y/%m/%d}",
        f"{posted(entry):%Y/%m/%d}",
        ("8812", "0935", "8812")[entry.method],
        entry.name + (f" {entry.item}" if entry.item else ""),
        abroad[0][:2] if abroad else "TW",
        abroad[0] if abroad else "TWD",
        f"{abroad[1] / 100:.2f}" if abroad else "",
        units,
    ]


ALIPAY_WEB = Layout(
    "alipay_web", "cn", "gb18030", "second", frozenset({"order", "item", "status"}), WALLET,
    _alipay_head, _alipay_row, _alipay_foot, plain=True, end_of_line="\r\n",
)  # fmt: skip
JD_BILL = Layout(
    "jd_bill", "cn", "utf-8", "second", frozenset({"order", "item", "card", "status"}), WALLET,
    _jd_head, _jd_row,
)  # fmt: skip
CMB_DEBIT = Layout(
    "cmb_debit", "cn", "gb18030", "second", frozenset({"item"}), BANK, _cmb_head, _cmb_row,
    quote_all=True, end_of_line="\r\n",
)  # fmt: skip
JP_CARD = Layout(
    "jp_card", "jp", "cp932", "day", frozenset(), CARD, _jp_card_head, _jp_card_row,
    quote_all=True, end_of_line="\r\n",
)  # fmt: skip
PAYPAY = Layout(
    "paypay", "jp", "utf-8", "second", frozenset({"card"}), WALLET, _paypay_head, _paypay_row,
)  # fmt: skip
TW_CARD = Layout(
    "tw_card", "tw", "cp950", "day", frozenset({"card", "item", "posted"}), CARD, _tw_head, _tw_row,
    newest_first=False, by_posting=True, end_of_line="\r\n",
)  # fmt: skip
