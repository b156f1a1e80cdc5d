# ruff: noqa: E501 (a case of a table stays on one line)
"""The traps of real statements, each as a small invented file with what must be read out of it.

Chinese wallets and banks first, then the world; the ids of the cases say which trap.
"""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
import xlsxwriter

from dupcharge import merchants
from dupcharge.loader import load
from tests.loader.reading import codes, read, rows

ALIPAY = "交易时间,交易分类,交易对方,对方账号,商品说明,收/支,金额,收/付款方式,交易状态,交易订单号,商家订单号,备注,\n"


def alipay(*lines: str) -> str:
    """An Alipay table; a line is minute, payee, goods, direction, amount, method, status, id."""
    text = ALIPAY
    for number, line in enumerate(lines):
        minute, payee, goods, side, amount, method, status, id = line.split("|")
        text += f"2024-11-11 08:{minute}:00,餐饮美食,{payee},/,{goods},{side},{amount},{method},{status},{id}\t,M{number}\t,,\n"
    return text


CHINA: dict[str, tuple[str, list[str]]] = {
    "1 closed after payment, and never paid": (
        alipay("00|面包店|早餐|支出|21.90|某银行(0000)|交易成功|2024001",
               "01|面包店|早餐|支出|21.90|某银行(0000)|交易关闭|2024002",
               "02|面包店|早餐|支出|21.90||交易关闭|2024003"),
        ["charge 2024-11-11 08:00:00 21.90 面包店", "not_completed 2024-11-11 08:01:00 21.90 面包店",
         "not_completed 2024-11-11 08:02:00 21.90 面包店"],
    ),
    "2, 3 refunds are positive and in no direction": (
        alipay("00|面包店|早餐|支出|21.90|某银行(0000)|交易成功|2024001",
               "01|面包店|退款-早餐|不计收支|21.90|某银行(0000)|退款成功|2024002",
               "02|小卖部|退款-牛奶|收入|5.00|余额|退款成功|2024003"),
        ["charge 2024-11-11 08:00:00 21.90 面包店", "refund 2024-11-11 08:01:00 21.90 面包店",
         "refund 2024-11-11 08:02:00 5.00 小卖部"],
    ),
    "5 preamble of ragged lines with commas, dates and amounts; totals below": (
        "电子客户回单,,,\n姓名：某人,编号 2024-11-01\n支付宝账户：138****0000\n起始时间：[2024-11-01 00:00:00]\n"
        "共2笔记录,\n支出：2笔 43.80元\n--------\n"
        + alipay("00|面包店|早餐|支出|21.90|余额|交易成功|2024001", "01|面包店|早餐|支出|21.90|余额|交易成功|2024002")
        + "合计,,,,,,43.80,,,,,,\n共2笔,,,,,,,,,,,,\n",
        ["charge 2024-11-11 08:00:00 21.90 面包店", "charge 2024-11-11 08:01:00 21.90 面包店"],
    ),
    "8 JD: words beside the amount": (
        "京东账号名：某人\n交易时间,商户名称,交易说明,金额,收/付款方式,交易状态,收/支,交易分类,交易订单号,商家订单号,备注\n"
        "2024-11-11 08:00:00\t,书城,书,62.50(已退款12.30),某银行(0000),交易成功,支出,图书,1001\t,2001\t,\n"
        "2024-11-11 09:00:00\t,书城,笔,18.40(已全额退款),某银行(0000),交易成功,支出,图书,1002\t,2002\t,\n",
        ["charge 2024-11-11 08:00:00 62.50 书城", "charge 2024-11-11 09:00:00 18.40 书城"],
    ),
    "8 Meituan: the order's amount is not what was paid": (
        "交易创建时间,交易成功时间,交易类型,订单标题,收/支,支付方式,订单金额,实付金额,交易单号,商家单号,备注\n"
        "2024-11-11 08:00:00,2024-11-11 08:00:03,支付,面馆,支出,微信支付,¥30.00,¥25.50,10001\t,20001\t,/\n",
        ["charge 2024-11-11 08:00:00 25.50 面馆"],
    ),
    "8 BOCOM: currency and amount in one cell, the booked one counts": (
        "交易日期,记账日期,卡末四位,交易说明,交易币种/金额,入账币种/金额\n"
        "2024/01/05,2024/01/06,0000,消费 书店,USD 10.00,CNY 71.20\n2024/01/07,2024/01/08,0000,消费 面馆,CNY 25.00,CNY 25.00\n",
        ["charge 2024-01-05 71.20 消费 书店", "charge 2024-01-07 25.00 消费 面馆"],
    ),
    "9 waiting for receipt is paid, a hold is not, own money is neutral": (
        alipay("00|面包店|早餐|支出|21.90|余额|等待确认收货|2024001",
               "01|旅店|预授权|不计收支|300.00|余额|冻结成功|2024002",
               "02|某银行|信用卡还款|不计收支|500.00|余额|还款成功|2024003",
               "03|某银行|提现-快速提现|不计收支|80.00|余额|交易成功|2024004",
               "04|余额宝|余额宝-自动转入|不计收支|9.00|余额|交易成功|2024005"),
        ["charge 2024-11-11 08:00:00 21.90 面包店", "neutral 2024-11-11 08:01:00 300.00 旅店",
         "neutral 2024-11-11 08:02:00 500.00 某银行", "neutral 2024-11-11 08:03:00 80.00 某银行",
         "neutral 2024-11-11 08:04:00 9.00 余额宝"],
    ),
    "10 the bank names the processor and cuts the shop": (
        "交易日期,交易时间,支出,收入,账户余额,对方户名,摘要\n"
        "20240105,08:00:00,21.90,,978.10,财付通-蓝河市品优餐饮有限公,消费\n20240105,08:00:02,21.90,,956.20,财付通－蓝河市品优餐饮有限公,消费\n",
        ["charge 2024-01-05 08:00:00 21.90 财付通-蓝河市品优餐饮有限公",
         "charge 2024-01-05 08:00:02 21.90 财付通－蓝河市品优餐饮有限公"],
    ),
    "5 sums per page are no rows": (
        "日期,摘要,借方金额,贷方金额,余额,对方户名\n2024-01-05,消费,4.50,,95.50,面包店\n,本页小计,4.50,,95.50,\n,承前页,,,95.50,\n2024-01-06,消费,5.50,,90.00,小卖部\n,累计发生额,10.00,,90.00,\n",
        ["charge 2024-01-05 4.50 面包店", "charge 2024-01-06 5.50 小卖部"],
    ),
    "10 the party is not the owner's account": (
        "交易时间,交易方账户,交易方名称,交易金额,账户余额,用途\n2024-01-05 08:00:00,6217000000000001,面包店,-4.50,95.50,消费\n2024-01-06 08:00:00,6217000000000001,小卖部,-5.50,90.00,消费\n",
        ["charge 2024-01-05 08:00:00 4.50 面包店", "charge 2024-01-06 08:00:00 5.50 小卖部"],
    ),
    "11 no seconds: two rides in one minute; not sorted": (
        "日期,商户,支出\n2022/9/19 17:44,出租车,12.00\n2022/9/19 17:44,出租车,12.00\n2021/1/6 19:20,出租车,9.00\n",
        ["charge 2022-09-19 17:44 12.00 出租车", "charge 2022-09-19 17:44 12.00 出租车",
         "charge 2021-01-06 19:20 9.00 出租车"],
    ),
    "11 dots": (
        "交易时间,商户,支出\n2020.9.6 16:59,出租车,12.00\n2020.9.16 16:59,出租车,12.00\n",
        ["charge 2020-09-06 16:59 12.00 出租车", "charge 2020-09-16 16:59 12.00 出租车"],
    ),
    "11 no year, over the turn of the year": (
        "账单周期,2024/01/06-2024/02/05\n交易日,记账日,交易摘要,人民币金额\n01/10,01/11,面馆,25.00\n02/01,02/02,书店,12.00\n12/30,01/06,车站,7.00\n",
        ["charge 2024-01-10 25.00 面馆", "charge 2024-02-01 12.00 书店", "charge 2023-12-30 7.00 车站"],
    ),
    "11 day before month": (
        "Post date,Transaction date,Description,Billing amount,Billing currency\n06/01/2024,05/01/2024,CAFE BLUE,-30.00,HKD\n20/01/2024,19/01/2024,CAFE RED,-40.00,HKD\n",
        ["charge 2024-01-05 30.00 CAFE BLUE", "charge 2024-01-19 40.00 CAFE RED"],
    ),
    "11 date and time in two columns": (
        "交易日期,交易时间,摘要,支出金额,收入金额\n20240105,080102,消费,21.90,0.00\n20240105,235959,工资,0.00,100.00\n",
        ["charge 2024-01-05 08:01:02 21.90 消费", "income 2024-01-05 23:59:59 100.00 工资"],
    ),
    "1 closed: with money moved, never paid, and a sale that fell through": (
        "交易号,商家订单号,交易创建时间,付款时间,最近修改时间,交易来源地,类型,交易对方,商品名称,金额（元）,收/支,交易状态,服务费（元）,成功退款（元）,备注,资金状态,\n"
        "1\t,M1\t,2020-06-17 08:00:00,2020-06-17 08:00:05,2020-06-18 08:00:00,其他,即时到账交易,面包店,早餐,21.90,支出,交易关闭,0.00,21.90,,已支出,\n"
        "1_R1\t,M1\t,2020-06-18 08:00:00,,2020-06-18 08:00:00,其他,即时到账交易,面包店,退款-早餐,21.90,,退款成功,0.00,0.00,,已收入,\n"
        "2\t,M2\t,2020-06-17 09:00:00,,2020-06-17 09:00:00,其他,即时到账交易,面包店,午餐,30.00,,交易关闭,0.00,0.00,,,\n"
        "3\t,M3\t,2020-06-17 10:00:00,,2020-06-17 10:00:00,其他,即时到账交易,某人,旧书,9.00,收入,交易关闭,0.00,0.00,,,\n",
        ["not_completed 2020-06-17 08:00:00 21.90 面包店", "refund 2020-06-18 08:00:00 21.90 面包店",
         "not_completed 2020-06-17 09:00:00 30.00 面包店", "not_completed 2020-06-17 10:00:00 9.00 某人"],
    ),
    "2 what was refunded says so, and a row of its own says it again": (
        "微信支付账单明细\n交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注\n"
        '2024-05-20 08:00:00,商户消费,面包店,早餐,支出,¥21.90,零钱,已退款(￥1.90),"1\t","M1\t","/"\n'
        '2024-05-20 08:10:00,面包店-退款,面包店,/,收入,¥1.90,零钱,已退款￥1.90,"2\t","/\t","/"\n'
        '2024-05-20 09:00:00,商户消费,小卖部,牛奶,支出,¥6.00,零钱,已全额退款,"3\t","M2\t","/"\n'
        '2024-05-20 09:10:00,小卖部-退款,小卖部,/,收入,¥6.00,零钱,已全额退款,"4\t","/\t","/"\n',
        ["charge 2024-05-20 08:00:00 21.90 面包店", "refund 2024-05-20 08:10:00 1.90 面包店",
         "charge 2024-05-20 09:00:00 6.00 小卖部", "refund 2024-05-20 09:10:00 6.00 小卖部"],
    ),
    "3 refunds under another word for no direction, and under none": (
        alipay("00|面包店|早餐|支出|21.90|余额|交易成功|2024001",
               "01|面包店|退款-早餐|其他|21.90|余额|退款成功|2024002",
               "02|面包店|午餐|支出|6.00|余额|交易成功|2024003",
               "03|面包店|退款-午餐||6.00|余额|退款成功|2024004"),
        ["charge 2024-11-11 08:00:00 21.90 面包店", "refund 2024-11-11 08:01:00 21.90 面包店",
         "charge 2024-11-11 08:02:00 6.00 面包店", "refund 2024-11-11 08:03:00 6.00 面包店"],
    ),
    "9 waiting to be sent is paid, a hold let go is not, a repayment may fail": (
        alipay("00|面包店|早餐|支出|21.90|余额|等待对方发货|2024001",
               "01|旅店|预授权|不计收支|300.00|余额|解冻成功|2024002",
               "02|手机店|话费|支出|50.00|余额|充值成功|2024003",
               "03|某银行|信用卡还款|不计收支|500.00|余额|还款失败|2024004",
               "04|小卖部|牛奶|支出|9.00|亲情卡|亲情卡付款成功|2024005"),
        ["charge 2024-11-11 08:00:00 21.90 面包店", "neutral 2024-11-11 08:01:00 300.00 旅店",
         "charge 2024-11-11 08:02:00 50.00 手机店", "not_completed 2024-11-11 08:03:00 500.00 某银行",
         "charge 2024-11-11 08:04:00 9.00 小卖部"],
    ),
    "3 a bank's refund that no word calls so": (
        "交易日,银行记账日,卡号后四位,交易描述,存入,支出,币种\n2025-01-22,2025-01-23,0000,网银在线-蓝河书店CHN,,88.00,CNY\n2025-01-25,2025-01-26,0000,网银在线-蓝河书店CHN,88.00,,CNY\n2025-01-27,2025-01-28,0000,RIVER HOTELJPN,,61.20,USD\n",
        ["charge 2025-01-22 88.00 网银在线-蓝河书店CHN", "refund 2025-01-25 88.00 网银在线-蓝河书店CHN",
         "charge 2025-01-27 61.20 RIVER HOTELJPN"],
    ),
    "9 not booked yet, in place of the booking day": (
        "\t交易日期,\t记账日期,\t交易摘要,\t交易地点,\t卡号末四位,\t人民币金额,\t交易地金额\n\t2022-06-15,\t2022-06-16,\t支付宝-面包店,\tCN,\t0000,\t￥21.90,\t21.90\n\t2022-06-16,\t尚未入账,\t支付宝-面包店,\tCN,\t0000,\t￥21.90,\t21.90\n\t2022-06-17,\t2022-06-18,\t财付通-小卖部,\tCN,\t0000,\t￥6.00,\t6.00\n",
        ["charge 2022-06-15 21.90 支付宝-面包店", "not_completed 2022-06-16 21.90 支付宝-面包店",
         "charge 2022-06-17 6.00 财付通-小卖部"],
    ),
    "11 day before month, a tab behind the amount, two currencies": (
        'Transaction date,Post date,Description,Billing amount,Billing currency\n04/05/2025,06/05/2025,SALES: BLUE NOODLES,"-68.00"\t,HKD\n03/05/2025,15/05/2025,QR RED STORE,"-1,020.00"\t,CNY\n02/05/2025,14/05/2025,RETURN: BLUE NOODLES,"68.00"\t,HKD\n01/05/2025,13/05/2025,PAYMENT - THANK YOU,"2,000.00"\t,HKD\n',
        ["charge 2025-05-04 68.00 SALES: BLUE NOODLES", "charge 2025-05-03 1020.00 QR RED STORE",
         "refund 2025-05-02 68.00 RETURN: BLUE NOODLES", "income 2025-05-01 2000.00 PAYMENT - THANK YOU"],
    ),
}  # fmt: skip

WORLD: dict[str, tuple[str, list[str]]] = {
    "1 card: positive is a charge": (
        "Date,Description,Amount\n01/15/2024,BLUE GROCERY,45.10\n01/16/2024,TURNPIKE FUEL,30.00\n01/18/2024,AUTOPAY PAYMENT - THANK YOU,-120.00\n01/20/2024,CORNER BAKERY,8.25\n01/22/2024,CORNER BAKERY,-8.25\n",
        ["charge 2024-01-15 45.10 BLUE GROCERY", "charge 2024-01-16 30.00 TURNPIKE FUEL",
         "income 2024-01-18 120.00 AUTOPAY PAYMENT - THANK YOU", "charge 2024-01-20 8.25 CORNER BAKERY",
         "refund 2024-01-22 8.25 CORNER BAKERY"],
    ),
    "2 all positive": (
        "date,category,title,amount\n2024-03-01,food,Padaria Sol,12.50\n2024-03-02,transport,Metro,4.40\n",
        ["charge 2024-03-01 12.50 Padaria Sol", "charge 2024-03-02 4.40 Metro"],
    ),
    "3 debit already negative": (
        "Datum;Text;Belastung;Gutschrift\n01.02.2024;Laden;-12.50;\n13.02.2024;Lohn;;3000.00\n14.02.2024;Bahn;-7.20;\n",
        ["charge 2024-02-01 12.50 Laden", "income 2024-02-13 3000.00 Lohn", "charge 2024-02-14 7.20 Bahn"],
    ),
    "3 credit first, zeros on the other side": (
        "Date,Details,Credit,Debit\n2024-02-01,Blue Shop,0.00,12.50\n2024-02-03,Salary,3000.00,0.00\n",
        ["charge 2024-02-01 12.50 Blue Shop", "income 2024-02-03 3000.00 Salary"],
    ),
    "3 a space on the other side": (
        "Date;Details;Money in;Money out\n13/02/2024;Blue Shop; ;12.50\n14/02/2024;Salary;3000.00; \n",
        ["charge 2024-02-13 12.50 Blue Shop", "income 2024-02-14 3000.00 Salary"],
    ),
    "4 Af and Bij": (
        "Datum;Naam / Omschrijving;Af Bij;Bedrag (EUR)\n20240105;Bakker;Af;4,50\n20240106;Werkgever;Bij;2000,00\n",
        ["charge 2024-01-05 4.50 Bakker", "income 2024-01-06 2000.00 Werkgever"],
    ),
    "4 D and K: K is money in": (
        "Data;Gavėjas;D/K;Suma\n2024-01-05;Duona;D;4,50\n2024-01-06;Darbdavys;K;2000,00\n",
        ["charge 2024-01-05 4.50 Duona", "income 2024-01-06 2000.00 Darbdavys"],
    ),
    "4 K and J: K is money out": (
        "Dátum;Kedvezményezett neve;K/J;Összeg\n2024.01.05;Pék;K;4500\n2024.01.06;Munkaadó;J;200000\n",
        ["charge 2024-01-05 4500.00 Pék", "income 2024-01-06 200000.00 Munkaadó"],
    ),
    "5 M/D/YY and a decimal comma": (
        "Datum;Beschreibung;Betrag\n1/31/24;Laden;-4,50\n2/1/24;Bahn;-5,50\n",
        ["charge 2024-01-31 4.50 Laden", "charge 2024-02-01 5.50 Bahn"],
    ),
    "6 the balance before the amount": (
        "Date;Balance;Amount;Details\n2024-01-05;95,50;-4,50;Bakery\n2024-01-06;2095,50;2000,00;Employer\n2024-01-07;2091,00;-4,50;Bakery\n",
        ["charge 2024-01-05 4.50 Bakery", "income 2024-01-06 2000.00 Employer", "charge 2024-01-07 4.50 Bakery"],
    ),
    "6 two balances": (
        "Date;Start balance;End balance;Amount;Details\n2024-01-05;100,00;95,50;-4,50;Bakery\n2024-01-06;95,50;2095,50;2000,00;Employer\n2024-01-07;2095,50;2091,00;-4,50;Bakery\n",
        ["charge 2024-01-05 4.50 Bakery", "income 2024-01-06 2000.00 Employer", "charge 2024-01-07 4.50 Bakery"],
    ),
    "7 a preamble with a table and an opening line of its own": (
        'Description,,Summary Amt.\nBeginning balance as of 01/01/2024,,"1,000.00"\nTotal credits,,"50.00"\n\n'
        'Date,Description,Amount,Running Bal.\n01/01/2024,Beginning balance as of 01/01/2024,,"1,000.00"\n'
        '01/15/2024,BLUE GROCERY,-8.25,"991.75"\n01/20/2024,PAYROLL,50.00,"1,041.75"\n',
        ["charge 2024-01-15 8.25 BLUE GROCERY", "income 2024-01-20 50.00 PAYROLL"],
    ),
    "7 an empty line below the header": (
        "Date;Payee;Amount\n\n2024-01-05;Bakery;-4,50\n2024-01-06;Kiosk;-5,50\n",
        ["charge 2024-01-05 4.50 Bakery", "charge 2024-01-06 5.50 Kiosk"],
    ),
    "8 no header": (
        "05.01.2024;Bakery;-4,50;EUR\n16.01.2024;Kiosk;-5,50;EUR\n",
        ["charge 2024-01-05 4.50 Bakery", "charge 2024-01-16 5.50 Kiosk"],
    ),
    "9 unquoted commas in a name and in an amount": (
        "Date,Payee,Amount,Currency\n2024-01-05,Smith, Jones & Co,-4.50,GBP\n2024-01-06,Kiosk,-5.50,GBP\n2024-01-07,Kiosk,-1,205.50,GBP\n2024-01-08,Kiosk,-6.50,GBP\n",
        ["charge 2024-01-05 4.50 Smith,Jones & Co", "charge 2024-01-06 5.50 Kiosk",
         "charge 2024-01-07 1205.50 Kiosk", "charge 2024-01-08 6.50 Kiosk"],
    ),
    "9 a delimiter at the end of the rows only": (
        "Date;Payee;Amount\n2024-01-05;Bakery;-4,50;\n2024-01-06;Kiosk;-5,50;\n",
        ["charge 2024-01-05 4.50 Bakery", "charge 2024-01-06 5.50 Kiosk"],
    ),
    "9 one column fewer than headers": (
        "Date;Doc;Payee;Amount\n2024-01-05;Bakery;-4,50\n2024-01-06;Kiosk;-5,50\n2024-01-09;Kiosk;-5,50\n",
        ["charge 2024-01-05 4.50 Bakery", "charge 2024-01-06 5.50 Kiosk", "charge 2024-01-09 5.50 Kiosk"],
    ),
    "9 one quoted cell a line": (
        '"Date,Payee,Amount"\n"2024-01-05,""Bakery, Blue"",-4.50"\n"2024-01-06,Kiosk,-5.50"\n',
        ["charge 2024-01-05 4.50 Bakery, Blue", "charge 2024-01-06 5.50 Kiosk"],
    ),
    "10 a transaction over two lines": (
        "Date,Description,Withdrawals,Deposits\n05/01/2024,CARD PAYMENT,4.50,\n,BLUE BAKERY,,\n16/01/2024,SALARY,,2000.00\n,EMPLOYER,,\n",
        ["charge 2024-01-05 4.50 CARD PAYMENT BLUE BAKERY", "income 2024-01-16 2000.00 SALARY EMPLOYER"],
    ),
    "10 a cell over two lines": (
        'Date,Description,Amount\n2024-01-05,"BLUE\nBAKERY",-4.50\n2024-01-06,"KIOSK",-5.50\n',
        ["charge 2024-01-05 4.50 BLUE\nBAKERY", "charge 2024-01-06 5.50 KIOSK"],
    ),
    "11 balances and turnover that look like rows": (
        "Date;Beneficiary;Details;Amount;D/K\n2024-01-01;;Opening balance;100,00;K\n2024-01-05;Bakery;Purchase;4,50;D\n"
        "2024-01-06;Employer;Salary;2000,00;K\n2024-01-31;;Turnover;4,50;D\n2024-01-31;;Turnover;2000,00;K\n2024-01-31;;Closing balance;2095,50;K\n",
        ["charge 2024-01-05 4.50 Bakery", "income 2024-01-06 2000.00 Employer"],
    ),
    "12 a word instead of the date": (
        "Date,Description,Amount\nPending,Blue Shop,4.50\n15/01/2024,Red Shop,5.50\n16/01/2024,Green Shop,6.50\n17/01/2024,Payment received,-10.00\n",
        ["not_completed - 4.50 Blue Shop", "charge 2024-01-15 5.50 Red Shop",
         "charge 2024-01-16 6.50 Green Shop", "income 2024-01-17 10.00 Payment received"],
    ),
    "12 no booking date": (
        "Transaction Date,Posting Date,Description,Amount\n2024-01-05,2024-01-06,Bakery,-4.50\n2024-01-06,2024-01-07,Kiosk,-5.50\n2024-01-07,2024-01-08,Kiosk,-5.50\n2024-01-08,,Cinema,-9.50\n",
        ["charge 2024-01-05 4.50 Bakery", "charge 2024-01-06 5.50 Kiosk", "charge 2024-01-07 5.50 Kiosk",
         "not_completed 2024-01-08 9.50 Cinema"],
    ),
    "12 a status and neither debit nor credit": (
        "Date,Description,Debit,Credit,Status\n2024-01-05,Bakery,4.50,,Posted\n2024-01-06,Employer,,2000.00,Posted\n2024-01-08,Cinema,,,Pending\n",
        ["charge 2024-01-05 4.50 Bakery", "income 2024-01-06 2000.00 Employer", "not_completed 2024-01-08 0.00 Cinema"],
    ),
    "13 a decimal comma between commas": (
        'Datum,Text,Belopp,Saldo\n2024-01-05,ICA,"-12,34","1 000,00"\n2024-01-06,Bageri,"-2 500,00","-1 500,00"\n',
        ["charge 2024-01-05 12.34 ICA", "charge 2024-01-06 2500.00 Bageri"],
    ),
    "14 lines that end in CR alone": (
        "Date;Payee;Amount\r2024-01-05;Bakery;-45,00\r2024-01-06;Kiosk;-5,00\r",
        ["charge 2024-01-05 45.00 Bakery", "charge 2024-01-06 5.00 Kiosk"],
    ),
    "16 no year, the preamble has one": (
        "Rekeningoverzicht januari 2024\nDatum;Omschrijving;Bedrag\n01 Mrt;Bakker;-4,50\n15 Mrt;Kiosk;-5,50\n",
        ["charge 2024-03-01 4.50 Bakker", "charge 2024-03-15 5.50 Kiosk"],
    ),
    "16 a twelve-hour clock in a column of its own": (
        "Date,Time,Payee,Amount\n01/15/2024,3:05 PM,Bakery,-4.50\n01/15/2024,11:20 AM,Kiosk,-5.50\n",
        ["charge 2024-01-15 15:05 4.50 Bakery", "charge 2024-01-15 11:20 5.50 Kiosk"],
    ),
    "17 a payee's column that is empty in some rows": (
        "Date,Payee,Memo,Amount\n2024-01-05,,BLUE BAKERY,-4.50\n2024-01-06,Kiosk,card,-5.50\n",
        ["charge 2024-01-05 4.50 BLUE BAKERY", "charge 2024-01-06 5.50 Kiosk"],
    ),
    "18 payer and payee": (
        "Buchungsdatum;Zahlungspflichtige*r;Zahlungsempfänger*in;Betrag (€)\n05.01.24;Ana Muster;Bäckerei Blau;-4,50\n16.01.24;Arbeitgeber AG;Ana Muster;2000,00\n",
        ["charge 2024-01-05 4.50 Bäckerei Blau", "income 2024-01-16 2000.00 Arbeitgeber AG"],
    ),
    "19 the foreign amount first": (
        "Date;Details;Amount in transaction currency;Transaction currency;Account amount;Account currency\n2024-01-05;Cafe;-10,00;EUR;-9,60;CHF\n2024-01-06;Bahn;-5,00;CHF;-5,00;CHF\n",
        ["charge 2024-01-05 9.60 Cafe", "charge 2024-01-06 5.00 Bahn"],
    ),
    "20 a fee in a column of its own; what was reverted": (
        "Type,Completed Date,Description,Amount,Fee,Currency,State\nCARD_PAYMENT,2024-01-05 10:00:00,Bakery,-4.50,0.20,EUR,COMPLETED\n"
        "CARD_PAYMENT,2024-01-07 10:00:00,Bakery,-4.50,0.00,EUR,REVERTED\nCARD_REFUND,2024-01-09 10:00:00,Bakery,4.50,0.00,EUR,COMPLETED\n",
        ["charge 2024-01-05 10:00:00 4.50 Bakery", "not_completed 2024-01-07 10:00:00 4.50 Bakery",
         "refund 2024-01-09 10:00:00 4.50 Bakery"],
    ),
    "21 equal rows": (
        "Date,Payee,Amount\n2024-01-05,Bakery,-4.50\n2024-01-05,Bakery,-4.50\n2024-01-05,Bakery,-4.50\n2024-01-06,Bakery,4.50\n",
        ["charge 2024-01-05 4.50 Bakery"] * 3 + ["refund 2024-01-06 4.50 Bakery"],
    ),
    "26 sep= and single quotes": (
        "sep=;\n'Date';'Payee';'Amount'\n'2024-01-05';'Bakery';'-4,50'\n'2024-01-06';'Kiosk';'-5,50'\n",
        ["charge 2024-01-05 4.50 Bakery", "charge 2024-01-06 5.50 Kiosk"],
    ),
    "4 a sum under a label, not a row": (
        "Date;Narration;Debit;Credit;Balance\n05/01/24;Bakery;4.50;;95.50\n16/01/24;Kiosk;5.50;;90.00\n17/01/24;Kiosk;1.00;;89.00\nSTATEMENT SUMMARY;;;;\nOpening Balance;Debits;Credits;Dr Count;Closing Balance\n100.00;11.00;0.00;3;89.00\n",
        ["charge 2024-01-05 4.50 Bakery", "charge 2024-01-16 5.50 Kiosk", "charge 2024-01-17 1.00 Kiosk"],
    ),
    "8 an opening line written unlike the rows": (
        "2024-01-31;31-01-2024;12 3456 7890;ANNA EXAMPLE;PLN;100,00\n" + "".join(f"{d:02}-01-2024;{d:02}-01-2024;SKLEP {d};;;-{d},00\n" for d in range(11, 18)),
        [f"charge 2024-01-{d} {d}.00 SKLEP {d}" for d in range(11, 18)],
    ),
    "11 the words of a balance line in another column": (
        "Datum;Empfänger;Verwendungszweck;Referenz;Betrag;;Währung\n05.01.2024;Bäcker;Brot;R1;4,50;S;EUR\n16.01.2024;Kiosk;Zeitung;R2;5,50;S;EUR\n17.01.2024;Firma;Lohn;R3;9,00;H;EUR\n01.01.2024;;;Anfangssaldo;100,00;H;EUR\n31.01.2024;;;Endsaldo;99,00;H;EUR\n",
        ["charge 2024-01-05 4.50 Bäcker", "charge 2024-01-16 5.50 Kiosk", "income 2024-01-17 9.00 Firma"],
    ),
    "12 a second table of what is not booked": (
        "Операции по счету\nДата;Описание;Сумма;Валюта\n05.01.2024;Пекарня;-4,50;RUB\n16.01.2024;Киоск;-5,50;RUB\nЗаблокированные суммы\nДата операции;Описание;Сумма;Валюта\n17.01.2024;Аптека;-1,00;RUB\n18.01.2024;Кафе;-2,00;RUB\n",
        ["charge 2024-01-05 4.50 Пекарня", "charge 2024-01-16 5.50 Киоск", "not_completed 2024-01-17 1.00 Аптека", "not_completed 2024-01-18 2.00 Кафе"],
    ),
    "12 a title between the rows": (
        "Date;Description;Amount;Currency\nPending transactions;;;\n17/01/2024;Cafe;-2.00;GBP\nPosted transactions;;;\n16/01/2024;Kiosk;-5.50;GBP\n15/01/2024;Bakery;-4.50;GBP\n",
        ["not_completed 2024-01-17 2.00 Cafe", "charge 2024-01-16 5.50 Kiosk", "charge 2024-01-15 4.50 Bakery"],
    ),
    "16 six digits under a date header": (
        "Datum;Text;Belopp\n231228;Bageri;-4,50\n240102;Kiosk;-5,50\n240131;Lön;9,00\n",
        ["charge 2023-12-28 4.50 Bageri", "charge 2024-01-02 5.50 Kiosk", "income 2024-01-31 9.00 Lön"],
    ),
    "16 six digits, the day first": (
        "Datum;Text;Belopp\n281223;Bageri;-4,50\n020124;Kiosk;-5,50\n310124;Lön;9,00\n",
        ["charge 2023-12-28 4.50 Bageri", "charge 2024-01-02 5.50 Kiosk", "income 2024-01-31 9.00 Lön"],
    ),
    "17 a branch number is no merchant": (
        "Ημερομηνία;Κατάστημα;Περιγραφή;Ποσό\n15/01/2024;901;ΦΟΥΡΝΟΣ;-4,50\n16/01/2024;901;ΠΕΡΙΠΤΕΡΟ;-5,50\n",
        ["charge 2024-01-15 4.50 ΦΟΥΡΝΟΣ", "charge 2024-01-16 5.50 ΠΕΡΙΠΤΕΡΟ"],
    ),
    "17 the kind of payment is no merchant": (
        "Data;Histórico;Descrição;Valor\n15/01/2024;Compra no débito;Padaria Sol;-4,50\n16/01/2024;Pix enviado;Banca Azul;-5,50\n17/01/2024;Compra no débito;Farmácia Lua;-1,00\n",
        ["charge 2024-01-15 4.50 Padaria Sol", "charge 2024-01-16 5.50 Banca Azul", "charge 2024-01-17 1.00 Farmácia Lua"],
    ),
    "17 the kind of payment is known by name, the purpose is not": (
        "Date;Description;Zonk;Amount\n2024-01-15;Card purchase;Blue Bakery;-4.50\n2024-01-16;Card purchase;Red Kiosk;-5.50\n2024-01-17;Transfer;Corner Florist;-1.00\n",
        ["charge 2024-01-15 4.50 Blue Bakery", "charge 2024-01-16 5.50 Red Kiosk", "charge 2024-01-17 1.00 Corner Florist"],
    ),
    "17 a placeholder on every row": (
        "Run Date;Zonk;Description;Amount\n2024-01-15;PURCHASE BLUE BAKERY;No Description;-4.50\n2024-01-16;PURCHASE RED KIOSK;No Description;-5.50\n2024-01-17;PURCHASE CORNER FLORIST;No Description;-1.00\n2024-01-18;PURCHASE GREEN CAFE;No Description;-2.00\n",
        ["charge 2024-01-15 4.50 PURCHASE BLUE BAKERY", "charge 2024-01-16 5.50 PURCHASE RED KIOSK", "charge 2024-01-17 1.00 PURCHASE CORNER FLORIST", "charge 2024-01-18 2.00 PURCHASE GREEN CAFE"],
    ),
    "17 no header: card numbers and times do not lead": (
        "".join(f"{d}-01-2024;20,{d};Debet;{shop};BA;Pas 4412 {d}:40\n" for d, shop in ((13, "Bakker Jansen"), (14, "Kiosk Blauw"), (15, "Bloemen Roos"), (16, "Cafe Zon"))),
        ["charge 2024-01-13 20.13 Bakker Jansen", "charge 2024-01-14 20.14 Kiosk Blauw", "charge 2024-01-15 20.15 Bloemen Roos", "charge 2024-01-16 20.16 Cafe Zon"],
    ),
    "18 headers in plain ASCII": (
        "Buchungsdatum;Betrag;Auftraggebername;Empfaengername\n05.01.2024;-4,50;Ana Muster;Blaue Bäckerei\n16.01.2024;9,00;Große Firma;Ana Muster\n17.01.2024;-5,50;Ana Muster;Kiosk\n",
        ["charge 2024-01-05 4.50 Blaue Bäckerei", "income 2024-01-16 9.00 Große Firma", "charge 2024-01-17 5.50 Kiosk"],
    ),
    "20 a row that is only a fee": (
        "Date;Description;Money In;Money Out;Fee;Balance\n2024-01-05;Cash fee;;;-1.50;98.50\n2024-01-06;Bakery;;-4.50;;94.00\n2024-01-07;Employer;20.00;;;114.00\n2024-01-08;Kiosk;;-5.50;;108.50\n",
        ["charge 2024-01-05 1.50 Cash fee", "charge 2024-01-06 4.50 Bakery", "income 2024-01-07 20.00 Employer", "charge 2024-01-08 5.50 Kiosk"],
    ),
    "blocks of named lines": (
        "From: 01/01/2024 to 31/01/2024\n\nDate: 16/01/2024\nDescription: BLUE BAKERY\nAmount: -4.50\nBalance: 90.00\n\nDate: 15/01/2024\nDescription: RED KIOSK\nAmount: -5.50\nBalance: 94.50\n\nDate: 14/01/2024\nDescription: EMPLOYER\nAmount: 20.00\nBalance: 100.00\n",
        ["charge 2024-01-16 4.50 BLUE BAKERY", "charge 2024-01-15 5.50 RED KIOSK", "income 2024-01-14 20.00 EMPLOYER"],
    ),
    "a second column of unknown name, told by the balance": (
        "Date;Details;Amount;Zonk;Balance\n2024-01-05;Bakery;1.00;;9.00\n2024-01-06;Kiosk;2.00;;7.00\n2024-01-07;Ana;;5.00;12.00\n2024-01-08;Ana;;5.00;17.00\n",
        ["charge 2024-01-05 1.00 Bakery", "charge 2024-01-06 2.00 Kiosk", "income 2024-01-07 5.00 Ana", "income 2024-01-08 5.00 Ana"],
    ),
    "a second column of unknown name, told by words": (
        "Date;Details;Amount;Zonk\n2024-01-05;Salary;1.00;\n2024-01-06;Deposit;2.00;\n2024-01-07;Bakery;;5.00\n2024-01-08;Kiosk;;5.00\n",
        ["income 2024-01-05 1.00 Salary", "income 2024-01-06 2.00 Deposit", "charge 2024-01-07 5.00 Bakery", "charge 2024-01-08 5.00 Kiosk"],
    ),
    "26 guards of text": (
        "Date,Reference,Payee,Amount\n2024-01-05,=\"0023\",'4321 Bakery,-4.50\n2024-01-06,=\"0024\",'Kiosk,-5.50\n",
        ["charge 2024-01-05 4.50 4321 Bakery", "charge 2024-01-06 5.50 Kiosk"],
    ),
    "4 letters under the names of both sides": (
        "Transactiedatum;CreditDebet;Bedrag;Tegenrekeninghouder\n05-01-2024;D;4,50;Bakker\n16-01-2024;C;2000,00;Werkgever\n",
        ["charge 2024-01-05 4.50 Bakker", "income 2024-01-16 2000.00 Werkgever"],
    ),
    "4 Debet and Credit": (
        "Datum;Debet/Credit;Bedrag;Naam\n05-01-2024;Debet;4,50;Bakker\n16-01-2024;Credit;2000,00;Werkgever\n",
        ["charge 2024-01-05 4.50 Bakker", "income 2024-01-16 2000.00 Werkgever"],
    ),
    "5 the month first though the words are Portuguese": (
        "Data,Descrição,Valor\n01/15/2024,Padaria Sol,-12.50\n02/03/2024,Metro,-4.40\n",
        ["charge 2024-01-15 12.50 Padaria Sol", "charge 2024-02-03 4.40 Metro"],
    ),
    "7 a preamble that uses the header's words": (
        "Consulta de movimientos;;;\nFECHA DE LA CONSULTA;31/01/2024;;\nCuenta;0000;Saldo;1.000,00\nTitular;ANA EJEMPLO;;\n;;;\nFecha;Concepto;Importe;Saldo\n15/01/2024;Panadería Sol;-4,50;95,50\n16/01/2024;Quiosco;-5,50;90,00\n",
        ["charge 2024-01-15 4.50 Panadería Sol", "charge 2024-01-16 5.50 Quiosco"],
    ),
    "13 dollars before and behind the sign": (
        "Date,Payee,Amount\n2024-01-05,Bakery,- $4.50\n2024-01-06,Ana,+ $64.90\n2024-01-07,Kiosk,($85.00)\n2024-01-08,Cafe,($.23)\n",
        ["charge 2024-01-05 4.50 Bakery", "income 2024-01-06 64.90 Ana", "charge 2024-01-07 85.00 Kiosk", "charge 2024-01-08 0.23 Cafe"],
    ),
    "20 a fee as a row with the id of its payment": (
        "ID,Date,Payee,Description,Amount,Currency\nT1,2024-01-05,Noor,Sent money to Noor,-100.00,EUR\nT1,2024-01-05,Bank,Charges for: T1,-0.62,EUR\nT2,2024-01-06,Ana,Sent money to Ana,-50.00,EUR\nT2,2024-01-06,Bank,Charges for: T2,-0.62,EUR\n",
        ["charge 2024-01-05 100.00 Noor", "charge 2024-01-05 0.62 Bank", "charge 2024-01-06 50.00 Ana", "charge 2024-01-06 0.62 Bank"],
    ),
    "20 what funds a payment is no charge": (
        "Date,Time,Name,Type,Status,Currency,Gross,Fee,Net,Transaction ID\n15/01/2024,08:00:00,Bakery,Express Checkout Payment,Completed,GBP,-4.50,0.00,-4.50,1A\n15/01/2024,08:00:00,,Charge From Debit Card,Completed,GBP,4.50,0.00,4.50,1B\n16/01/2024,08:00:00,Kiosk,Express Checkout Payment,Completed,GBP,-5.50,0.00,-5.50,1C\n",
        ["charge 2024-01-15 08:00:00 4.50 Bakery", "income 2024-01-15 08:00:00 4.50 Charge From Debit Card", "charge 2024-01-16 08:00:00 5.50 Kiosk"],
    ),
    "20 own money to and fro": (
        "Date,Description,Amount,Currency\n2024-01-05,Bakery,-4.50,EUR\n2024-01-07,Transfer between own accounts,-50.00,EUR\n2024-01-07,Transfer between own accounts,50.00,EUR\n",
        ["charge 2024-01-05 4.50 Bakery", "charge 2024-01-07 50.00 Transfer between own accounts", "income 2024-01-07 50.00 Transfer between own accounts"],
    ),
    "22 a card in OFX: purchases are negative, all in one line": (
        "OFXHEADER:100\nDATA:OFXSGML\n\n<OFX><CREDITCARDMSGSRSV1><CCSTMTTRNRS><CCSTMTRS><CURDEF>USD<CCACCTFROM><ACCTID>0000</CCACCTFROM><BANKTRANLIST>"
        "<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20240105<TRNAMT>-4.5000<FITID>1<NAME>CORNER BAKERY</STMTTRN><STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20240116<TRNAMT>-5.50<FITID>2<NAME>KIOSK</STMTTRN>"
        "<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20240118<TRNAMT>120.00<FITID>3<NAME>AUTOPAY PAYMENT</STMTTRN><STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20240120<TRNAMT>5.50<FITID>4<NAME>KIOSK</STMTTRN>"
        "</BANKTRANLIST></CCSTMTRS></CCSTMTTRNRS></CREDITCARDMSGSRSV1></OFX>",
        ["charge 2024-01-05 4.50 CORNER BAKERY", "charge 2024-01-16 5.50 KIOSK", "income 2024-01-18 120.00 AUTOPAY PAYMENT", "refund 2024-01-20 5.50 KIOSK"],
    ),
    "23 MT940: reversed marks turn the side": (
        ":20:A\n:25:1234\n:28C:1/1\n:60F:C240101EUR100,\n:61:2401050105DR4,5NMSC\nsupplement\n:86:166?00CARD?20Lunch?32BLUE BAKERY\n:61:2401060106RD4,50NMSC\n:86:166?00CARD?20Lunch?32BLUE BAKERY\n"
        ":61:2401070107C20,NTRF\n:86:/NAME/Employer/REMI/Salary\n:61:2401080108RC20,NTRF\n:86:/NAME/Employer/REMI/Salary\n:62F:C240131EUR100,\n-\n",
        ["charge 2024-01-05 4.50 BLUE BAKERY", "refund 2024-01-06 4.50 BLUE BAKERY", "income 2024-01-07 20.00 Employer", "charge 2024-01-08 20.00 Employer"],
    ),
}  # fmt: skip

ALL = {f"cn {name}": case for name, case in CHINA.items()} | {
    f"world {name}": case for name, case in WORLD.items()
}


@pytest.mark.parametrize("name", ALL)
def test_trap(name: str) -> None:
    content, expected = ALL[name]
    assert rows(read(content)) == expected


@pytest.mark.parametrize("line", [1, 2, 5, 17, 18, 20, 22, 25])
def test_cn_5_the_header_line_moves(line: int) -> None:
    before = "".join(f"说明{n}，含2024-01-{n + 1:02d}，金额{n}.50元\n" for n in range(line - 1))
    content = (
        before
        + "交易时间,交易对方,收/支,金额\n2024-11-11 08:00:00,面包店,支出,21.90\n总计,,,21.90\n共1笔\n"
    )
    statement = read(content)
    assert rows(statement) == ["charge 2024-11-11 08:00:00 21.90 面包店"]
    assert statement.transactions["line"].tolist() == [line + 1]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig"])
def test_cn_6_encodings_and_ids(encoding: str) -> None:
    content = alipay(
        "00|面包店|早餐|支出|21.90|余额|交易成功|2024111122001400000000000001",
        "01|面包店|早餐|支出|21.90|余额|交易成功|2024111122001400000000000002",
    )
    statement = read(content, encoding=encoding)
    frame = statement.transactions
    assert statement.files[0].encoding == encoding
    assert frame["transaction_id"].tolist() == [
        "2024111122001400000000000001", "2024111122001400000000000002"
    ]  # fmt: skip
    assert frame["order_id"].tolist() == ["M0", "M1"]


@pytest.mark.parametrize(
    ("ids", "trusted", "warning"),
    [
        (["2024001", "2024002", "2024003"], True, None),  # the duplicates have ids of their own
        (["xxxx", "xxxx", "xxxx"], False, None),
        (["2.02E+27", "2.02E+27", "2.02E+27"], False, "ids_ruined"),
        (["123456", "2024002", "123456"], False, "ids_shared"),  # another amount
    ],
)
def test_cn_4_ids(ids: list[str], trusted: bool, warning: str | None) -> None:
    amounts = ("21.90", "21.90", "5.00")
    lines = [f"0{n}|面包店|早餐|支出|{amounts[n]}|余额|交易成功|{ids[n]}" for n in range(3)]
    statement = read(alipay(*lines))
    assert statement.transactions["id_trusted"].tolist() == [trusted] * 3
    assert [c for c in codes(statement) if c.startswith("ids")] == ([warning] if warning else [])
    assert statement.files[0].rows["charges"] == 3


def test_cn_2_what_a_row_says_came_back() -> None:
    frame = read(CHINA["8 JD: words beside the amount"][0]).transactions
    assert frame["stated_refund"].tolist() == [1230, 1840]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("-1.000,00", "-1000.00"), ("- 12,34", "-12.34"), ("+ 73,01", "73.01"), ("(85,00)", "-85.00"),
     ("-,46", "-0.46"), ("2 500,00 kr", "2500.00"), ("-1'234,50", "-1234.50"), ("-64,14 €", "-64.14"),
     ("−12,50", "-12.50"), ("12,50-", "-12.50"), ("-12,3456", "-12.3456"), ("-12", "-12.00")],
)  # fmt: skip
def test_world_13_ways_to_write_an_amount(cell: str, expected: str) -> None:
    frame = read(
        f"Datum;Text;Betrag\n2024-01-05;Laden;{cell}\n2024-01-06;Bahn;-3,25\n2024-01-07;Bahn;-3,25\n",
        currency="CHF",
    )
    first = frame.transactions.iloc[0]
    size = Decimal(int(first["amount"])).scaleb(-frame.exponents["CHF"])
    assert (-size if first["side"] == "debit" else size) == Decimal(expected)


@pytest.mark.parametrize("cells", [("-1.000", "-2.500"), ("-1,000", "-2,500")])
def test_world_13_a_thousand_or_one_is_a_warning(cells: tuple[str, str]) -> None:
    statement = read(
        f"Datum;Text;Betrag\n2024-01-05;Laden;{cells[0]}\n2024-01-06;Bahn;{cells[1]}\n"
    )
    assert "mark_open" in codes(statement)
    assert rows(statement)[0] == "charge 2024-01-05 1000.00 Laden"


@pytest.mark.parametrize(
    "dates",
    [("05.01.24", "31.01.24"), ("20240105", "20240131"), ("2024:01:05", "2024:01:31"),
     ("2024.01.05.", "2024.01.31."), ("20240105120000[0:GMT]", "20240131120000[0:GMT]"),
     ("5-Jan-24", "31-Jan-24"), ("05-JAN-2024", "31-JAN-2024"), ("01/05'24", "01/31'24"),
     ("5 Jan 2024", "31 Jan 2024"), ("05.01.2024 - 10:11", "31.01.2024 - 12:13")],
)  # fmt: skip
def test_world_16_ways_to_write_a_date(dates: tuple[str, str]) -> None:
    frame = read(
        f"Date;Payee;Amount\n{dates[0]};Bakery;-4,50\n{dates[1]};Kiosk;-5,50\n"
    ).transactions
    assert [f"{t:%Y-%m-%d}" for t in frame["time"]] == ["2024-01-05", "2024-01-31"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (WORLD["2 all positive"][0], "sign_open"),
        ("Date,Description,Amount\n03/04/2024,Blue Shop,-4.50\n05/06/2024,Red Shop,-7.00\n", "date_order_open"),
        ("Datum;Omschrijving;Bedrag\n01 Mrt;Bakker;-4,50\n15 Mrt;Kiosk;-5,50\n", "unreadable"),
        ("Date,Payee,Amount\n2024-01-05,Bakery,-4.50\n", "no_currency"),
    ],
)  # fmt: skip
def test_what_the_file_cannot_settle_is_a_warning(content: str, code: str) -> None:
    assert code in codes(read(content))


def test_world_19_two_amounts_of_one_name_are_said_or_settled() -> None:
    statement = read(
        "Datum;Text;Betrag;Währung;Betrag;Währung\n05.01.2024;Cafe;-10,00;EUR;-9,60;CHF\n"
        "16.01.2024;Bahn;-7,00;USD;-6,00;CHF\n17.01.2024;Laden;-7,00;CHF;-7,00;CHF\n"
    )
    settled = rows(statement)[0] == "charge 2024-01-05 9.60 Cafe"
    assert settled or any("--map" in w.text("en") for w in statement.files[0].warnings)


def test_a_line_taken_for_a_summary_is_said() -> None:
    statement = read(WORLD["8 an opening line written unlike the rows"][0])
    assert "row_unlike" in codes(statement)


def test_the_other_party_s_account_is_not_the_statement_s() -> None:
    content = CHINA["10 the party is not the owner's account"][0]
    assert read(content).files[0].account is None


def test_a_pair_that_nothing_settles_is_a_warning() -> None:
    content = "Date;Details;Amount;Zonk\n2024-01-05;A;1.00;\n2024-01-06;B;2.00;\n2024-01-07;C;;5.00\n2024-01-08;D;;5.00\n"
    assert "pair_open" in codes(read(content))


def test_a_fee_may_carry_the_id_of_its_payment() -> None:
    head = "Date,Transaction ID,Payee,Amount,Currency\n"
    rows_ = "".join(
        f"2024-01-0{d},T{d},Blue Bakery,-{d}.50,EUR\n2024-01-0{d},T{d},Transfer charge,-0.10,EUR\n"
        for d in range(1, 6)
    )
    assert codes(read(head + rows_)) == []
    other = rows_.replace("Transfer charge", "Red Kiosk")
    assert "ids_shared" in codes(read(head + other))


def test_nothing_moved_is_neutral_whatever_a_format_says() -> None:
    frame = read(alipay("00|面包店|退款-早餐|不计收支|0.00|余额|退款成功|2024001")).transactions
    assert frame["class"].tolist() == ["neutral"]


def test_a_known_format_gets_no_other_figures() -> None:
    header = ALIPAY.replace("备注,", "备注,退款金额")
    line = "2024-11-11 08:00:00,餐饮美食,面包店,/,早餐,支出,21.90,余额,交易成功,1\t,M1\t,,5.00\n"
    record = read(header + line).files[0]
    assert record.format == "alipay-app-2024"
    assert "refunded" not in record.columns


def test_world_18_a_refund_from_the_payee() -> None:
    frame = read(
        "Date;From;To;Amount;Currency\n2024-01-05;Ana;Bakery;-4.50;EUR\n2024-01-06;Bakery;Ana;4.50;EUR\n"
    ).transactions
    assert frame["merchant"].tolist() == ["Bakery", "Bakery"]
    assert frame["class"].tolist() == ["charge", "refund"]
    assert not pd.isna(frame["time"]).any()


@pytest.mark.parametrize(
    ("name", "cls", "stated"),
    [("2 what was refunded says so, and a row of its own says it again", "charge", [190, 600]),
     ("1 closed: with money moved, never paid, and a sale that fell through", "not_completed", [2190, None, None])],
)  # fmt: skip
def test_cn_2_a_purchase_says_what_came_back(name: str, cls: str, stated: list[int | None]) -> None:
    frame = read(CHINA[name][0]).transactions.sort_values("row")
    found = frame.loc[frame["class"] == cls, "stated_refund"]
    assert [None if pd.isna(v) else int(v) for v in found] == stated


@pytest.mark.parametrize(
    "printed",
    [
        "财付通-蓝河书店",
        "财付通－蓝河书店",
        "支付宝－蓝河书店",
        "消费 支付宝-蓝河书店",
        "抖音支付-蓝河书店",
        "微信支付-蓝河书店",
        "美团支付-蓝河书店",
        "支付宝-支付宝-消费-蓝河书店",
        "退货 支付宝-蓝河书店",
        "消费 微信支付（财付通）-蓝河书店",
        "云闪付APP-蓝河书店",
        "支付宝-支付宝外部商户-蓝河书店",
        "钱袋宝支付-蓝河书店",
        "（特约）蓝河书店",
        "网银在线-蓝河书店CHN",
    ],
)  # fmt: skip
def test_cn_10_the_processor_before_the_shop(printed: str) -> None:
    assert merchants.parse(printed).key == merchants.parse("蓝河书店").key


BALANCES = [
    ("SALDO INIZIALE", "SALDO FINALE"), ("Saldo Anterior", "Saldo Final"),
    ("Opening Balance Brought Forward", "Closing balance"), ("Likutis pradžiai", "Likutis pabaigai"),
    ("Saldo początkowe", "Saldo końcowe"), ("INITIAL BALANCE", "Balance at the end"),
    ("Anfangssaldo", "Endsaldo"), ("上期余额", "期末余额"),
]  # fmt: skip


@pytest.mark.parametrize(("opening", "closing"), BALANCES)
def test_world_11_dated_balances_are_no_rows(opening: str, closing: str) -> None:
    content = f"Date;Details;Amount\n2024-01-01;{opening};100,00\n2024-01-05;Bakery;-4,50\n2024-01-06;Kiosk;-5,50\n2024-01-31;{closing};90,00\n"
    assert rows(read(content)) == ["charge 2024-01-05 4.50 Bakery", "charge 2024-01-06 5.50 Kiosk"]


@pytest.mark.parametrize(
    "label",
    ["Apyvarta", "Turnover", "Total per currency", "Total card bookings", "Totale movimenti", "Transactions Total", "Saldo:", "Total balance"],
)  # fmt: skip
@pytest.mark.parametrize("place", ["{};;", ";{};"])
def test_world_11_totals_are_no_rows(label: str, place: str) -> None:
    content = f"Date;Details;Amount\n2024-01-05;Bakery;-4,50\n2024-01-06;Kiosk;-5,50\n{place.format(label)}-999,00\n"
    assert rows(read(content)) == ["charge 2024-01-05 4.50 Bakery", "charge 2024-01-06 5.50 Kiosk"]


TABLE = "Date;Payee;Amount\n05.01.2024;Bäckerei;-4,50\n16.01.2024;Kiosk;-5,50\n"
HTML = "<html><table>" + "".join(
    f"<tr><td>{line.replace(';', '</td><td>')}</td></tr>" for line in TABLE.splitlines()
) + "</table></html>"  # fmt: skip
SHEET = (
    '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="A"><Table>'
    + "".join(
        "<Row>" + "".join(f'<Cell><Data ss:Type="String">{c}</Data></Cell>' for c in line.split(";")) + "</Row>"
        for line in TABLE.splitlines()
    )
    + "</Table></Worksheet></Workbook>"
)  # fmt: skip


def workbook() -> bytes:
    """An empty first column, real days beside days as text, a hidden row, broken and double headers."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        sheet.write_row(1, 1, ["Account", "0000"])
        sheet.write_row(3, 1, ["Booking\ndate", "Payee", "Amount\n(EUR)", "Text", "Text"])
        sheet.write_datetime(4, 1, dt.datetime(2024, 1, 5), day)
        sheet.write_row(4, 2, ["Bakery", -4.5, "card", "a"])
        sheet.write_row(5, 1, ["06.01.2024", "Kiosk", "-64,14 €", "card", "b"])
        sheet.write_datetime(6, 1, dt.datetime(2024, 1, 17), day)
        sheet.write_row(6, 2, ["Cafe", -5.5, "card", "c"])
        sheet.write_row(7, 1, ["18.01.2024", "Bahn", "-7,20 €", "card", "d"])
        sheet.set_row(5, None, None, {"hidden": True})
    return out.getvalue()


IN_A_BOOK = ["charge 2024-01-05 4.50 Bakery", "charge 2024-01-06 64.14 Kiosk",
             "charge 2024-01-17 5.50 Cafe", "charge 2024-01-18 7.20 Bahn"]  # fmt: skip
IN_A_TABLE = ["charge 2024-01-05 4.50 Bäckerei", "charge 2024-01-16 5.50 Kiosk"]


@pytest.mark.parametrize("suffix", ["csv", "xls", "xlsx", "txt", "dat", "pdf"])
@pytest.mark.parametrize(
    ("content", "expected"),
    [(TABLE.encode(), IN_A_TABLE), (HTML.encode(), IN_A_TABLE), (SHEET.encode(), IN_A_TABLE), (workbook(), IN_A_BOOK)],
    ids=["text", "html", "spreadsheetml", "25 workbook"],
)  # fmt: skip
def test_world_15_the_extension_decides_nothing(
    content: bytes, expected: list[str], suffix: str, tmp_path: Path
) -> None:
    path = tmp_path / f"1.{suffix}"
    path.write_bytes(content)
    assert rows(load(path)) == expected


@pytest.mark.parametrize("encoding", ["cp1250", "cp1252", "cp1257", "utf-8-sig"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_world_14_encodings_and_line_ends(encoding: str, end: str) -> None:
    assert rows(read(TABLE.replace("\n", end), encoding=encoding)) == IN_A_TABLE


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_world_14_cyrillic_and_line_ends(end: str) -> None:
    content = "Дата операции;Описание;Сумма\n05.01.2024;Пекарня;-4,50\n16.01.2024;Киоск;-5,50\n"
    assert rows(read(content.replace("\n", end), encoding="cp1251")) == [
        "charge 2024-01-05 4.50 Пекарня", "charge 2024-01-16 5.50 Киоск"
    ]  # fmt: skip


def test_world_16_a_year_of_one_digit() -> None:
    content = "Date,Payee,Amount\n9-Nov-9,Bakery,-4.50\n10-Nov-9,Kiosk,-5.50\n"
    assert [r[:17] for r in rows(read(content))] == ["charge 2009-11-09", "charge 2009-11-10"]


def test_world_22_a_name_cut_short_keeps_its_memo() -> None:
    content = (
        "OFXHEADER:100\nDATA:OFXSGML\n\n<OFX><STMTRS><CURDEF>USD<BANKACCTFROM><ACCTID>0000</BANKACCTFROM><BANKTRANLIST><STMTTRN>"
        "<TRNTYPE>DEBIT<DTPOSTED>20240105<TRNAMT>-4.50<FITID>1<NAME>CORNER BAKERY BLUE HA<MEMO>CORNER BAKERY BLUE HARBOUR</STMTTRN></BANKTRANLIST></STMTRS></OFX>"
    )
    row = read(content).transactions.iloc[0]
    assert (row["merchant"], row["description"]) == (
        "CORNER BAKERY BLUE HA",
        "CORNER BAKERY BLUE HARBOUR",
    )


def test_world_23_balances_that_do_not_add_up_are_said() -> None:
    content = WORLD["23 MT940: reversed marks turn the side"][0]
    assert "balance_differs" not in codes(read(content))
    assert "balance_differs" in codes(
        read(content.replace("62F:C240131EUR100,", "62F:C240131EUR1,"))
    )


@pytest.mark.parametrize("version", ["02", "04", "06", "08"])
def test_world_24_camt_status_time_and_account_amount(version: str) -> None:
    entries = "".join(
        f'<Ntry><Amt Ccy="CHF">9.60</Amt><CdtDbtInd>DBIT</CdtDbtInd>{status}<BookgDt>{date}</BookgDt><NtryDtls><TxDtls>'
        '<AmtDtls><TxAmt><Amt Ccy="EUR">10.00</Amt></TxAmt></AmtDtls><RltdPties><Dbtr><Nm></Nm></Dbtr><Cdtr><Nm>Cafe</Nm></Cdtr></RltdPties></TxDtls></NtryDtls></Ntry>'
        for status, date in (
            ("<Sts>BOOK</Sts>", "<Dt>2024-01-05</Dt>"),
            ("<Sts><Cd>BOOK</Cd></Sts>", "<DtTm>2024-01-06T10:00:00</DtTm>"),
            ("<Sts><Cd>PDNG</Cd></Sts>", "<Dt>2024-01-07</Dt>"),
        )
    )
    content = (
        f'<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version}"><BkToCstmrStmt><Stmt>'
        f"<Acct><Id><IBAN>CH00</IBAN></Id><Ccy>CHF</Ccy></Acct>{entries}</Stmt></BkToCstmrStmt></Document>"
    )
    assert rows(read(content)) == [
        "charge 2024-01-05 9.60 Cafe", "charge 2024-01-06 10:00:00 9.60 Cafe", "not_completed 2024-01-07 9.60 Cafe"
    ]  # fmt: skip
