"""Help, prompts and notices of the command line in English."""

from __future__ import annotations

from dupcharge.locale import Text

MESSAGES: dict[str, Text] = {
    # Frame.
    "usage": "Usage: {usage}",
    "examples": "Examples:",
    "commands": "Commands:",
    "error": "Error: {text}",
    "no_such_group": "Warning: --decisions: no group has the key {key} in these files; a key is shown under each group",
    "warning": "Warning: {file}: {text}",
    "try_help": "Try '{command} --help'.",
    "did_you_mean": " Did you mean {words}?",
    "section_finding": "What counts as a repeat:",
    "section_report": "The report:",
    "section_reading": "How to read a file when the guess is wrong:",
    "section_other": "Other:",
    # Usage errors.
    "no_such_option": "There is no option {option}.",
    "no_such_command": "There is no command '{command}'.",
    "missing_file": "Name at least one statement file, or - for standard input.",
    "forgot_command": "'{file}' is a file, not a command. Did you mean: dupcharge scan '{file}'",
    "bad_value": "{option}: {text}",
    "needs_value": "{option} needs a value behind it.",
    "takes_no_value": "{option} takes no value.",
    "not_a_choice": "'{value}' is none of {choices}.",
    "not_a_duration": "'{value}' is not a duration. Write a whole number above zero and a unit: "
    "90s, 10m, 24h or 3d.",
    "not_a_date": "'{value}' is not a day of the calendar. Write year-month-day: 2024-11-30.",
    "not_a_currency": "'{value}' is not a currency code. Write three letters: CNY, EUR, USD.",
    "not_an_encoding": "'{value}' is not a text encoding. Common ones: utf-8, gb18030, cp1252.",
    "not_a_mapping": "'{value}' does not say which column is what. Write ROLE=COLUMN: "
    "amount=Total.",
    "not_a_report": "'{value}' has no suffix of a report. The suffix names the kind: {kinds}.",
    "since_after_until": "--since {since} is later than --until {until}, so no day is left.",
    "one_file_only": "--save-format takes exactly one file.",
    # Notices.
    "written": "Wrote {file} ({size}).",
    "saved_format": "Wrote the format to {file}; correct it and use it with --statement-format.",
    "working": "working … {n} s",
    "ask_password": "Password for {file} (it is not shown): ",
    # The program.
    "about_main": "Find charges that were taken more than once, and say what is owed. Works on "
    "exported statements; nothing leaves this computer.",
    "examples_main": "dupcharge scan statement.csv                 what was charged twice?\n"
    "dupcharge scan wallet.csv card.xlsx          several files of one person\n"
    "dupcharge inspect statement.csv              how was the file read?\n"
    "dupcharge scan statement.csv -o report.json  keep the report",
    "short_scan": "find duplicate charges, print the report, write it to files",
    "short_inspect": "show how each file was read",
    "short_formats": "the statement formats known by name",
    "short_rules": "the rules and excuses, each with its page",
    "after_main": "\nExit codes: 0 done; 1 could not do it, the message says why; 2 wrong use; "
    "3 overcharge found, with --fail-on-found; 130, 143, 141 interrupted, ended, pipe closed.\n"
    '\nCompletion for bash: eval "$(_DUPCHARGE_COMPLETE=bash_source dupcharge)" in ~/.bashrc; '
    "the same with zsh_source and fish_source.",
    # scan.
    "about_scan": "Find duplicate charges in exported statements. Several files are taken "
    "together as one person's records; - is standard input.",
    "examples_scan": "dupcharge scan statement.csv\n"
    "dupcharge scan wallet.csv card.xlsx --window 24h\n"
    "dupcharge scan statement.csv -o report.md -o report.json\n"
    "dupcharge scan - --format json < statement.csv",
    "after_scan": "\nExit codes: 0 done; 1 could not do it; 2 wrong use; 3 with --fail-on-found.",
    # inspect.
    "about_inspect": "Show how each file was read: its format, encoding, columns and conventions "
    "with the reasons, and in which class every row was counted.",
    "examples_inspect": "dupcharge inspect statement.csv\n"
    "dupcharge inspect statement.csv --date-order dmy --map amount=Total\n"
    "dupcharge inspect statement.csv --save-format mybank.toml\n"
    "dupcharge inspect *.csv --format json",
    # formats, rules.
    "about_formats": "List the statement formats known by name. With an ID: its columns, and how "
    "to export such a file. Other tables are read by their contents.",
    "examples_formats": "dupcharge formats\ndupcharge formats alipay-app-2024",
    "about_rules": "List the rules, which say what is a repeat, and the excuses, which say what "
    "only looks like one. With a NAME: its page.",
    "examples_rules": "dupcharge rules\ndupcharge rules same-order",
    "rules_title": "Rules: what speaks for a repeat",
    "excuses_title": "Excuses: what speaks against it",
    "rules_hint": "One in full: dupcharge rules NAME",
    "formats_title": "Formats known by name",
    "formats_hint": "One in full: dupcharge formats ID. Any other table with a date and an "
    "amount is read by its contents.",
    "format_kind": "What",
    "format_export": "Export",
    "format_known": "Known by",
    "format_columns": "the columns {columns}",
    "format_reads": "Columns",
    "format_fixed": "The file itself says what its fields are.",
    "kind_wallet": "statement of a wallet",
    "kind_card": "statement of a card",
    "kind_bank": "statement of a bank account",
    "kind_shop": "order list of a shop",
    "kind_any": "statement of any account",
    # Options.
    "opt_window": "how far apart repeats may be: 90s, 10m, 24h, 3d (default: each rule's own)",
    "opt_min_confidence": "weakest group that counts into the total (default: likely); weaker "
    'ones are listed as "to check"',
    "opt_since": "only groups with a repeat on or after this day",
    "opt_until": "only groups with a repeat on or before this day",
    "opt_decisions": "what you decided about groups (TOML)",
    "opt_since_report": "an earlier JSON report: what is still owed, refunded since, or new",
    "opt_outputs": "also write the report; the suffix names the kind: .pdf .html "
    ".xlsx .csv .md .json, or .txt for a text to paste; may be repeated",
    "opt_force": "replace files that exist",
    "opt_kind": "what standard output gets (default: text)",
    "opt_lang": "language (default: auto, the locale for text, the statement's for files)",
    "opt_no_mask": "show account and card numbers, phones and e-mail addresses in full",
    "opt_route": "recipient of the written report (default: neutral)",
    "opt_jurisdiction": "whose deadlines the written report names (default: none)",
    "opt_legal_basis": "name the legal basis in the written report",
    "opt_encoding": "text encoding, e.g. gb18030",
    "opt_date_order": "order of day, month and year",
    "opt_currency": "currency of amounts that state none, e.g. EUR",
    "opt_maps": "what a column is, e.g. amount=Total; may be repeated",
    "opt_statement_format": "a known format, or a format file",
    "opt_password": "for encrypted files; asked for on a terminal when missing",
    "opt_password_file": "file whose first line is the password",
    "opt_save_format": "write the format that was found to a file, to correct and keep",
    "opt_fail_on_found": "exit with 3 when an overcharge was found",
    "opt_quiet": "print the total line only",
    "opt_debug": "show traces of errors",
    "opt_version": "show the version",
    "opt_help": "show this help",
}
