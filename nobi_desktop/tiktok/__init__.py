"""Speaks TikTok Shop's Open API, politely."""

import sys

# httpx brings its command line along: click, and where they happen to be installed rich and
# pygments, 5 MB that nobody here runs. httpcore looks for sniffio some ten times in every call, on
# disk where it is not installed. Both do without what is not to be had.
for _name in ("httpx._main", "sniffio"):
    sys.modules.setdefault(_name, None)  # type: ignore[arg-type]
