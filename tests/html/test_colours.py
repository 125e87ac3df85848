"""Every pair of colours that stand on each other has the contrast that WCAG 2.2 AA asks for, in each scheme."""

import re

import pytest

from assessor.report.html import TEMPLATES

STYLE = (TEMPLATES / "report.css").read_text(encoding="utf-8")
TEXT = [
    ("ink", "paper"), ("ink", "card"), ("soft", "paper"), ("soft", "card"), ("accent", "paper"), ("accent", "card"),
    ("link", "paper"), ("link", "card"), ("ink", "warn-soft"), ("ink", "accent-soft"), ("link", "accent-soft"),
    ("paper", "accent"), ("soft", "accent-soft"),
]  # fmt: skip
GRAPHIC = [
    ("edge", "paper"), ("edge", "card"), ("focus", "paper"), ("focus", "card"), ("warn", "paper"), ("warn", "card"),
    ("warn", "accent-soft"), ("accent", "rule"), ("ink", "rule"), ("warn", "warn-soft"),
    *((f"view-{number}", "paper") for number in range(6)),
]  # fmt: skip


def schemes() -> dict[str, dict[str, str]]:
    """Each scheme's colours; print and dark build on light."""
    blocks = re.findall(r"\.assessor \{([^}]*--paper[^}]*)\}", STYLE)
    light, dark, paper = (dict(re.findall(r"--([\w-]+): (#\w+);", block)) for block in blocks)
    return {"light": light, "dark": {**light, **dark}, "print": {**light, **paper}}


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", schemes())
def test_words_stand_out_from_their_ground(scheme: str) -> None:
    colours = schemes()[scheme]
    faint = {pair: contrast(*(colours[name] for name in pair)) for pair in TEXT}
    assert {pair: round(found, 2) for pair, found in faint.items() if found < 4.5} == {}


@pytest.mark.parametrize("scheme", schemes())
def test_graphics_stand_out_from_their_ground(scheme: str) -> None:
    colours = schemes()[scheme]
    faint = {pair: contrast(*(colours[name] for name in pair)) for pair in GRAPHIC}
    assert {pair: round(found, 2) for pair, found in faint.items() if found < 3} == {}
