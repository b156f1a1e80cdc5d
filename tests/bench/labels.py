"""Labels: which rows are a planted repeat, what it cost, and which only look like one.

The shape is {"files": {name: …}, "sets": {name: …}}; rows are numbered from 1 in file order, and
in sets written "file:row", each payment by its first copy.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

from .evidence import judge, quarrelsome
from .layout import Layout, Sheet
from .model import Entry
from .regions import Region


@dataclass
class File:
    """A written file: its layout, its rows and where they begin."""

    name: str
    layout: Layout
    sheet: Sheet
    first_data_line: int

    def rows(self) -> dict[int, int]:
        """Entry uid to row number."""
        return {entry.uid: number for number, entry in enumerate(self.sheet.entries, 1)}


def fault_group(
    name: str,
    kind: str,
    evidence: str,
    charges: list[Entry],
    back: list[Entry],
    region: Region,
    rows: dict[int, Any],
) -> dict[str, Any]:
    """The label of one fault; any one of its charges may be kept."""
    total = sum(entry.minor for entry in charges)
    returned = sum(entry.minor for entry in back)
    owed = sorted({max(0, total - entry.minor - returned) for entry in charges})
    first = max(0, total - charges[0].minor - returned)
    return {
        "id": name,
        "kind": kind,
        "evidence": evidence,
        "rows": [rows[entry.uid] for entry in charges],
        "refund_rows": [rows[entry.uid] for entry in back],
        "overcharge": region.text(first),
        "accept": [region.text(minor) for minor in owed],
        "currency": region.currency,
        "settled": first == 0,
    }


def groups(
    file: File, planted: dict[str, str], rows: dict[int, Any], entries: list[Entry]
) -> list[dict[str, Any]]:
    """The labels of all faults of which these entries show two charges or more."""
    found: dict[str, list[Entry]] = defaultdict(list)
    seen = Counter(entry.name for entry in entries)
    for entry in sorted(entries, key=lambda entry: (entry.when, entry.uid)):
        if entry.fault:
            found[entry.fault].append(entry)
    made = []
    for name, members in sorted(found.items(), key=lambda pair: int(pair[0][1:])):
        charges = [entry for entry in members if entry.part == "charge"]
        back = [entry for entry in members if entry.part == "refund"]
        if len(charges) > 1:
            others = seen[charges[0].name] - len(charges) - len(back)
            region, kind = file.sheet.region, planted[name]
            word = judge(file.layout, region, kind, charges, others)
            made.append(fault_group(name, kind, word, charges, back, region, rows))
    return made


def decoys(file: File, rows: dict[int, Any]) -> list[dict[str, Any]]:
    """Innocent look-alikes of one file: by habit, and those that honest people quarrel about."""
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    members: dict[str, list[int]] = defaultdict(list)
    entries = file.sheet.entries
    for entry in entries:
        if entry.cluster and entry.decoy and not entry.fault:
            kinds[entry.cluster][entry.decoy] += 1
            members[entry.cluster].append(entry.uid)
    made: list[dict[str, Any]] = [
        {"kind": kinds[cluster].most_common(1)[0][0], "rows": [rows[uid] for uid in uids]}
        for cluster, uids in members.items()
        if len(uids) > 1
    ]
    unclear: dict[tuple[str, int], list[Entry]] = defaultdict(list)
    doubtful = quarrelsome(file.layout, file.sheet.region, entries)
    for entry in entries:
        if entry.uid in doubtful:
            unclear[entry.name, entry.minor].append(entry)
    made += [
        {
            "kind": found[0].decoy,
            "rows": [rows[entry.uid] for entry in found],
            "ambiguous": True,
        }
        for found in unclear.values()
    ]
    return made


def label_file(file: File, planted: dict[str, str], set_name: str = "") -> dict[str, Any]:
    """The entry of one file in labels.json."""
    rows = file.rows()
    made = {
        "layout": file.layout.name,
        "encoding": file.layout.encoding,
        "rows": len(file.sheet.entries),
        "first_data_line": file.first_data_line,
        "groups": groups(file, planted, rows, file.sheet.entries),
        "decoys": decoys(file, rows),
    }
    return made | ({"set": set_name} if set_name else {})


def label_set(kind: str, files: list[File], planted: dict[str, str]) -> dict[str, Any]:
    """The entry of a set of files that are scanned together."""
    first: dict[int, str] = {}
    alias: dict[str, str] = {}
    union: dict[int, Entry] = {}
    for file in files:
        for uid, row in file.rows().items():
            name = f"{file.name}:{row}"
            if uid in first:
                alias[name] = first[uid]
            first.setdefault(uid, name)
        for entry in file.sheet.entries:
            union.setdefault(entry.uid, entry)
    found = groups(files[0], planted, first, list(union.values()))
    for group in found:
        if group["kind"] == "bank_only":
            region = files[0].sheet.region
            minor = round(float(group["overcharge"]) * 10**region.digits)
            timed = files[-1].layout.precision != "day"
            group["evidence"] = "strong" if timed and region.specific(minor) else "medium"
    innocent: list[dict[str, Any]] = []
    for file in files:
        for decoy in decoys(file, first):
            rows = sorted(set(decoy["rows"]))
            if len(rows) > 1 and decoy | {"rows": rows} not in innocent:
                innocent.append(decoy | {"rows": rows})
    return {
        "files": [file.name for file in files],
        "kind": kind,
        "alias": alias,
        "groups": found,
        "decoys": innocent,
    }
