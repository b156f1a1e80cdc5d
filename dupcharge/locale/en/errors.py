"""Errors in English: what is wrong, and what to do next. Shared by all rooms; append only."""

from __future__ import annotations

from dupcharge.locale import Text

MESSAGES: dict[str, Text] = {
    # The command line: outputs, options that name a file, faults of our own.
    "output_exists": "this file is there already; choose another name, or add --force to replace it",
    "output_is_input": "this is one of the files to be read; it is never written over. "
    "Choose another name",
    "output_is_folder": "this is a folder; name a file in it, for example {example}",
    "output_no_folder": "there is no folder {folder}; create it first, or choose another place",
    "output_not_writable": "no permission to write into the folder {folder}; choose another place",
    "output_twice": "this file is named twice as an output; give each -o a name of its own",
    "output_failed": "cannot be written: {reason}. Nothing was left half-written",
    "stdout_failed": "standard output cannot be written: {reason}",
    "option_file_missing": "there is no such file (given with {option})",
    "option_file_unreadable": "cannot be read (given with {option}): {reason}",
    "password_file_empty": "holds no password in its first line",
    "stdin_terminal": "standard input is a terminal; pipe a file into the command, "
    "or name the file instead of -",
    "no_memory": "this needs more memory than the computer has free; "
    "close other programs, or scan fewer files at once",
    "unexpected": "{kind} at {place} (dupcharge {version}, Python {python}): a fault in dupcharge, "
    "not in your file. Please report this line as it is; it holds nothing from your statement. "
    "With --debug you see more, but read it before you send it: it may show rows of yours",
    # Opening a file, and what it is.
    "no_such_file": "there is no such file; check the name and the folder",
    "is_directory": "this is a folder; name the files in it, for example {file}/*",
    "not_regular": "this is no ordinary file (a pipe or a device); pass the data on standard input: … | dupcharge scan -",
    "no_permission": "no permission to read this file; change its permissions, or copy it to a folder of yours",
    "cannot_open": "cannot be read: {reason}",
    "no_standard_input": "there is no standard input here; name a file instead of -",
    "empty_file": "this file is empty; the download probably failed. Export it again",
    "too_large": "larger than {limit} MB, the most that is read of this kind of file; export a shorter period",
    "not_a_statement": "this is {what}, not a statement that can be read. {how}",
    "no_line_end": "a million bytes of text without a line end: no table. Export the statement again as CSV or Excel",
    "no_statement_inside": "this {kind} file holds no transactions of an account; export the statement again for a period with transactions",
    "bank_error": "the bank wrote an error into this file instead of transactions: {reason}. Export it again",
    # XML.
    "broken_xml": "the XML is damaged or cut off here; download the file again",
    "doctype": "this file declares a DOCTYPE, which no statement needs and which can be used for an attack; it is not read. Export it again as CSV or Excel",
    # Workbooks.
    "broken_workbook": "the workbook is damaged or incomplete; open it in a spreadsheet, save it as .xlsx, and use that",
    "workbook_without_sheet": "the workbook has no sheet with cells; export the statement again",
    "workbook_bomb": "the workbook unpacks to far more than its size; it is not opened. Export it again, or save it as CSV",
    "sheet_too_wide": "the sheet {sheet} reaches to cell {cell}, far beyond any table; delete what stands there, save, and try again (or save the sheet as CSV)",
    "cannot_decrypt": "the workbook is encrypted in a way that cannot be opened here; open it in a spreadsheet and save it without a password",
    "encrypted_ods": "this OpenDocument workbook is encrypted, which cannot be opened here; save it without a password, or as .xlsx",
    # Passwords and archives.
    "password_needed": "a password is needed; give it with --password-file FILE or --password TEXT",
    "wrong_password": "the password is wrong (or the file is damaged); check it. It is usually in the message or e-mail that brought the file",
    "broken_archive": "the archive is damaged or incomplete; download it again",
    "archive_bomb": "the archive holds more than {entries} files, or unpacks to more than {size} MB or 200 times its size; it is not opened. Unpack it yourself and name the statement",
    "archive_method": "the archive uses a compression that cannot be unpacked here; unpack it yourself and name the statement",
    "archive_empty": "the archive holds no files; download it again",
    "archive_without_statement": "the archive holds no statement, only: {names}. Export the statement as CSV or Excel",
    # Options about finding, and the files that carry decisions and earlier reports.
    "window": "cannot read {value} as a span of time; write a whole number and s, m, h or d, "
    "for example 90s, 10m, 24h or 3d",
    "date": "{option}: cannot read {value} as a date; write it as 2024-03-31",
    "confidence": "{value} is no confidence; choose strong, likely or possible",
    "decisions_unreadable": "the file of decisions cannot be read: {reason}",
    "decisions_toml": "this file of decisions is no valid TOML: {reason}",
    "decisions_key": '{value} is not known in a file of decisions; each [[group]] has key, verdict, reason and, for "mine is this one", mine',
    "decisions_no_key": "decision {n} names no group; copy the key from the report",
    "decisions_verdict": 'group {key}: {value} is no verdict; write "not a duplicate" or "mine is this one"',
    "decisions_no_mine": "group {key}: say with mine = which charge is yours, by its transaction id or its time",
    "decisions_mine": "group {key}: {n} of its charges fit {value}; name one by its transaction id or its time, as the report shows them",
    "decisions_twice": "group {key} is decided twice; keep one entry",
    "report_unreadable": "the earlier report cannot be read: {reason}",
    "report_not_ours": "this is no JSON report of dupcharge; give a file that was written with -o report.json",
    # Text.
    "unknown_encoding": "there is no text encoding {encoding}; common ones are utf-8, gb18030, big5, cp1252 and utf-16",
    "encoding_misfit": "the text here is not in the encoding {encoding}; leave --encoding out, or give another one",
    "no_columns": "this is text without columns, so no table of transactions; export the statement as CSV or Excel",
    # Tables.
    "no_table": "no table of transactions was found: no rows with a date and an amount. Export the statement as CSV or Excel, or name the columns with --map",
    "no_table_columns": "no table of transactions was found. Columns seen: {known}. Name them with --map, for example --map time=COLUMN --map amount=COLUMN",
    "no_amount_column": "no column of amounts was found. Columns seen: {known}. If one of them holds the amounts, use --map amount=COLUMN (or debit=COLUMN and credit=COLUMN)",
    "no_date_column": "no column of dates was found. Columns seen: {known}. If one of them holds the dates, use --map time=COLUMN",
    "no_files": "no file was named; name at least one exported statement",
    # Reading options and format files.
    "no_such_column": "there is no column {name}; the columns are: {known}",
    "no_such_role": "there is no role {name}; did you mean {close}? Roles: {known}",
    "no_such_order": "{name} is no order of day and month; choose one of {known}",
    "no_such_currency": "{name} is no ISO 4217 currency code; did you mean {close}?",
    "no_such_format": "there is no format {name}; did you mean {close}? dupcharge formats lists them all",
    "no_format_file": "the format file {name} cannot be read; check the name, and that it is UTF-8 text",
    "no_format_id": 'this format file has no id; add a line such as id = "my-bank"',
    "not_toml": "this format file is no valid TOML: {reason}",
    "unknown_key": "{key} is not known here ({where}); did you mean {close}? Known: {known}",
    "several_formats": "this file fits several formats equally well: {names}. Choose one with --statement-format",
    "schema": "the internal table is not as promised ({reason}); this is a fault in dupcharge",
    "pdf_unavailable": "PDF reports cannot be made on this computer: there is no page setter (typst) for it. Write report.html instead, open it and print it to PDF",
}
