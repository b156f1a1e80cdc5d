"""How a file was read, in English: reasons, warnings, and why a row is unreadable."""

from __future__ import annotations

from dupcharge.locale import Text

MESSAGES: dict[str, Text] = {
    # Bytes and text
    "cut_off": "the file ends in the middle of a character or in empty bytes; the download may be incomplete",
    "bad_characters": (
        "{n} character does not fit the encoding {encoding}; choose another with --encoding",
        "{n} characters do not fit the encoding {encoding}; choose another with --encoding",
    ),
    "mixed_encoding": (
        "line {line} is in another encoding ({encoding}) than the rest and was read in it",
        "{n} lines, the first of them line {line}, are in another encoding ({encoding}) than the rest and were read in it",
    ),
    "encoding_close": "read as {encoding}, but {other} is nearly as likely: “{one}” or “{two}”; choose with --encoding",
    "quotes_repaired": (
        "{n} line has quotes that do not pair (line {lines}); they were taken as ordinary characters",
        "{n} lines have quotes that do not pair (lines {lines}); they were taken as ordinary characters",
    ),
    "rows_repaired": (
        "{n} row had more or fewer cells than columns (line {lines}); its cells were put back by what they hold",
        "{n} rows had more or fewer cells than columns (lines {lines}); their cells were put back by what they hold",
    ),
    "cells_left_over": (
        "{n} row has more cells than there are columns (line {lines}); what stands behind the last column (“{value}”) belongs to none and was left out",
        "{n} rows have more cells than there are columns (lines {lines}); what stands behind the last column (first “{value}”) belongs to none and was left out",
    ),
    "cells_missing": (
        "{n} row ends too early (line {lines}); check that its cells stand in the right columns",
        "{n} rows end too early (lines {lines}); check that their cells stand in the right columns",
    ),
    "sheet_copied": "{name} is a copy of {other} and was not counted again",
    "left_out_table": "{name} holds no transactions and was left out",
    # Columns: why
    "why_mapped": "given with --map",
    "why_named": "as this format says",
    "why_header": "by its header and what stands in it",
    "why_contents": "by what stands in it",
    "why_only_date": "the only date column",
    "why_balance": "the running balance changes by it, row by row",
    "why_exclusive": "each row fills one of the two columns",
    "why_neighbour": "stands beside its counterpart and complements it",
    "why_parties": "payer and payee have a column each; the other side of the payment is shown",
    "why_decimal": "decided over all amounts of the column",
    "why_option": "given on the command line",
    "why_format": "fixed by this format",
    "pair_open": "nothing in the file says which of the columns {debit} and {credit} is money out; {debit} was taken. If that is wrong, use --map debit={credit} --map credit={debit}",
    "mark_open": "in column {column} the file does not settle whether , and . mark thousands or decimals; “{mark}” was taken as the decimal mark. If that is wrong, use --statement-format with a format file (inspect --save-format writes one)",
    # Conventions
    "order_written": "every date names its year first or its month in words",
    "order_proved": "some date can only be read as {order}",
    "order_mixed": "most dates can only be read as {order}; the others are unreadable",
    "order_likely": "no date proves it, but only as {order} do the dates run on and stay close together, or fit the language and the currency",
    "order_open": "no date proves it; {order} was taken",
    "date_order_open": "the order of day and month cannot be decided from this file; {order} was taken. If that is wrong, use --date-order",
    "sign_all_negative": "every amount is negative: money out",
    "sign_all_positive": "every amount is positive and nothing says otherwise: taken as charges",
    "sign_all_positive_card": "every amount is positive on a card's statement: charges",
    "sign_words": "the words of the rows say so",
    "sign_negative": "negative is money out: by the balance, the words of the rows, or what most rows are",
    "sign_positive": "positive is money out, as on cards: by the balance, the words of the rows, or what most rows are",
    "sign_direction": "a column of its own says the direction",
    "sign_open": "the file does not settle which amounts are money out; {sign} was taken. If that is wrong, use --map debit=COLUMN or --map credit=COLUMN",
    "word_negative": "negative",
    "word_positive": "positive",
    "currency_stated": "stated in the file",
    "currency_header": "named in the header “{header}”",
    "currency_sign": "by the sign beside the amounts",
    "currency_preamble": "named above the table",
    "currency_none": "the file names none",
    "no_currency": "the file names no currency; amounts are shown without one. Give it with --currency, for example --currency EUR",
    # What the lines are
    "format_matched": "its columns are those of a known format",
    "format_inferred": "no format known by name; read by its headers and contents",
    "header_at": "the column names stand in line {line}",
    "header_none": "no line of column names",
    "other_lines": "lines that are no transactions: {what}",
    "other_balance": ("{n} balance", "{n} balances"),
    "other_total": ("{n} total", "{n} totals"),
    "other_summary": ("{n} summary", "{n} summaries"),
    "other_note": ("{n} note", "{n} notes"),
    "other_continuation": ("{n} continued line", "{n} continued lines"),
    # Rows
    "no_rows": "the table has column names but no transactions: there is nothing to check in this file",
    "unreadable": "line {line} could not be read: {reason}",
    "unreadable_more": ("{n} more row could not be read", "{n} more rows could not be read"),
    "row_unlike": "line {line} is written unlike all other rows; it was taken as a summary of the account, not as a transaction. Check it",
    "no_date": "column {column} is empty",
    "bad_date": "column {column}: “{value}” is no date",
    "no_amount": "there is no amount",
    "bad_amount": "column {column}: “{value}” is no amount",
    "bad_direction": "column {column}: “{value}” does not say whether money went out or came in",
    "too_large": "the amount {value} is too large to be one",
    "ids_ruined": (
        "an id was damaged by a spreadsheet (line {line}); the ids of this column are shown but not compared. Export the statement again and do not save it in a spreadsheet",
        "{n} ids were damaged by a spreadsheet (first in line {line}); the ids of this column are shown but not compared. Export the statement again and do not save it in a spreadsheet",
    ),
    "ids_shared": "column {column}: the id {value} stands on {n} charges that differ; the ids of this column are shown but not compared",
    # What the statement says about itself
    "count_differs": (
        "the statement says it has {stated} records, but {n} was read; it may be incomplete",
        "the statement says it has {stated} records, but {n} were read; it may be incomplete",
    ),
    "debit_count_differs": "the statement counts {stated} rows of money out, {read} were read",
    "credit_count_differs": "the statement counts {stated} rows of money in, {read} were read",
    "debit_total_differs": "the statement adds up money out to {stated}, the rows read to {read}",
    "credit_total_differs": "the statement adds up money in to {stated}, the rows read to {read}",
    "total_differs": "line {line} adds up column {column} to {stated}, the rows read to {read}",
    "balance_differs": "opening balance {opening} and the rows read ({moved}) do not give the closing balance {closing}; rows may be missing",
    "torn": "line {line}, the last, breaks off; the download may be incomplete",
    "twin_headers": "several columns are headed “{header}” and differ; {column} was taken as the amount. If that is wrong, use --map amount=#N with the number of the column",
    "odd_dates": (
        "line {line} is dated {date}, far from the other dates; check it",
        "{n} rows are dated far from the others, the first of them line {line} ({date}); check them",
    ),
    "dates_carried": (
        "line {lines} shows no date of its own; the date above it was taken. Check it",
        "{n} rows show no date of their own (lines {lines}); the date above each was taken. Check them",
    ),
    "currency_unknown": (
        "“{value}” is no currency known here; {n} row is shown without one and not added to the others",
        "“{value}” is no currency known here; {n} rows are shown without one and not added to the others",
    ),
    "currency_blank": (
        "{n} row names no currency and was taken as {currency}, which most rows have",
        "{n} rows name no currency and were taken as {currency}, which most rows have",
    ),
    # inspect
    "role_other_lines": "other lines",
    "inspect_unused": "not used",
    "inspect_hint": "A question mark stands where the file leaves it open. To read a column as something else: --map ROLE=COLUMN, for example --map merchant=NAME or --map amount=#4 (the fourth); also --date-order, --currency, --encoding. Keep the reading: --save-format FILE.toml",
}
