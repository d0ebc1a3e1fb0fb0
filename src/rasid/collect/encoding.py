"""Takes bytes, gives their text: marks, declarations and Arabic letters decide the charset."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from rasid.errors import InputError

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SINGLE_BYTE = ("cp1256", "iso8859-6", "cp1252")
# Pages that declare Latin-1 mean Windows-1252, as browsers read it.
_ALIASES = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-6-e": "iso8859-6"}
_SAMPLE = 20_000
# Share of broken bytes up to which a text still counts as UTF-8 with some damage.
_DAMAGE = 0.01
# Share of control characters from which bytes are taken for a program, picture or archive.
_BINARY = 0.005
# More bytes than any letter takes in UTF-8.
_LONGEST = 8
# In running Arabic every third to fifth word carries the article "ال" (the).
_ARTICLE_WORDS = 0.05
# A third of all words with the article is as Arabic as a text gets.
_ARTICLE_GAIN = 3.0
_WITH_ARTICLE = ("ال", "وال", "بال", "لل")  # the, and the, in the, for the
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_WORD = re.compile(r"[\u0621-\u064a]+")
_HIGH = re.compile(r"[^\x00-\x7f]")
_DECLARED = re.compile(
    rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,30})""", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text of bytes: `text` has U+FFFD where bytes could not be read.

    `source` is the same, character for character, but encodes back to exactly the bytes after
    the first `skip` (a byte order mark).
    """

    text: str
    source: str
    charset: str
    skip: int

    def byte_length(self, start: int, end: int) -> int:
        """How many bytes the characters start:end take."""
        return len(self.source[start:end].encode(self.charset, "surrogateescape"))


def _decoded(content: bytes, charset: str, skip: int = 0, errors: str = "strict") -> Decoded:
    source = content[skip:].decode(charset, errors)
    text = re.sub("[\ud800-\udfff]", "\ufffd", source) if errors == "surrogateescape" else source
    return Decoded(text, source, charset, skip)


def declared_charset(content: bytes) -> str | None:
    """The charset that a page or feed names in its first kilobytes, None where it names none."""
    found = _DECLARED.search(content[:4096])
    return found.group(1).decode("ascii") if found else None


def _known(charset: str | None) -> str | None:
    try:
        name = codecs.lookup(charset.strip()).name if charset else None
    except LookupError:
        return None
    return _ALIASES.get(name, name) if name else None


def arabic_score(text: str) -> float:
    """How much a text looks like Arabic, 0 to 1: share of words that begin with its article.

    The article is the surest sign because a wrong charset turns lam into another letter.
    """
    words = _WORD.findall(text)
    high = len(_HIGH.findall(text))
    if not words or not high:
        return 0.0
    letters = sum(map(len, words))
    with_article = sum(word.startswith(_WITH_ARTICLE) for word in words)
    return float(letters / high * min(1.0, _ARTICLE_GAIN * with_article / len(words)))


def _candidates(content: bytes, declared: str | None) -> list[str]:
    names = [name for name in (_known(declared),) if name]
    try:
        from charset_normalizer import from_bytes  # noqa: PLC0415 - rarely needed, slow to load

        best = from_bytes(content[:_SAMPLE]).best()
    except (LookupError, ValueError):
        best = None
    guess = _known(best.encoding) if best else None
    names += [name for name in (*_SINGLE_BYTE, guess) if name and name not in names]
    return names


def _by_letters(content: bytes, declared: str | None) -> Decoded | None:
    """The single-byte reading that looks most like Arabic, or the declared one of other text."""
    readings: list[tuple[float, int, Decoded]] = []
    for rank, name in enumerate(_candidates(content, declared)):
        try:
            reading = _decoded(content, name)
        except (UnicodeDecodeError, LookupError):
            continue
        readings.append((arabic_score(reading.text[:_SAMPLE]), -rank, reading))
    if not readings:
        return None
    score, _, best = max(readings, key=lambda entry: entry[:2])
    if score >= _ARTICLE_WORDS:
        return best
    latin = [r for _, _, r in readings if r.charset == (_known(declared) or "cp1252")]
    return latin[0] if latin else best


def _utf8_with_damage(content: bytes) -> Decoded | None:
    reading = _decoded(content, "utf-8", errors="surrogateescape")
    broken = reading.text.count("\ufffd") - reading.source.count("\ufffd")
    tolerable = max(2, _DAMAGE * len(content))
    return reading if broken <= min(tolerable, len(content) / 2) else None


def _without_mark(content: bytes) -> Decoded:
    if b"\0" in content[:2000]:
        return _wide(content)
    return _decoded(content, "utf-8")


def _wide(content: bytes) -> Decoded:
    """UTF-16 without a mark: every other byte of its spaces and digits is zero."""
    head = content[:2000]
    for charset, spaces in (("utf-16-le", b" \0"), ("utf-16-be", b"\0 ")):
        if head.count(spaces) > len(head) / 100:
            try:
                return _decoded(content, charset)
            except UnicodeDecodeError:
                continue
    raise InputError("is binary, not text", hint="give a text, HTML, feed or JSON lines file")


def _first_reading(content: bytes, declared: str | None) -> Decoded:
    for mark, charset in _MARKS:
        if content.startswith(mark):
            return _decoded(content, charset, len(mark), _lenient(charset))
    try:
        return _without_mark(content)
    except UnicodeDecodeError:
        pass
    damaged = _utf8_with_damage(content)
    reading = damaged if damaged and _HIGH.search(damaged.text.replace("\ufffd", "")) else None
    reading = reading or _by_letters(content, declared) or damaged
    if reading is None:
        raise InputError(
            "its text encoding could not be told", hint="save it as UTF-8 and try again"
        )
    return reading


def _lenient(charset: str) -> str:
    return "surrogateescape" if charset == "utf-8" else "strict"


def decode(content: bytes, declared: str | None = None) -> Decoded:
    """The text of the bytes.

    `declared` is the charset that a header, page or feed names; it is believed only where the
    letters agree. Raises InputError (without a subject) for binary or unreadable content.
    """
    try:
        reading = _first_reading(content, declared)
    except UnicodeDecodeError as error:
        raise InputError(
            f"is damaged: byte {error.start} is no {error.encoding}",
            hint="fetch or save it again; it seems cut off or changed on its way",
        ) from error
    controls = len(_CONTROL.findall(reading.text[:_SAMPLE]))
    if controls > _BINARY * min(len(reading.text), _SAMPLE) + 1:
        raise InputError("is binary, not text", hint="give a text, HTML, feed or JSON lines file")
    return reading


def breaks_off(content: bytes) -> bool:
    """True where the bytes of a UTF-8 text end in the middle of a letter."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    decoder.decode(content[-_LONGEST:])
    return bool(decoder.getstate()[0])


def misread_as_latin(text: str) -> bool:
    """True where Arabic in Windows-1256 was once read as Latin letters and saved so."""
    for wrong in ("cp1252", "latin-1"):
        try:
            again = text[:2000].encode(wrong).decode("cp1256")
        except (UnicodeEncodeError, UnicodeDecodeError):
            continue
        if arabic_score(again) >= _ARTICLE_WORDS:
            return True
    return False
