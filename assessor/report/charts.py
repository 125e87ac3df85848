"""Charts as plain shapes: placed across in percent and down in pixels, so that they stretch and their words do not."""

import textwrap
from collections.abc import Iterator
from typing import NamedTuple

from assessor.report.blocks import Bars, Dots, Place
from assessor.report.placing import Plane

LABEL = 34
"""Characters of a label that fit beside a figure on the narrowest screen."""
CORNER = 18
"""Characters of a corner's name that fit into half the width on the narrowest screen."""
LINE, GAP = 18, 22
MARKS = (
    ("circle", ""),
    ("path", "M-6,-6h12v12h-12z"),
    ("path", "M0,-8L8,6H-8z"),
    ("path", "M0,-8L8,0L0,8L-8,0z"),
    ("path", "M-7,-4L-4,-7L0,-3L4,-7L7,-4L3,0L7,4L4,7L0,3L-4,7L-7,4L-3,0z"),
    ("path", "M-2.5,-8h5v5.5h5.5v5h-5.5v5.5h-5v-5.5h-5.5v-5h5.5z"),
)
"""A shape for each view, so that nobody needs the colours."""
NEAR = 6
"""Marks closer than this many points would cover each other."""


class Shape(NamedTuple):
    """An element of SVG with its attributes, its text, and what is inside it."""

    tag: str
    attributes: dict[str, str]
    text: str = ""
    inside: tuple["Shape", ...] = ()


class Drawing(NamedTuple):
    """A chart: its height in pixels, and its shapes in the order in which they are drawn."""

    height: int
    shapes: tuple[Shape, ...]


def bars(block: Bars, hatch: str) -> Drawing:
    """A bar up to each score, and a bracket over what is still possible; hatched where there is no score.

    `hatch` is the id of the pattern on the page.
    """
    shapes, down = [], 2 * LINE
    for bar in block.bars:
        lines = textwrap.wrap(bar.title, LABEL) or [""]
        for line in lines:
            down += LINE
            shapes.append(_words(line, "0", down - 6, "label"))
        shapes.append(_words(bar.figure, "100%", down - 6, "figure", "end"))
        shapes.append(_box("track", 0, 100, down, 10))
        if bar.low is not None and bar.high is not None:
            if bar.score is None:
                shapes.append(_box("open", bar.low, bar.high, down, 10, fill=f"url(#{hatch})"))
            else:
                shapes.append(_box("bar", 0, bar.score, down, 10))
                shapes += _bracket(bar.low, bar.high, down + 15) if bar.low != bar.high else ()
        down += 10 + GAP
    return Drawing(down, (*_scale(down - GAP + 6), *shapes))


def dots(block: Dots) -> Drawing:
    """A line for each dimension, with one mark for each view that has a score on it."""
    shapes, down = [], 2 * LINE
    for title, points in block.rows:
        for line in textwrap.wrap(title, LABEL + 6) or [""]:
            down += LINE
            shapes.append(_words(line, "0", down - 6, "label"))
        known = {view: point for view, point in enumerate(points) if point is not None}
        lanes = _lanes(known)
        down += 8
        shapes.append(_line("lane", 0, 100, down))
        if known:
            shapes.append(_line("apart", min(known.values()), max(known.values()), down))
        shapes += [_stem(point, down, down + 16 * lanes[view]) for view, point in known.items() if lanes[view]]
        shapes += [mark(view, point, down + 16 * lanes[view]) for view, point in known.items()]
        down += 16 * max(lanes.values(), default=0) + GAP
    return Drawing(down, (*_scale(down - GAP + 10), *shapes))


def mark(view: int, across: float | None = None, down: int = 0) -> Shape:
    """The mark of a view; in the middle of a key where it is not placed."""
    tag, path = MARKS[view % len(MARKS)]
    drawn = Shape(tag, {"d": path} if path else {"r": "7"})
    place = {"x": "10" if across is None else f"{across:g}%", "y": str(down), "overflow": "visible"}
    return Shape("svg", {"class": f"mark mark-{view % len(MARKS)}", **place}, "", (drawn,))


def place(block: Place, hatch: str) -> Drawing | None:
    """The two axes with the mark of the agency, and a box around where it could still be."""
    if block.plane is None:
        return None
    size, top = 320, 26
    plot = Shape("svg", {"y": str(top), "height": str(size), "overflow": "visible"}, "", (*_plane(block.plane, hatch),))
    more_up = _words(f"↑ {block.plane.up.more}", "0", 14, "axis")
    more_across = _words(f"{block.plane.across.more} →", "100%", top + size + 22, "axis", "end")
    return Drawing(top + size + 32, (plot, more_up, more_across))


def _plane(plane: Plane, hatch: str) -> Iterator[Shape]:
    across, up = plane.across, plane.up
    yield Shape("rect", {"class": "ground", "width": "100%", "height": "100%"})
    best = {"x": f"{across.cut}%", "width": f"{100 - across.cut}%", "height": f"{100 - up.cut}%"}
    yield Shape("rect", {"class": "best", **best})
    yield Shape("line", {"class": "cut", "x1": "0", "x2": "100%", **_level(100 - up.cut)})
    yield Shape("line", {"class": "cut", "x1": f"{across.cut}%", "x2": f"{across.cut}%", "y1": "0", "y2": "100%"})
    wide, high = across.high - across.low, up.high - up.low
    if wide or high:
        box = {"x": f"{across.low}%", "y": f"{100 - up.high}%", "width": f"{wide}%", "height": f"{high}%"}
        yield Shape("rect", {"class": "open", "fill": f"url(#{hatch})", **box})
        yield Shape(
            "line", {"class": "bracket", "x1": f"{across.low}%", "x2": f"{across.high}%", **_level(100 - up.at)}
        )
        upright = {"x1": f"{across.at}%", "x2": f"{across.at}%", "y1": f"{100 - up.high}%", "y2": f"{100 - up.low}%"}
        yield Shape("line", {"class": "bracket", **upright})
    for number, (name, side, down) in enumerate(zip(plane.corners, (0, 100, 0, 100), (0, 0, 100, 100), strict=True)):
        yield from _corner(name, side, down, "corner now" if number == plane.corner else "corner")
    spot = {"cx": f"{across.at}%", "cy": f"{100 - up.at}%"}
    yield Shape("circle", {"class": "here" if plane.sure else "here unsure", "r": "8", **spot})


def _corner(name: str, side: int, down: int, kind: str) -> Iterator[Shape]:
    """The name of a corner inside it, on as many lines as it needs to stay clear of the other side."""
    anchor = {"text-anchor": "end", "dx": "-12"} if side else {"dx": "12"}
    lines = textwrap.wrap(name, CORNER) or [""]
    for place, line in enumerate(lines):
        rise = -14 - LINE * (len(lines) - 1 - place) if down else 24 + LINE * place
        yield Shape("text", {"class": kind, "x": f"{side}%", "y": f"{down}%", "dy": str(rise), **anchor}, line)


def _level(percent: int) -> dict[str, str]:
    return {"y1": f"{percent}%", "y2": f"{percent}%"}


def _scale(height: int) -> Iterator[Shape]:
    """Lines at every quarter, with their figures on top."""
    for at, anchor in ((0, "start"), (25, "middle"), (50, "middle"), (75, "middle"), (100, "end")):
        yield Shape("line", {"class": "grid", "x1": f"{at}%", "x2": f"{at}%", "y1": "20", "y2": str(height)})
        yield _words(str(at), f"{at}%", 14, "tick", anchor)


def _words(text: str, across: str, down: int, kind: str, anchor: str = "start") -> Shape:
    return Shape("text", {"class": kind, "x": across, "y": str(down), "text-anchor": anchor}, text)


def _box(kind: str, low: int, high: int, down: int, height: int, **more: str) -> Shape:
    size = {"x": f"{low}%", "y": str(down), "width": f"{high - low}%", "height": str(height)}
    return Shape("rect", {"class": kind, **size, **more})


def _line(kind: str, low: int, high: int, down: int) -> Shape:
    return Shape("line", {"class": kind, "x1": f"{low}%", "x2": f"{high}%", "y1": str(down), "y2": str(down)})


def _stem(across: int, top: int, bottom: int) -> Shape:
    """Ties a mark that had to give way to its line."""
    return Shape("line", {"class": "stem", "x1": f"{across}%", "x2": f"{across}%", "y1": str(top), "y2": str(bottom)})


def _bracket(low: int, high: int, down: int) -> Iterator[Shape]:
    yield _line("bracket", low, high, down)
    for end in (low, high):
        yield Shape(
            "line", {"class": "bracket", "x1": f"{end}%", "x2": f"{end}%", "y1": str(down - 4), "y2": str(down + 4)}
        )


def _lanes(points: dict[int, int]) -> dict[int, int]:
    """For each view the first lane, from the line down, in which its mark covers no other."""
    lanes: dict[int, int] = {}
    for view, point in points.items():
        taken = {lanes[other] for other in lanes if abs(points[other] - point) < NEAR}
        lanes[view] = next(lane for lane in range(len(points)) if lane not in taken)
    return lanes
