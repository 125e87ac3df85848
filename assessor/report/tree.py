"""Reasons laid out: indented by depth for the eye, numbered by depth for the ear."""

import textwrap
from collections.abc import Iterable

from assessor.report.markdown import line
from assessor.report.wording import one_line

WIDTH = 80
DEEPEST = 12
"""Indentation stops growing here, so that deep reasons stay readable in 80 columns."""


def as_tree(lines: Iterable[tuple[int, str]], *, plain: bool = False) -> str:
    """(depth, statement) pairs as text; `plain` puts each statement on one line with its depth in front."""
    laid_out: list[str] = []
    for depth, says in lines:
        text = one_line(says)
        if plain:
            laid_out.append(f"{depth}: {text}")
            continue
        indent = "  " * min(depth, DEEPEST)
        mark = indent[:-2] + "- " if depth else ""
        laid_out += textwrap.wrap(text, WIDTH, initial_indent=mark, subsequent_indent=indent)
    return "\n".join(laid_out) + "\n"


def as_markdown(lines: Iterable[tuple[int, str]]) -> str:
    """(depth, statement) pairs as Markdown: a paragraph for what is explained, under it lists in lists."""
    (_, first), *rest = lines
    told = [f"{line(first)}\n", *(f"{'  ' * (depth - 1)}- {line(says)}" for depth, says in rest)]
    return "\n".join(told) + "\n"
