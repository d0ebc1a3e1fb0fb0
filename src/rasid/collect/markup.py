"""Takes HTML, gives its plain paragraphs, without recursion and without reading entities."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree, html

from rasid.collect.text import tidy

_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption",
    "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main",
    "nav", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul",
})  # fmt: skip
_VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
})  # fmt: skip
_TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]*)[^<>]*>")
# The parser gives up 256 elements deep and leaves out the rest without a word; the tags of a page
# that goes there are left out from this depth on, which keeps all its text.
_DEPTH = 100
_TOO_DEEP = "ERR_RESOURCE_LIMIT"
_SILENT = frozenset({"script", "style", "noscript", "template", "head", "title", "svg"})


def _shallow(source: str) -> str:
    """The source without the tags that open `_DEPTH` deep; a block leaves a line break."""
    kept: list[bool] = []
    pieces: list[str] = []
    last = 0
    for tag in _TAG.finditer(source):
        closing, name = tag.group(1), tag.group(2).lower()
        if name in _VOID or name in _SILENT:
            continue
        if closing:
            keep = kept.pop() if kept else True
        else:
            keep = len(kept) < _DEPTH
            kept.append(keep)
        if not keep:
            pieces += [source[last : tag.start()], "<br>" if name in _BLOCKS else ""]
            last = tag.end()
    return "".join([*pieces, source[last:]])


def _parsed(source: str) -> tuple[Any | None, bool]:
    """The element tree, and whether the parser gave up at its limit of depth."""
    parser = html.HTMLParser(recover=True, no_network=True, huge_tree=False)
    try:
        root = html.document_fromstring(source, parser=parser)
    except (etree.LxmlError, ValueError):
        root = None
    return root, any(error.type_name == _TOO_DEEP for error in parser.error_log)


def parse_whole(source: str) -> tuple[Any | None, str]:
    """The element tree, None where nothing can be made of it, and the source that it shows.

    That is the source given, but for one so deeply nested that parsers lose its text: of this
    the deep tags are left out.
    """
    root, too_deep = _parsed(source)
    if too_deep:
        source = _shallow(source)
        root, _ = _parsed(source)
    return root, source


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
    root, _ = parse_whole(f"<div>{source}</div>")
    return paragraphs(root) if root is not None else tidy(source)
