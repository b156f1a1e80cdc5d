"""What the readers found: kinds of files that are no statement, and what was decided, in English."""

from __future__ import annotations

from dupcharge.locale import Text

MESSAGES: dict[str, Text] = {
    # What a file is that is no statement, and the way to one that is.
    "what_image": "a picture",
    "how_image": "A photo or a screenshot cannot be read reliably. In the app or on the web site of the bank, export the statement as CSV or Excel.",
    "what_media": "a sound or video file",
    "how_media": "Export the statement as CSV or Excel.",
    "what_packed": "a packed file (gzip, 7z, rar, tar or similar)",
    "how_packed": "Unpack it and name the statement inside; of archives only zip is read.",
    "what_database": "a database",
    "how_database": "Export the transactions from it as CSV.",
    "what_program": "a program",
    "how_program": "Name the statement that you exported from the bank or wallet.",
    "what_document": "a text document or presentation",
    "how_document": "If it holds the table, copy the table into a spreadsheet and save it as .xlsx; better, export the statement as CSV or Excel.",
    "what_data_file": "a data file of an analysis program",
    "how_data_file": "Convert it to CSV.",
    "what_old_excel": "a workbook of a very old Excel (before 1995)",
    "how_old_excel": "Open it in a spreadsheet and save it as .xlsx.",
    "what_pdf": "a PDF",
    "how_pdf": "Most banks and wallets also offer CSV or Excel: choose that instead of PDF when you export. A PDF can be converted to .xlsx with a spreadsheet or office program, but check its totals.",
    "what_numbers": "an Apple Numbers document",
    "how_numbers": "In Numbers choose File > Export To > CSV or Excel.",
    "what_mail": "an e-mail",
    "how_mail": "Save the attachment of the e-mail, or the statement that it links to, and name that file.",
    "what_binary": "a binary file of a kind that is not known",
    "how_binary": "Export the statement again as CSV or Excel.",
    "what_json": "JSON data",
    "how_json": "Export the statement as CSV or Excel.",
    "what_login_page": "a web page, probably the login page of the bank",
    "how_login_page": "The session had ended when the file was downloaded. Log in and export the statement again.",
    "what_web_page": "a web page without a table",
    "how_web_page": "The download probably brought an error page. Export the statement again as CSV or Excel.",
    "what_xml": "XML of a kind that is not known",
    "how_xml": "Of XML files CAMT.052/053/054, OFX and Excel 2003 are read. Export the statement as one of these, or as CSV.",
    # What a reader decided or left out.
    "merged_filled": (
        "sheet {sheet}: one merged cell was repeated in the transaction that it also belongs to",
        "sheet {sheet}: {n} merged cells were repeated in the transactions that they also belong to",
    ),
    "formulas_without_value": (
        "one cell holds a formula without a stored value and is read as empty; open the workbook in a spreadsheet and save it",
        "{n} cells hold formulas without a stored value and are read as empty; open the workbook in a spreadsheet and save it",
    ),
    "error_cells": (
        "one cell holds an error such as #REF! and is read as empty",
        "{n} cells hold errors such as #REF! and are read as empty",
    ),
    "broken_entry": "line {line}: the entry does not follow the MT940 standard and cannot be read",
    "qif_left_out": "parts of this QIF file hold no payments and were left out: {types}",
    "left_out": "{name} in the archive was left out: it is {what}",
    "left_out_archive": "{name} in the archive was left out: it is an archive itself. Unpack it and name the statement inside",
    "left_out_link": "{name} in the archive was left out: it is only a link",
    "left_out_empty": "{name} in the archive was left out: it is empty",
}
