"""Measure the program on a labelled bench.

    python -m tests.bench.score OUT_DIR [--command "python -m dupcharge"] [--errors 20]

Every file, and every set of files, is scanned with `scan --format json`.  A group that the
program reports answers a label when more than half of their rows are the same; refunds never
count as rows.  Labels of weak evidence and decoys marked ambiguous are not scored.  Claims are
the groups it calls strong or likely; what it calls possible is counted apart.
"""

from __future__ import annotations

import argparse
import json
import shlex
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

Row = str  # "file:row", in sets by the first copy
Tally = Counter[str]


@dataclass(frozen=True)
class Claim:
    """A group of the program: its rows, its word and its money."""

    rows: frozenset[Row]
    word: str
    overcharge: Decimal
    currency: str


@dataclass
class Result:
    """What came of one file or set."""

    unit: str
    rows: int
    tally: Tally = field(default_factory=Counter)
    kinds: dict[str, Tally] = field(default_factory=lambda: defaultdict(Counter))
    errors: list[str] = field(default_factory=list)
    claimed: dict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    rightly: dict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))


def scan(command: str, paths: list[Path]) -> dict[str, Any]:
    """The program's JSON for one unit; {"error": …} when it has none."""
    arguments = [*shlex.split(command), "scan", *map(str, paths), "--format", "json"]
    done = subprocess.run(arguments, capture_output=True, stdin=subprocess.DEVNULL, timeout=600)
    try:
        answer: dict[str, Any] = json.loads(done.stdout.decode("utf-8"))
    except ValueError:
        last = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:]
        return {"error": last[0] if last else f"exit {done.returncode}"}
    return answer


def claims(answer: dict[str, Any], alias: dict[str, str]) -> list[Claim]:
    """The groups of an answer, each payment by its first copy."""
    names = [Path(file["path"]).name for file in answer.get("files", [])]
    made = []
    for group in answer.get("groups", []):
        rows = [f"{names[charge['file']]}:{charge['row']}" for charge in group["charges"]]
        made.append(
            Claim(
                frozenset(alias.get(row, row) for row in rows),
                group["confidence"],
                Decimal(str(group["overcharge"])),
                group["currency"],
            )
        )
    return made


def named(unit: str, rows: Iterable[Any]) -> frozenset[Row]:
    """Rows of a label as "file:row"."""
    return frozenset(row if isinstance(row, str) else f"{unit}:{row}" for row in rows)


def match(truths: list[frozenset[Row]], found: list[Claim]) -> dict[int, int]:
    """Label index to claim index, the closest pairs first, each used once."""
    pairs = []
    for t, truth in enumerate(truths):
        for c, claim in enumerate(found):
            same = len(truth & claim.rows)
            if same and 2 * same >= len(truth | claim.rows):
                pairs.append((-same / len(truth | claim.rows), t, c))
    taken: dict[int, int] = {}
    for _, t, c in sorted(pairs):
        if t not in taken and c not in taken.values():
            taken[t] = c
    return taken


def judge(unit: str, label: dict[str, Any], rows: int, answer: dict[str, Any]) -> Result:
    """Compare one answer with its labels."""
    result = Result(unit, rows)
    tally = result.tally
    tally["units"] += 1
    if "error" in answer:
        tally["unread"] += 1
        result.errors.append(f"NOT READ {unit}: {answer['error']}")
    everything = claims(answer, label.get("alias", {}))
    found = [claim for claim in everything if claim.word != "possible"]
    tally["possible"] += len(everything) - len(found)
    labels = label["groups"]
    truths = [named(unit, group["rows"]) for group in labels]
    open_rows = set().union(
        *(t for t, g in zip(truths, labels, strict=True) if g["evidence"] == "weak"),
        *(named(unit, d["rows"]) for d in label["decoys"] if d.get("ambiguous")),
    )
    matched, exact = match(truths, found), True
    for number, group in enumerate(labels):
        kind = result.kinds[f"fault     {group['kind']}"]
        level = result.kinds[f"evidence  {group['evidence']}"]
        hit = number in matched
        money = hit and _pays(found[matched[number]], group)
        for counted in (kind, level):
            counted["n"] += 1
            counted["hit"] += hit
            counted["money"] += money
        if group["evidence"] == "weak":
            continue
        tally["labels"] += 1
        tally["found" if hit else "missed"] += 1
        tally["paid"] += money
        exact &= money or (group["settled"] and not hit)
        if not hit:
            shown = sorted(truths[number])[:4]
            result.errors.append(f"MISSED {unit} {group['kind']} {group['evidence']} {shown}")
        elif not money:
            ours = found[matched[number]].overcharge
            result.errors.append(f"MONEY {unit} {group['kind']} {ours} not {group['accept']}")
    answered = {claim: number for number, claim in matched.items()}
    for index, claim in enumerate(found):
        exact &= _settle(result, label, claim, answered.get(index), open_rows)
    tally["exact"] += exact
    tally["clean"] += not labels
    return result


def _pays(claim: Claim, group: dict[str, Any]) -> bool:
    return claim.overcharge in {Decimal(text) for text in group["accept"]}


def _settle(
    result: Result, label: dict[str, Any], claim: Claim, answered: int | None, open_rows: set[Row]
) -> bool:
    """Book one claim; returns False when it asks for money that nobody owes."""
    if answered is not None:
        group = label["groups"][answered]
        if group["evidence"] == "weak":
            return True
        owed = claim.overcharge if _pays(claim, group) else Decimal(group["overcharge"])
        result.claimed[claim.currency] += claim.overcharge
        result.rightly[claim.currency] += min(claim.overcharge, owed)
        return True
    if claim.rows <= open_rows and len(claim.rows) > 1:
        return True
    result.tally["false"] += 1
    result.tally["false_on_clean"] += not label["groups"]
    result.claimed[claim.currency] += claim.overcharge
    kind = _cause(result.unit, label, claim)
    result.kinds[f"false     {kind}"]["n"] += 1
    result.errors.append(f"FALSE {result.unit} {kind} {claim.word} {sorted(claim.rows)[:4]}")
    return claim.overcharge == 0


def _cause(unit: str, label: dict[str, Any], claim: Claim) -> str:
    if len(claim.rows) < 2:
        return "copies of one payment"
    for group in label["groups"]:
        if claim.rows & named(unit, group["rows"]):
            return "part or blend of a fault"
    shares: Tally = Counter()
    for decoy in label["decoys"]:
        shares[decoy["kind"]] += len(claim.rows & named(unit, decoy["rows"]))
    kind, rows = shares.most_common(1)[0] if shares else ("", 0)
    return kind if rows else "plain rows"


def share(part: float, whole: float) -> float:
    """A ratio; one where there is nothing to divide by."""
    return part / whole if whole else 1.0


def report(title: str, results: list[Result]) -> dict[str, float]:
    """Print and return the measures of a list of units."""
    tally: Tally = sum((result.tally for result in results), Counter())
    rows = sum(result.rows for result in results)
    precision = share(tally["found"], tally["found"] + tally["false"])
    recall = share(tally["found"], tally["labels"])
    worth = []  # money per currency has no common unit: the mean of the currencies' shares
    for currency in {currency for result in results for currency in result.claimed}:
        asked = sum(result.claimed.get(currency, Decimal(0)) for result in results)
        right = sum(result.rightly.get(currency, Decimal(0)) for result in results)
        worth.append(share(float(right), float(asked)))
    measures = {
        "precision": precision,
        "recall": recall,
        "f1": share(2 * precision * recall, precision + recall) if precision + recall else 0.0,
        "exact_files": share(tally["exact"], tally["units"]),
        "money_precision": share(sum(worth), len(worth)),
        "overcharge_right": share(tally["paid"], tally["labels"]),
        "false_per_1000_rows": 1000 * tally["false"] / rows if rows else 0.0,
        "possible_per_1000_rows": 1000 * tally["possible"] / rows if rows else 0.0,
        "false_on_clean_files": float(tally["false_on_clean"]),
    }
    print(
        f"== {title}: {len(results)} units, {rows} rows, {tally['labels']} labels, "
        f"{tally['false']} false, {tally['unread']} not read"
    )
    print("   " + "  ".join(f"{name} {value:.3f}" for name, value in measures.items()))
    return measures


def report_kinds(results: list[Result]) -> None:
    """Print what was found per fault kind and evidence, and what was falsely claimed."""
    kinds: dict[str, Tally] = defaultdict(Counter)
    for result in results:
        for name, tally in result.kinds.items():
            kinds[name].update(tally)
    for name, tally in sorted(kinds.items()):
        if name.startswith("false"):
            print(f"   {name:34} {tally['n']:4}")
        else:
            print(
                f"   {name:34} {tally['hit']:4} of {tally['n']:4}, money right {tally['money']:4}"
            )


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Measure the program on a labelled bench.")
    parser.add_argument("data", type=Path)
    parser.add_argument("--command", default=f"{shlex.quote(sys.executable)} -m dupcharge")
    parser.add_argument("--only", default="", help="units whose name holds this text")
    parser.add_argument("--errors", type=int, default=0, help="list so many errors")
    parser.add_argument("--jobs", type=int, default=1)
    options = parser.parse_args()
    labels = json.loads((options.data / "labels.json").read_text("utf-8"))

    def one(job: tuple[str, dict[str, Any], list[str]]) -> Result:
        unit, label, files = job
        rows = sum(labels["files"][name]["rows"] for name in files)
        answer = scan(options.command, [options.data / name for name in files])
        try:
            return judge(unit, label, rows, answer)
        except (KeyError, InvalidOperation) as error:
            return judge(unit, label, rows, {"error": f"unexpected JSON: {error!r}"})

    parts = {
        "files": [(name, label, [name]) for name, label in labels["files"].items()],
        "sets": [(name, label, label["files"]) for name, label in labels["sets"].items()],
    }
    for title, jobs in parts.items():
        jobs = [job for job in jobs if options.only in job[0]]
        if jobs:
            with ThreadPoolExecutor(options.jobs) as pool:
                results = list(pool.map(one, jobs))
            report(title, results)
            report_kinds(results)
            errors = [error for result in results for error in result.errors]
            print("\n".join(errors[: options.errors]), end="\n" if options.errors else "")


if __name__ == "__main__":
    main()
