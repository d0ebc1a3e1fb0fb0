"""Takes HTML, gives its plain paragraphs, without recursion and without reading entities."""

from __future__ import annotations

from typing import Any

from lxml import etree, html

from rasid.collect.text import tidy

_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption",
    "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main",
    "nav", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul",
})  # fmt: skip
_SILENT = frozenset({"script", "style", "noscript", "template", "head", "title", "svg"})


def parse_html(source: str) -> Any | None:
    """The element tree of a page or fragment; None where nothing can be made of it."""
    parser = html.HTMLParser(recover=True, no_network=True, huge_tree=False)
    try:
        return html.document_fromstring(source, parser=parser)
    except (etree.LxmlError, ValueError):
        return None


def _flat(text: str | None) -> str:
    return (text or "").replace("\n", " ")


def paragraphs(root: Any) -> str:
    """The text below an element, one paragraph for each block, blank lines between them."""
    pieces: list[str] = []
    silent = 0
    for event, element in etree.iterwalk(root, events=("start", "end", "comment")):
        if event == "comment":
            pieces.append("" if silent else _flat(element.tail))
            continue
        tag = element.tag if isinstance(element.tag, str) else ""
        hidden = tag in _SILENT
        if event == "start":
            silent += hidden
            if not silent:
                pieces += [
                    "\n\n" if tag in _BLOCKS else "",
                    _flat(element.text),
                ]
            continue
        silent -= hidden
        if not silent and element is not root:
            pieces += ["\n\n" if tag in _BLOCKS else "", _flat(element.tail)]
    return tidy("".join(pieces))


def fragment_text(source: str) -> str:
    """The plain paragraphs of a piece of HTML, or the text itself where it has no tags."""
    if "<" not in source and "&" not in source:
        return tidy(source)
    root = parse_html(f"<div>{source}</div>")
    return paragraphs(root) if root is not None else tidy(source)
