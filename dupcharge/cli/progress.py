"""A sign of life on standard error when work takes longer than a second and a person watches."""

from __future__ import annotations

import contextlib
import sys
import threading
import time
from collections.abc import Callable
from types import TracebackType

from dupcharge.cli.output import is_terminal
from dupcharge.locale import say

PATIENCE = 1.0
"""Seconds of silence before the first sign."""


class Progress:
    """Shows "working … N s" on one line that erases itself; silent when nobody watches."""

    def __init__(self, lang: str, *, quiet: bool = False) -> None:
        self.lang = lang
        self.wanted = not quiet and is_terminal(sys.stderr)
        self.shown = False
        self.lock = threading.Lock()
        self.done = threading.Event()
        self.thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Progress:
        if self.wanted:
            self.thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.done.set()
        if self.thread.is_alive():
            self.thread.join()
        self._erase()

    def pausing(self, question: Callable[[], str]) -> str:
        """Ask something with a clean line and no sign of life over it."""
        with self.lock:
            self._erase()
            return question()

    def _erase(self) -> None:
        if self.shown:
            self._write("\r" + " " * 40 + "\r")
            self.shown = False

    def _write(self, text: str) -> None:
        with contextlib.suppress(OSError, ValueError):
            sys.stderr.write(text)
            sys.stderr.flush()

    def _run(self) -> None:
        start = time.monotonic()
        while not self.done.wait(PATIENCE):
            with self.lock:
                seconds = int(time.monotonic() - start)
                self._write("\r" + say(self.lang, "cli.working", n=seconds))
                self.shown = True
