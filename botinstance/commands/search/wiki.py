"""wiki: the beginning of an article.

ref: https://www.mediawiki.org/wiki/API:REST_API/Reference (search),
https://en.wikipedia.org/api/rest_v1/ (summary)
"""

from __future__ import annotations

from typing import Any

from botinstance.commands.search.ask import ask, nothing, strange, topic
from botinstance.context import Context
from botinstance.web import NotFound

LENGTH = 1500  # characters of the article
_OTHERS = 5  # articles that are named where a word has several meanings


def run(context: Context) -> str:
    from urllib.parse import quote

    what = topic(context, "topic", "Alan Turing")
    try:
        found = ask(context, "wikipedia_url", "/w/rest.php/v1/search/page", q=what, limit=_OTHERS)
        pages = [page for page in found["pages"] if page["key"]]
        if not pages:
            raise nothing(what)
        path = f"/api/rest_v1/page/summary/{quote(pages[0]['key'], safe='')}"
        summary = ask(context, "wikipedia_url", path)
        if summary.get("type") == "disambiguation":
            return _meanings(summary, pages)
        return _article(summary)
    except NotFound:
        raise nothing(what) from None
    except (LookupError, TypeError, AttributeError):
        raise strange("Wikipedia") from None


def _article(summary: Any) -> str:
    text = summary["extract"].strip()
    if len(text) > LENGTH:
        text = text[: LENGTH - 1].rstrip() + "…"
    about = summary.get("description")
    lines = [f"*{summary['title']}*", *([f"_{about}_"] if about else []), "", text, ""]
    return "\n".join([*lines, f"{_address(summary)} (Wikipedia)"])


def _meanings(summary: Any, pages: list[Any]) -> str:
    others = [f"- {page['title']}" for page in pages if page["title"] != summary["title"]]
    return "\n".join(
        [
            f"*{summary['title']}* can mean several things. Perhaps:",
            *others,
            "",
            f"{_address(summary)} (Wikipedia)",
        ]
    )


def _address(summary: Any) -> str:
    return str(summary["content_urls"]["desktop"]["page"])
