"""Agreement: published and worked values, what never changes a figure, what is told in public and why not."""

import subprocess
import sys
from collections.abc import Sequence
from fractions import Fraction
from itertools import permutations
from math import sqrt
from random import Random
from statistics import stdev, variance

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessor import agreement as room
from assessor.agreement import (
    FEW_COMPLETE,
    FEW_ITEMS,
    FEW_PEOPLE,
    FORMATIVE,
    NO_STATS,
    TOO_ALIKE,
    Agreement,
    Answers,
    Figure,
    Rows,
    agreement,
    complete,
    cronbach_alpha,
    icc2k,
    item_ratios,
    r_wg,
    r_wg_j,
    spread,
    tenths,
    variance_ratio,
    word,
)

SHROUT_FLEISS = [(9, 2, 5, 8), (6, 1, 3, 2), (8, 4, 6, 8), (7, 1, 2, 6), (10, 5, 6, 9), (6, 2, 4, 7)]
"""Table 2 of Shrout and Fleiss (1979): six targets, each judged by four judges."""

CRONBACH_WIDE = [
    (1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1),
    (1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 0),
    (1, 1, 1, 0, 1, 1, 0, 1, 1, 0, 0),
    (1, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0),
    (1, 1, 1, 1, 0, 0, 1, 0, 0, 0, 0),
    (1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0),
    (0, 1, 0, 1, 1, 0, 0, 0, 0, 1, 0),
    (1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0),
    (1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0),
]
"""The people without gaps in pingouin's data set cronbach_wide_missing; its manual gives 0.8017, as does R's psych."""

MIXED = [[0, 1, 2], [1, 2, 4], [2, 2, 3], [3, 4, 4], [1, 0, 1], [2, 3, 3], [4, 3, 4], [0, 0, 2], [3, 2, 2], [1, 1, 3]]
"""Ten people who differ, three items of five options."""

quick = settings(deadline=None, max_examples=30, derandomize=True)
points = st.lists(st.integers(0, 4), min_size=2, max_size=12)


def exact(table: Sequence[Sequence[int]]) -> Rows:
    return [[Fraction(value) for value in row] for row in table]


def told(answers: Answers, options: int = 5, reflective: bool = True) -> Agreement:
    items = len(answers[0]) if answers else 0
    return agreement(answers, [options - 1] * items, [options] * items, reflective)


def test_the_published_icc_of_shrout_and_fleiss() -> None:
    """Their table 4: ICC(2,1) = .29, ICC(2,4) = .62. Items are the targets, people the judges."""
    found = icc2k(list(zip(*exact(SHROUT_FLEISS), strict=True)))
    assert found is not None
    assert round(found.single, 2) == 0.29
    assert round(found.average, 2) == 0.62


def test_icc_is_that_of_its_formula() -> None:
    """Mean squares written out: between targets, between judges, residual."""
    n, k = 6, 4
    cells = exact(SHROUT_FLEISS)
    grand = sum(sum(row) for row in cells) / (n * k)
    rows = k * sum((sum(row) / k - grand) ** 2 for row in cells)
    columns = n * sum((sum(column) / n - grand) ** 2 for column in zip(*cells, strict=True))
    rest = sum((value - grand) ** 2 for row in cells for value in row) - rows - columns
    bms, jms, ems = rows / (n - 1), columns / (k - 1), rest / ((n - 1) * (k - 1))
    found = icc2k(list(zip(*cells, strict=True)))
    assert found is not None
    assert found.single == pytest.approx(float((bms - ems) / (bms + (k - 1) * ems + k * (jms - ems) / n)))
    assert found.average == pytest.approx(float((bms - ems) / (bms + (jms - ems) / n)))


def test_icc_of_people_who_agree_fully_is_one_and_of_no_differences_undefined() -> None:
    assert icc2k(exact([(0, 1, 4)] * 5)) == (1.0, 1.0)
    assert icc2k(exact([(2, 2, 2)] * 5)) is None


def test_the_published_alphas() -> None:
    """Shrout and Fleiss give ICC(3,4) = .91 for their table, which is alpha with the judges as items."""
    assert round(cronbach_alpha(exact(SHROUT_FLEISS)) or 0, 2) == 0.91
    assert round(cronbach_alpha(exact(CRONBACH_WIDE)) or 0, 4) == 0.8017


@pytest.mark.parametrize("table", [SHROUT_FLEISS, CRONBACH_WIDE], ids=["judges", "wide"])
def test_alpha_is_that_of_its_formula(table: list[tuple[int, ...]]) -> None:
    """k / (k - 1) x (1 - the sum of the items' variances / the variance of the totals)."""
    cells, k = exact(table), len(table[0])
    items = sum(variance(column) for column in zip(*cells, strict=True))
    wanted = Fraction(k, k - 1) * (1 - items / variance([sum(row, Fraction(0)) for row in cells]))
    assert cronbach_alpha(cells) == pytest.approx(float(wanted))


def test_alpha_is_undefined_where_all_totals_are_the_same() -> None:
    assert cronbach_alpha(exact([(1, 2, 3), (2, 1, 3), (3, 2, 1)])) is None


def test_r_wg_worked_by_hand() -> None:
    """Five options: random answers have the variance (25 - 1) / 12 = 2.

    3 3 4 4 4: mean 3.6; 2 x 0.36 + 3 x 0.16 = 1.2; over 4 it is 0.3; 1 - 0.3 / 2 = 0.85.
    2 3 4: mean 3; (1 + 0 + 1) / 2 = 1; 1 - 1 / 2 = 0.5.
    1 1 1 5 5 5: mean 3; 6 x 4 / 5 = 4.8; 1 - 4.8 / 2 is negative, so 0.
    Seven options: (49 - 1) / 12 = 4; with 2 3 4: 1 - 1 / 4 = 0.75.
    """
    assert r_wg([3, 3, 4, 4, 4], 5) == Fraction(85, 100)
    assert r_wg([2, 3, 4], 5) == Fraction(1, 2)
    assert r_wg([1, 1, 1, 5, 5, 5], 5) == 0
    assert r_wg([2, 3, 4], 7) == Fraction(3, 4)
    assert r_wg([5, 5, 5], 5) == 1


def test_r_wg_of_several_items_worked_by_hand() -> None:
    """Five items of five options, their variances 0.5 in the mean: m = 0.5 / 2 = 0.25; 3.75 / (3.75 + 0.25) = 0.9375.

    Items of five and of seven options, both answered 2 3 4: m = (1/2 + 1/4) / 2 = 3/8; 10/8 / (10/8 + 3/8) = 10/13.
    Ten items with m = 0.5: 5 / 5.5, which docs/agreement.md warns of.
    """
    assert r_wg_j([Fraction(each, 4) for each in (0, 2, 0, 2, 1)]) == Fraction(9375, 10_000)
    assert r_wg_j([variance_ratio([2, 3, 4], 5), variance_ratio([2, 3, 4], 7)]) == Fraction(10, 13)
    assert r_wg_j([Fraction(1, 2)] * 10) == Fraction(10, 11)
    assert r_wg_j([Fraction(1)] * 3) == r_wg_j([Fraction(2)] * 3) == 0


def test_points_of_larger_steps_are_the_same_answers() -> None:
    assert item_ratios([[0], [2], [4], [4], [2]], [4], [3]) == [variance_ratio([0, 1, 2, 2, 1], 3)]


def test_an_item_needs_two_options() -> None:
    with pytest.raises(ValueError, match="two options"):
        r_wg([0, 0], 1)


def test_rows_of_the_wrong_length_are_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        agreement([[1, 2], [1]], [4, 4], [5, 5], True)


def test_spread_is_of_the_scores_of_those_who_answered_half() -> None:
    """Of 4, 4 and 2 points: 6/8 of the answered is 75, all is 100, 1 of 2 (of 4 and 2 asked for half) is out."""
    found = spread([[2, 4, None], [4, 4, 2], [None, None, 1], [0, 0, 0]], [4, 4, 2])
    assert found is not None
    assert (found.n, found.mean) == (3, Fraction(175, 3))
    assert found.sd == pytest.approx(stdev([75, 100, 0]))
    assert spread([[1]], [4]) is None


@pytest.mark.parametrize(
    ("value", "is_told"),
    [(0.25, "0.3"), (Fraction(1, 4), "0.3"), (0.2499999999999, "0.3"), (0.24, "0.2"), (0.04, "0.0"),
     (-0.2, "0 or less"), (float("-inf"), "0 or less"), (1e-12, "0 or less"), (0.87, "0.9"), (0.9, "0.9"),
     (Fraction(9, 10), "0.9"), (0.901, "0.9 or more"), (1.0, "0.9 or more")],
)  # fmt: skip
def test_a_figure_has_one_decimal_and_ends(value: float | Fraction, is_told: str) -> None:
    assert tenths(value).told == is_told


def test_the_words_of_r_wg() -> None:
    hundredths = {0: "lack", 30: "lack", 31: "weak", 50: "weak", 51: "moderate", 70: "moderate", 71: "strong"}
    hundredths |= {90: "strong", 91: "very strong", 100: "very strong"}
    assert {each: word(Fraction(each, 100)) for each in hundredths} == hundredths


def test_everything_is_told_of_a_view_that_differs() -> None:
    """The mean is 63 / 120, which is 52.5 and goes up. Sums of squares of the items: 16.1, 15.6 and 9.6.

    Over 9 and over 2, m = 41.3 / 54 = 0.765; r_wg(3) = 0.706 / (0.706 + 0.765) = 0.480.
    """
    found = told(MIXED)
    assert found == Agreement(
        10, Figure(55.0, "55"), Figure(30.0, "30"), Figure(0.5, "0.5"), "weak", Figure(0.2, "0.2"), Figure(0.7, "0.7"),
        Figure(0.9, "0.9"),
    )  # fmt: skip


def test_a_view_of_nobody_or_of_no_items_has_reasons_only() -> None:
    few = Figure(reason=FEW_PEOPLE.format(n=5))
    complete_5, complete_10 = (Figure(reason=FEW_COMPLETE.format(n=each)) for each in (5, 10))
    nobody = agreement([], [4, 4, 4], [5, 5, 5], True)
    assert nobody == Agreement(0, few, few, few, None, complete_5, complete_5, complete_10)
    assert agreement([[], []], [], [], True).icc == Figure(reason=FEW_ITEMS.format(n=3))


def test_four_people_are_too_few_and_five_are_enough_but_for_alpha() -> None:
    four, five = told(MIXED[:4]), told(MIXED[:5])
    assert {four.mean.reason, four.spread.reason, four.r_wg.reason} == {
        "too few people answered: at least 5 are needed"
    }
    assert four.word is None
    assert {four.icc.reason, four.icc_average.reason} == {"too few people answered every item: at least 5 are needed"}
    assert not any(each.reason for each in (five.mean, five.spread, five.r_wg, five.icc, five.icc_average))
    assert five.alpha.reason == "too few people answered every item: at least 10 are needed"
    assert told(MIXED[:9]).alpha.reason == five.alpha.reason


def test_two_items_are_too_few_for_icc_and_alpha() -> None:
    found = told([[*row[:2]] for row in MIXED])
    assert {found.icc.reason, found.alpha.reason} == {"too few items: at least 3 are needed"}
    assert found.r_wg.value is not None


def test_only_those_who_answered_all_count_for_icc_and_alpha() -> None:
    gaps: list[list[int | None]] = [[None, *row[1:]] if place < 6 else [*row] for place, row in enumerate(MIXED)]
    found = told(gaps)
    assert found.n == 10
    assert found.icc.reason == FEW_COMPLETE.format(n=5)
    assert len(complete(gaps, [4, 4, 4])) == 4
    assert len(item_ratios(gaps, [4, 4, 4], [5, 5, 5])) == 2, "only four answered the first item"


def test_alpha_is_for_reflective_dimensions() -> None:
    assert told(MIXED, reflective=False).alpha == Figure(reason=FORMATIVE)


def test_without_variance_icc_and_alpha_say_so_and_so_they_do_with_little() -> None:
    for found in (told([[2, 2, 2]] * 10), told([[0, 2, 4]] * 10), told([[2, 2, 2]] * 9 + [[2, 2, 3]])):
        assert {found.icc.reason, found.icc_average.reason, found.alpha.reason} == {TOO_ALIKE}
        assert found.r_wg.told == "0.9 or more"
        assert found.spread.told == "10 or less"
    assert told([[*each] for each in permutations((0, 2, 4))] * 2).alpha.reason == TOO_ALIKE, "all totals are the same"


def test_where_one_person_says_nothing_the_mean_of_all_is_not_trusted() -> None:
    """All items have the same mean: the formula of ICC(2,k) gives 3."""
    turned = [[0, 1, 2], [1, 2, 0], [2, 0, 1]] * 2
    raw = icc2k(complete(turned, [4, 4, 4]))
    assert raw is not None
    assert raw.single < 0
    assert raw.average == pytest.approx(3)
    found = told(turned)
    assert found.icc == found.icc_average == Figure(0.0, "0 or less")


def test_without_the_extra_the_rest_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pingouin", None)
    found = told(MIXED)
    assert {found.icc.reason, found.icc_average.reason, found.alpha.reason} == {NO_STATS}
    assert "participation-assessor[stats]" in NO_STATS
    assert found.r_wg.value == 0.5


def test_importing_the_room_imports_no_statistics() -> None:
    code = "import sys, assessor.agreement; print({'pingouin', 'pandas', 'numpy'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


@given(points, st.integers(-9, 9), st.integers(2, 9))
def test_r_wg_lies_in_0_to_1_and_a_constant_changes_nothing(answers: list[int], more: int, options: int) -> None:
    found = r_wg(answers, options)
    assert 0 <= found <= 1
    assert found == r_wg([each + more for each in answers], options)


@given(st.lists(st.fractions(0, 3), min_size=1, max_size=9))
def test_r_wg_of_several_lies_in_0_to_1(ratios: list[Fraction]) -> None:
    assert 0 <= r_wg_j(ratios) <= 1


def tables(least: int = 1, gaps: bool = True) -> st.SearchStrategy[list[list[int | None]]]:
    answer = st.integers(0, 4) | st.none() if gaps else st.integers(0, 4)
    return st.integers(least, 5).flatmap(
        lambda items: st.lists(st.lists(answer, min_size=items, max_size=items), min_size=5, max_size=14)
    )


@quick
@given(tables(), st.randoms(use_true_random=False))
def test_the_order_of_people_changes_nothing(answers: list[list[int | None]], random: Random) -> None:
    mixed = answers[:]
    random.shuffle(mixed)
    assert told(mixed) == told(answers)


@quick
@given(tables(least=3, gaps=False), st.integers(1, 5))
def test_a_constant_changes_neither_spread_nor_icc_nor_alpha(answers: list[list[int | None]], more: int) -> None:
    tops = [9] * len(answers[0])
    moved = [[p + more for p in row if p is not None] for row in answers]
    before, after = spread(answers, tops), spread(moved, tops)
    assert before is not None
    assert after is not None
    assert before.variance == after.variance
    assert after.mean - before.mean == Fraction(100 * more, 9)
    assert cronbach_alpha(complete(moved, tops)) == pytest.approx(cronbach_alpha(complete(answers, tops)))
    first, second = icc2k(complete(answers, tops)), icc2k(complete(moved, tops))
    assert (first is None) == (second is None)
    if first and second:
        assert second.single == pytest.approx(first.single, abs=1e-9)


@quick
@given(tables(least=3))
def test_what_is_told_is_within_its_ends_or_has_a_reason(answers: list[list[int | None]]) -> None:
    found = told(answers)
    for figure in (found.r_wg, found.icc, found.icc_average, found.alpha):
        assert (figure.value is None) == bool(figure.reason) == (not figure.told)
        assert figure.value is None or 0 <= figure.value <= 0.9
    assert (found.word is None) == (found.r_wg.value is None)
    for figure in (found.mean, found.spread):
        assert figure.value is None or figure.value % 5 == 0


@given(points.filter(lambda each: len(each) >= 5))
def test_the_spread_told_is_the_standard_deviation_to_the_nearest_five(answers: list[int]) -> None:
    root = sqrt(variance([25.0 * each for each in answers]))
    sd = told([[each] for each in answers]).spread.value
    assert sd is not None
    assert abs(sd - root) <= 2.5 + 1e-9 or (sd == 10 and root < 10)


@quick
@given(st.data())
def test_all_of_one_mind_and_all_but_one_read_the_same(data: st.DataObject) -> None:
    """One of ten or more people is one option off, on as many items as one likes, of four options or more."""
    options = data.draw(st.lists(st.integers(4, 7), min_size=1, max_size=8))
    steps = data.draw(st.lists(st.integers(1, 3), min_size=len(options), max_size=len(options)))
    places = [data.draw(st.integers(0, each - 1)) for each in options]
    other = [place + data.draw(st.sampled_from([0, 1 if place == 0 else -1])) for place in places]
    people = data.draw(st.integers(10, 30))
    tops = [step * (each - 1) for step, each in zip(steps, options, strict=True)]
    one_mind, odd = ([step * each for step, each in zip(steps, row, strict=True)] for row in (places, other))
    same = agreement([one_mind] * people, tops, options, True)
    nearly = agreement([one_mind] * (people - 1) + [odd], tops, options, True)
    assert nearly._replace(mean=same.mean) == same
    assert same.r_wg.told == "0.9 or more"
    assert same.word == "very strong"
    assert abs((nearly.mean.value or 0) - (same.mean.value or 0)) <= room.STEP
