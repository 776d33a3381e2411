"""The program of a seller with many practice shops under three authorizations.

`python -m tests.benchmarks.seller DIR URL` runs it on the folder DIR beside the sandbox at URL. It
is the program itself; only its sign-in allows a third of the shops at a time, instead of one.
"""

from __future__ import annotations

import asyncio
import sys
import urllib.error
import urllib.parse
import urllib.request

from nobi_desktop.__main__ import main
from nobi_desktop.app import demo, wiring
from nobi_desktop.app.options import Options

AUTHORIZATIONS = 3


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: object, **kwargs: object) -> None:
        return None


def _allowed(sandbox: demo.Sandbox, link: str, shops: tuple[str, ...]) -> str:
    """The code for which the seller has allowed all of `shops` on the page at `link`."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _Stay)
    query = urllib.parse.parse_qs(urllib.parse.urlsplit(link).query)
    form = [
        ("service_id", sandbox.service_id),
        ("state", query["state"][0]),
        ("decision", "allow"),
        ("redirect_uri", "http://127.0.0.1:9/callback"),
        *(("shop_id", shop) for shop in shops),
    ]
    try:
        opener.open(link.split("?", 1)[0], urllib.parse.urlencode(form).encode(), timeout=10)
    except urllib.error.HTTPError as error:
        with error:
            back = urllib.parse.urlsplit(str(error.headers["Location"])).query
        return urllib.parse.parse_qs(back)["code"][0]
    raise AssertionError("the consent page led nowhere")


async def _practise(parts: wiring.Parts, options: Options) -> None:
    from nobi_desktop.shops.connect import Connect, credential_for

    assert options.api_url is not None
    found = await demo.running_at(options.api_url)
    parts.sandbox = found
    parts.origins.add(found.api_url)
    credential = credential_for(
        found.app_key, found.service_id, api_url=found.api_url, auth_url=found.auth_url
    )
    for number in range(AUTHORIZATIONS):
        attempt = Connect(
            parts.registry, credential, found.app_secret, authorize_url=found.authorize_url
        )
        shops = tuple(found.shops[number::AUTHORIZATIONS])
        code = await asyncio.to_thread(_allowed, found, attempt.link, shops)
        granted = await attempt.exchange(code)
        await attempt.save([shop.id for shop in granted])


if __name__ == "__main__":
    wiring.Parts._practise = _practise  # type: ignore[method-assign]
    folder, url = sys.argv[1:]
    sys.exit(main(["--demo", "--data-dir", folder, "--api-url", url]))
