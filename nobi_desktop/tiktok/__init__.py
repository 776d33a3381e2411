"""Speaks TikTok Shop's Open API, politely."""

import sys

# httpx brings its command line along: click, and where they happen to be installed rich and
# pygments, 5 MB that nobody here runs. It does without where that is not to be had.
sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type]
