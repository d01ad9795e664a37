"""A pyvis network whose page asks the network for nothing."""

from __future__ import annotations

import re
from typing import Final

from pyvis.network import Network  # type: ignore[import-untyped]

_REMOTE: Final = re.compile(r"""<(?:script|link)\b[^>]*?=\s*["']https?:[^>]*>(?:\s*</script>)?""")
"""A script or a style sheet of another host, as pyvis's template names it."""


class OfflineNetwork(Network):  # type: ignore[misc]
    """As `Network`, but its page leaves out Bootstrap, which pyvis names at a remote address in every page."""

    def generate_html(self, name: str = "index.html", local: bool = True, notebook: bool = False) -> str:
        """The page, as pyvis makes it for `show` and `write_html` too."""
        html: str = super().generate_html(name, local, notebook)
        head, body, rest = html.partition("<body>")
        return _REMOTE.sub("", head) + body + rest
