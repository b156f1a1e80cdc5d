"""Invent lives, plant faults, write statement files and labels.json.

    python -m tests.bench.life OUT_DIR --files 40 --sets 6 --seed 1
    python -m tests.bench.life OUT_DIR --clean --months 24

The same options give the same bytes.  `--variant holdout` uses the other half of the invented
world (other merchants and people, more layouts, other rates); `--clean` writes one long file per
layout without any fault, to count false alarms.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from . import errands, habits, household, purse, travel
from .faults import Planter
from .labels import File, label_file, label_set
from .layout import STATUSES, Layout, Sheet, arrange, balances, write
from .layouts_asia import ALIPAY_WEB, CMB_DEBIT, JD_BILL, JP_CARD, PAYPAY, TW_CARD
from .layouts_cards import IN_BANK, PAYHUB, US_CHASE, US_CITI
from .layouts_europe import IT_CARD, NL_BANK, REVOLUT, SE_BANK, UK_BANK
from .model import VARIANTS, Diary, Entry, Variant
from .regions import REGIONS
from .sets import OVERLAPPING, PAIRINGS, covers, plant_bank_only, sides, slices, split_sides
from .unequal import plant

LAYOUTS = (
    ALIPAY_WEB, UK_BANK, PAYPAY, US_CHASE, IT_CARD, JP_CARD, CMB_DEBIT, IN_BANK, PAYHUB, NL_BANK,
    TW_CARD, SE_BANK,
)  # fmt: skip
HELD_BACK = (JD_BILL, REVOLUT, US_CITI)  # development never sees these
Labels = dict[str, dict[str, Any]]


def invent(layout: Layout, seed: str, variant: Variant, months: int | None = None) -> Diary:
    """A life without faults in the layout's region."""
    rng = random.Random(seed)
    start = datetime(rng.randint(2022, 2025), rng.randint(1, 12), 1)
    end = start
    for _ in range(months or rng.randint(*variant.months)):
        end = (end + timedelta(days=32)).replace(day=1)
    diary = Diary(REGIONS[layout.region], rng, start, end, variant)
    for part in (habits, household, errands, purse, travel):
        part.live(diary)
    drop_accidents(diary)
    return diary


def drop_accidents(diary: Diary) -> None:
    """Take out plain purchases that equal another at the same place within five days.

    Nobody could tell them from a planted fault, so they would make the labels wrong.
    """
    last: dict[tuple[str, int], datetime] = {}
    kept: list[Entry] = []
    for entry in sorted(diary.entries, key=lambda entry: (entry.when, entry.uid)):
        if entry.flow == "out" and entry.status not in STATUSES:
            key = entry.name, entry.minor
            before = last.get(key)
            if before and not entry.decoy and (entry.when - before).days < 5:
                continue
            last[key] = entry.when
        kept.append(entry)
    diary.entries = kept


def sheet_of(
    diary: Diary, start: datetime, end: datetime, entries: list[Entry], values: dict[int, int]
) -> Sheet:
    """One export of a diary; account and holder are the same in every export of it."""
    numbers = random.Random(f"{diary.start}{len(diary.region.words.firsts)}")
    account = f"6214********{numbers.randint(1000, 9999)}"
    holder = diary.region.words.people[diary.variant.half]
    return Sheet(diary.region, start, end, account, holder, entries, values)


def save(out: Path, name: str, layout: Layout, sheet: Sheet) -> File:
    """Write one file."""
    data, first = write(layout, sheet)
    (out / name).write_bytes(data)
    return File(name, layout, sheet, first)


def one_file(out: Path, name: str, layout: Layout, seed: str, variant: Variant) -> dict[str, Any]:
    """One life in one file, with faults."""
    diary = invent(layout, seed, variant)
    at = Planter(diary, layout)
    low, high = variant.faults
    count = 0 if diary.chance(0.12) else diary.rng.randint(low, high)
    plant(at, count)
    entries = arrange(layout, diary.entries)
    sheet = sheet_of(diary, diary.start, diary.end, entries, balances(layout, diary.entries))
    return label_file(save(out, name, layout, sheet), at.planted)


def account_set(out: Path, name: str, seed: str, variant: Variant, kind: str) -> tuple[Any, Labels]:
    """Several exports of one account."""
    rng = random.Random(seed + "layout")
    layout = rng.choice(OVERLAPPING)
    diary = invent(layout, seed, variant)
    at = Planter(diary, layout)
    plant(at, rng.randint(3, 8))
    values = balances(layout, diary.entries)
    files, labels = [], {}
    for letter, (start, end, entries) in zip("abc", slices(diary, layout, kind), strict=False):
        title = f"{name}_{letter}_{layout.name}.csv"
        files.append(save(out, title, layout, sheet_of(diary, start, end, entries, values)))
        labels[title] = label_file(files[-1], at.planted, name)
    return label_set(f"{kind}_{layout.name}", files, at.planted), labels


def pair_set(out: Path, name: str, seed: str, variant: Variant, which: int) -> tuple[Any, Labels]:
    """A wallet and the bank or card that pays it."""
    pairing = PAIRINGS[which % len(PAIRINGS)]
    diary = invent(pairing.wallet, seed, variant)
    split_sides(diary, pairing)
    at = Planter(diary, pairing.wallet, side="wallet")
    plant(at, diary.rng.randint(2, 6))
    for _ in range(diary.rng.randint(1, 3)):
        plant_bank_only(at, pairing)
    files, labels = [], {}
    for letter, (layout, entries) in zip("ab", sides(diary, pairing), strict=True):
        title = f"{name}_{letter}_{layout.name}.csv"
        start, end = covers(entries)
        sheet = sheet_of(diary, start, end, entries, balances(layout, entries))
        files.append(save(out, title, layout, sheet))
        labels[title] = label_file(files[-1], at.planted, name)
    return label_set(f"{pairing.wallet.name}_{pairing.bank.name}", files, at.planted), labels


def build(out: Path, files: int, sets: int, seed: int, variant: Variant) -> dict[str, Any]:
    """Write a whole bench; returns its labels."""
    out.mkdir(parents=True, exist_ok=True)
    layouts = LAYOUTS if variant.half == 0 else LAYOUTS + HELD_BACK
    counts: Counter[str] = Counter()
    labels: dict[str, Any] = {
        "version": 1,
        "preset": f"life-{variant.name}-{seed}",
        "note": "rows are 1-based transaction rows in file order",
        "files": {},
        "sets": {},
    }
    for number in range(files):
        layout = layouts[number % len(layouts)]
        counts[layout.name] += 1
        name = f"{layout.name}_{counts[layout.name]:02d}.csv"
        labels["files"][name] = one_file(out, name, layout, f"{seed}/{name}", variant)
    kinds = ("overlap", "wallet", "three", "wallet", "parts", "wallet")
    for number in range(sets):
        name, kind = f"set{number + 1:02d}", kinds[number % len(kinds)]
        key = f"{seed}/{name}/{kind}"
        if kind == "wallet":
            made, parts = pair_set(out, name, key, variant, number // 2)
        else:
            made, parts = account_set(out, name, key, variant, kind)
        labels["sets"][name] = made
        labels["files"] |= parts
    return labels


def build_clean(out: Path, months: int, seed: int, variant: Variant) -> dict[str, Any]:
    """One long life without faults per layout."""
    out.mkdir(parents=True, exist_ok=True)
    labels: dict[str, Any] = {
        "version": 1,
        "preset": f"life-clean-{variant.name}-{seed}",
        "note": "no faults",
        "files": {},
        "sets": {},
    }
    for layout in LAYOUTS + HELD_BACK:
        name = f"clean_{layout.name}.csv"
        diary = invent(layout, f"{seed}/{name}", variant, months)
        entries = arrange(layout, diary.entries)
        values = balances(layout, diary.entries)
        sheet = sheet_of(diary, diary.start, diary.end, entries, values)
        labels["files"][name] = label_file(save(out, name, layout, sheet), {})
    return labels


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("out", type=Path)
    parser.add_argument("--files", type=int, default=40)
    parser.add_argument("--sets", type=int, default=6)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--variant", choices=sorted(VARIANTS), default="dev")
    parser.add_argument("--clean", action="store_true", help="long files without faults")
    parser.add_argument("--months", type=int, default=24, help="length of a clean life")
    options = parser.parse_args()
    variant = VARIANTS[options.variant]
    if options.clean:
        labels = build_clean(options.out, options.months, options.seed, variant)
    else:
        labels = build(options.out, options.files, options.sets, options.seed, variant)
    text = json.dumps(labels, ensure_ascii=False, indent=1, sort_keys=True)
    (options.out / "labels.json").write_text(text + "\n", "utf-8")
    rows = sum(entry["rows"] for entry in labels["files"].values())
    faults = sum(len(entry["groups"]) for entry in labels["files"].values())
    print(f"{len(labels['files'])} files, {len(labels['sets'])} sets, {rows} rows, {faults} faults")


if __name__ == "__main__":
    main()
