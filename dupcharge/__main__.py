"""`python -m dupcharge`: the same as the `dupcharge` command."""

import os
import sys

# `python -m` puts the current folder first in the search path: a pandas.py among somebody's
# downloads would be run. Take it out, unless it is where this package itself is.
if not getattr(sys.flags, "safe_path", False) and sys.path:
    _home = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    if os.path.abspath(sys.path[0] or os.curdir) != _home:
        del sys.path[0]

from dupcharge.cli import main

if __name__ == "__main__":
    main()
