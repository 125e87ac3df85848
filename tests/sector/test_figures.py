"""Quartiles, exact intervals and cells, by table and by what can be worked out from what is told."""

from collections import defaultdict
from itertools import product
from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor.advice.cells import base_told, cells_told, rest_of
from assessor.advice.intervals import quartile, share_between
from assessor.model.sector import CountTold

QUARTILES = {
    # scores in rising order -> lower quartile, low median, upper quartile
    (7,): (7, 7, 7),
    (1, 9): (1, 1, 9),
    (1, 2, 3): (1, 2, 3),
    (1, 2, 3, 4): (1, 2, 3),
    (1, 2, 3, 4, 5): (2, 3, 4),
    (1, 2, 3, 4, 5, 6): (2, 3, 5),
    (1, 2, 3, 4, 5, 6, 7): (2, 4, 6),
    (1, 2, 3, 4, 5, 6, 7, 8): (2, 4, 6),
    (0, 0, 0, 1_000_000): (0, 0, 0),
    (333_333, 333_334, 666_667, 1_000_000): (333_333, 333_334, 666_667),
}
"""In 1/10,000 points. Place n/4, n/2, 3n/4, rounded up to a whole place."""


@pytest.mark.parametrize("scores", QUARTILES, ids=str)
def test_a_quartile_is_the_score_at_its_place(scores: tuple[int, ...]) -> None:
    assert tuple(quartile(scores, quarter) for quarter in (1, 2, 3)) == QUARTILES[scores]


@given(st.lists(st.integers(0, 1_000_000), min_size=1, max_size=60))
def test_a_quartile_parts_the_scores_and_is_one_of_them(scores: list[int]) -> None:
    ordered = sorted(scores)
    lower, middle, upper = (quartile(ordered, quarter) for quarter in (1, 2, 3))
    assert lower <= middle <= upper
    for quarter, value in ((1, lower), (2, middle), (3, upper)):
        assert value in scores
        assert 4 * sum(each <= value for each in scores) >= quarter * len(scores)
        assert 4 * sum(each < value for each in scores) < quarter * len(scores)


INTERVALS = {
    # (fewest below, most below, peers) -> whole percents around Clopper and Pearson's ends
    (0, 0, 5): (0, 53),  # 52.18
    (0, 0, 10): (0, 31),  # 30.85
    (10, 10, 10): (69, 100),  # 69.15
    (5, 5, 10): (18, 82),  # 18.71 to 81.29
    (1, 1, 10): (0, 45),  # 0.25 to 44.50
    (3, 3, 20): (3, 38),  # 3.21 to 37.89
    (50, 50, 100): (39, 61),  # 39.83 to 60.17
    (3, 8, 10): (6, 98),  # open answers: the lower end of 3 (6.67), the upper end of 8 (97.48)
    (0, 10, 10): (0, 100),
}


@pytest.mark.parametrize("counts", INTERVALS)
def test_an_interval_is_that_of_the_books_widened_to_whole_percents(counts: tuple[int, int, int]) -> None:
    assert share_between(*counts) == INTERVALS[counts]


@pytest.mark.parametrize("of", [5, 12, 40])
def test_intervals_agree_with_the_beta_distribution(of: int) -> None:
    beta = pytest.importorskip("scipy.stats").beta
    for count in range(of + 1):
        low = 0.0 if count == 0 else 100 * beta.ppf(0.025, count, of - count + 1)
        high = 100.0 if count == of else 100 * beta.ppf(0.975, count + 1, of - count)
        told = share_between(count, count, of)
        assert told[0] <= low <= told[0] + 1 or isclose(told[0], low, abs_tol=1e-6)
        assert told[1] - 1 <= high <= told[1] or isclose(told[1], high, abs_tol=1e-6)


@given(st.integers(1, 60), st.data())
def test_an_interval_holds_the_share_and_grows_with_what_is_open(of: int, data: st.DataObject) -> None:
    low = data.draw(st.integers(0, of))
    high = data.draw(st.integers(low, of))
    wide, narrow = share_between(low, high, of), share_between(low, low, of)
    assert wide[0] <= 100 * low / of <= 100 * high / of <= wide[1]
    assert wide[0] == narrow[0]
    assert wide[1] >= narrow[1]


def told(*counts: int, fewest: int = 5) -> list[str]:
    """Cells as short texts: 7, <5, >=6, or - where nothing is told."""
    total = sum(counts)
    cells = cells_told(counts, fewest)
    return [
        str(cell.low) if cell.low == cell.high else f">={cell.low}" if cell.low else "-" if cell.high == total else "<5"
        for cell in cells
    ]


CELLS = {
    "all are large enough": ((6, 7, 8), ["6", "7", "8"]),
    "one small cell would be what is left": ((9, 8, 2), ["9", ">=6", "<5"]),
    "an empty cell reads like any small one": ((9, 8, 0), ["9", ">=5", "<5"]),
    "two small cells, too few together": ((2, 9, 8, 2), ["<5", ">=5", "8", "<5"]),
    "two small cells, and four and four is all they could be": ((4, 9, 8, 4), ["<5", ">=9", "8", "<5"]),
    "three small cells keep each other": ((3, 2, 3, 12), ["<5", "<5", "<5", "12"]),
    "all or nearly all": ((12, 0), [">=8", "<5"]),
    "nearly all": ((11, 1), [">=8", "<5"]),
    "the fewest there may be": ((5, 0), ["-", "-"]),
    "the fewest there may be, spread": ((3, 2), ["-", "-"]),
    "one more": ((6, 0), [">=5", "<5"]),
}


@pytest.mark.parametrize("case", CELLS)
def test_cells_of_a_table(case: str) -> None:
    counts, shown = CELLS[case]
    assert told(*counts) == shown


@pytest.mark.parametrize(("cells", "fewest", "most"), [(2, 3, 12), (3, 3, 13), (4, 3, 12), (2, 5, 20), (3, 5, 20)])
def test_nobody_can_work_out_how_many_are_in_a_small_cell(cells: int, fewest: int, most: int) -> None:
    """Every table of so many agencies, sorted by what is told of it: a small cell could hold more than one number.

    Two things show, and are in docs/sector.md: that cells are empty, where the one cell told as a range holds just the
    fewest there may be; and tables in which every cell holds one less than the fewest.
    """
    by_telling = defaultdict(list)
    for counts in product(range(most + 1), repeat=cells):
        if fewest < sum(counts) <= most:
            by_telling[sum(counts), cells_told(counts, fewest)].append(counts)
    for (_, telling), possible in by_telling.items():
        for place, cell in enumerate(telling):
            held = {counts[place] for counts in possible}
            assert min(held) >= cell.low
            assert max(held) <= cell.high
            if cell.low == cell.high:
                assert cell.low >= fewest
            elif cell.low == 0:
                assert len(held) > 1 or held == {0} or possible == [(fewest - 1,) * cells]


@given(st.lists(st.integers(0, 12), min_size=3, max_size=6), st.data())
def test_what_is_told_does_not_depend_on_how_small_cells_are_filled(counts: list[int], data: st.DataObject) -> None:
    small = [place for place, count in enumerate(counts) if count < 5]
    if len(small) < 2:
        return
    one, other = data.draw(st.permutations(small))[:2]
    moved = list(counts)
    moved[one], moved[other] = moved[one] + 1, moved[other] - 1
    if moved[other] >= 0 and moved[one] < 5:
        assert cells_told(moved, 5) == cells_told(counts, 5)


@given(st.lists(st.integers(0, 40), min_size=1, max_size=6), st.integers(3, 9))
def test_what_is_told_is_true(counts: list[int], fewest: int) -> None:
    for count, cell in zip(counts, cells_told(counts, fewest), strict=True):
        assert cell.low <= count <= cell.high
        rest = rest_of(cell, sum(counts))
        assert rest.low <= sum(counts) - count <= rest.high


def test_the_base_of_a_figure_is_told_where_there_is_a_figure() -> None:
    assert base_told(5, 5) == CountTold(low=5, high=5)
    assert base_told(4, 5) == base_told(0, 5) == CountTold(low=0, high=4)
