"""Make the report of the founding sample in every kind of file and both languages.

`python samples/make_reports.py` writes samples/reports/en and zh. With `--pictures` it also redraws
samples/pictures for the README; that needs pdftoppm, and chromium for the HTML page.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
SAMPLE = HERE / "alipay-2024-11-11.csv"
KINDS = (
    "report.pdf",
    "report.html",
    "report.md",
    "report.json",
    "charges.xlsx",
    "charges.csv",
    "message.txt",
)


def reports(lang: str) -> Path:
    """Write all kinds in one language; returns their directory."""
    target = HERE / "reports" / lang
    target.mkdir(parents=True, exist_ok=True)
    outputs = [word for kind in KINDS for word in ("-o", str(target / kind))]
    command = [sys.executable, "-m", "dupcharge", "scan", str(SAMPLE), "--lang", lang]
    subprocess.run([*command, *outputs, "--force", "--quiet"], check=True)
    return target


def pictures(lang: str, made: Path) -> None:
    """Pages 1 and 2 of the PDF side by side as they print, and the top of the HTML page."""
    target = HERE / "pictures"
    target.mkdir(exist_ok=True)
    for page in (1, 2):
        subprocess.run(
            ["pdftoppm", "-png", "-gray", "-r", "60", "-f", str(page), "-l", str(page),
             "-singlefile", str(made / "report.pdf"), str(target / f"{lang}-page-{page}")],
            check=True,
        )  # fmt: skip
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser:
        with tempfile.TemporaryDirectory() as profile:
            subprocess.run(
                [browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
                 f"--user-data-dir={profile}", "--window-size=900,1100",
                 f"--screenshot={target / f'{lang}-html.png'}", (made / "report.html").as_uri()],
                check=True,
                stderr=subprocess.DEVNULL,
            )  # fmt: skip


def main() -> None:
    """Make them all."""
    for lang in ("en", "zh"):
        made = reports(lang)
        if "--pictures" in sys.argv[1:]:
            pictures(lang, made)
        print(made)


if __name__ == "__main__":
    main()
