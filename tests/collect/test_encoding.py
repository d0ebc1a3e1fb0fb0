"""Charsets told by marks, declarations and the letters themselves."""

from __future__ import annotations

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from rasid.collect.encoding import arabic_score, declared_charset, decode, misread_as_latin
from rasid.errors import InputError

TEXT = "قال سكان القرية إن الطائرات قصفت أطرافها فجر الاثنين، ولم تعلن أي جهة المسؤولية عن الهجوم."


@pytest.mark.parametrize(
    "charset", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32", "cp1256", "iso8859-6"]
)
@pytest.mark.parametrize("declared", [None, "utf-8", "iso-8859-1", "nonsense"])
def test_declaration_yields_to_the_letters(charset, declared):
    text = TEXT.replace("،", " ")
    assert decode(text.encode(charset), declared).text == text


@given(st.binary(max_size=300))
def test_any_bytes_decode_or_are_refused(content):
    try:
        decoded = decode(content)
    except InputError as error:
        event(error.message)
        return
    assert len(decoded.text) == len(decoded.source)
    again = decoded.source.encode(decoded.charset, "surrogateescape")
    assert content[decoded.skip :] == again
    assert not any("\ud800" <= char <= "\udfff" for char in decoded.text)


def test_western_text_is_left_western():
    assert decode(
        "Les forces armées ont été déployées à l’entrée".encode("cp1252")
    ).text.startswith("Les forces armées")


def test_score_tells_the_right_charset():
    right = arabic_score(TEXT)
    wrong = arabic_score(TEXT.encode("cp1256").decode("iso8859-6", "replace"))
    assert right > 2 * wrong
    assert arabic_score("plain") == 0


def test_misread_text():
    assert misread_as_latin(TEXT.encode("cp1256").decode("latin-1"))
    assert not misread_as_latin("Les forces armées ont été déployées")
    assert not misread_as_latin(TEXT)


@pytest.mark.parametrize(
    ("head", "charset"),
    [
        (b'<meta charset="windows-1256">', "windows-1256"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=utf-8">', "utf-8"),
        (b'<?xml version="1.0" encoding="ISO-8859-6"?>', "ISO-8859-6"),
        (b"<html>", None),
    ],
)
def test_declared(head, charset):
    assert declared_charset(head) == charset
