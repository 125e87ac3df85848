"""A sector by its meaning: what is counted, what is kept back, where one agency stands, what is refused."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from click.testing import Result as Done
from hypothesis import given, settings
from hypothesis import strategies as st

import assessor
from assessor.advice.sector import sector
from assessor.api import Result, assess
from assessor.cli import main
from assessor.errors import AssessorError
from assessor.loading.library import examples
from assessor.loading.yaml_writing import as_yaml
from assessor.model.assessment import Assessment
from assessor.model.sector import CountTold, Sector
from assessor.report.pages import laid_out
from assessor.report.sector_page import sector_outline
from assessor.report.sector_reading import count_told, read_sector
from tests.pace import runs
from tests.sector.agencies import PACK, agencies, answers_of, responses_of

MANY = agencies(24)
PLACES = ("planning", "board", "advisory", "policy", "evaluation", "training", "hiring", "employment")


def page(found: Sector, layout: str = "text") -> str:
    return laid_out(sector_outline(read_sector(found, PACK)), layout)


def exact(number: int) -> CountTold:
    return CountTold(low=number, high=number)


def test_levels_and_statuses_are_counted() -> None:
    found = sector(MANY)
    levels = [each.assessment.level.id for each in MANY if each.assessment.level]
    assert found.agencies == 24
    assert found.with_level == exact(len(levels))
    for each in found.levels:
        assert each.agencies.low <= levels.count(each.level) <= each.agencies.high
    for danger, statuses in found.dangers.items():
        held = [each.assessment.dangers[danger].status for each in MANY]
        for status, cell in statuses.items():
            assert cell.low <= held.count(status) <= cell.high
            assert cell.low == 0 or cell.low >= 5


def test_quartiles_are_scores_that_agencies_have_and_stand_in_their_range() -> None:
    found = sector(MANY)
    for subject, spread in found.scores.items():
        scores = [_of(each.assessment, subject) for each in MANY]
        known = [score for score in scores if score is not None]
        if len(known) < 5:
            assert spread.middle is None
            continue
        assert spread.agencies == exact(len(known))
        assert {spread.lower, spread.middle, spread.upper} <= set(known)
        assert spread.middle_low is not None
        assert spread.middle is not None
        assert spread.middle_high is not None
        assert spread.middle_low <= spread.middle <= spread.middle_high


@pytest.mark.parametrize("number", [3, 4, 5, 9, 24])
def test_the_lowest_and_the_highest_score_are_never_told_as_such(number: int) -> None:
    middle = [assess(responses_of(f"M{n}", _answers("asked")), PACK, engine="reference") for n in range(number - 2)]
    ends = [assess(responses_of(say, _answers(say)), PACK, engine="reference") for say in ("none", "lead")]
    spread = sector([*middle, *ends], at_least=3).scores["breadth"]
    assert {spread.lower, spread.middle, spread.upper} <= {45.0, None}
    assert spread.middle == 45
    assert (spread.lower is None) == (number < 5)


def _of(found: Assessment, subject: str) -> float | None:
    return found.overall.score if subject == "overall" else found.scores[subject].score


def test_the_commonest_come_first_and_rare_ones_are_only_numbered() -> None:
    found = sector(MANY)
    for entries, rarer, whole in (
        (found.challenges, found.rarer_challenges, 12),
        (found.strategies, found.rarer_strategies, 34),
    ):
        lows = [each.agencies.low for each in entries]
        assert lows == sorted(lows, reverse=True)
        assert min(lows) >= 5
        assert len(entries) + rarer == whole
    fired = {each.id: sum(_fires(r.assessment, each.id) for r in MANY) for each in found.challenges}
    assert all(each.agencies.low <= fired[each.id] <= each.agencies.high for each in found.challenges)


def _fires(found: Assessment, rule: str) -> bool:
    return found.trace.rules[rule].outcome == "fires"


@pytest.mark.parametrize("number", [1, 2, 4])
def test_below_the_fewest_nothing_at_all_is_told(number: int) -> None:
    some, others = agencies(number, lean=1), agencies(1, lean=-1)
    assert sector(some, of="Agency 0") == sector(others)
    told = page(sector(some))
    assert "Fewer than 5 agencies: nothing is told of them" in told
    assert "Agency 0" not in told
    assert "2026" not in told


def test_the_fewest_may_be_set_and_are_never_fewer_than_three() -> None:
    assert sector(agencies(3), at_least=3).agencies == 3
    assert sector(agencies(6), at_least=7).agencies is None
    with pytest.raises(AssessorError, match="2 agencies are too few"):
        sector(agencies(6), at_least=2)


def test_no_agency_is_named_but_the_one_asked_for() -> None:
    for layout in ("text", "markdown"):
        assert "Agency " not in page(sector(MANY), layout)
        told = page(sector(MANY, of="Agency 3"), layout)
        assert "Where Agency 3 stands" in told
        assert not [n for n in range(24) if n != 3 and f"Agency {n} " in told]
    assert "Agency" not in sector(MANY).model_dump_json()


def test_an_agency_stands_where_its_score_does() -> None:
    found = sector(MANY, of="Agency 5")
    assert found.placed is not None
    own = MANY[5].assessment
    others = [each.assessment for each in MANY if each is not MANY[5]]
    for subject, rank in found.placed.ranks.items():
        score = _of(own, subject)
        scores = [known for each in others if (known := _of(each, subject)) is not None]
        if rank is None:
            assert score is None or len(scores) < 5
            continue
        assert score is not None
        assert (rank.score, rank.peers) == (score, len(scores))
        assert rank.below == sum(each < score for each in scores)
        assert rank.percentile == 100 * rank.below // rank.peers
        assert rank.alike == scores.count(score)
        assert rank.possible[0] <= rank.below <= rank.possible[1] <= rank.peers
        assert rank.percent[0] <= 100 * rank.below / rank.peers <= rank.percent[1]


def _answers(say: str, **more: Any) -> dict[str, Any]:
    """Everybody answers all of `breadth`, so that its score has no range."""
    return {**{f"place_{place}": say for place in PLACES}, "committee_share": "one", **more}


def _five_and(own: dict[str, Any]) -> list[Result]:
    says = ("none", "told", "asked", "shared", "lead")
    answers = {**{f"Peer {n}": _answers(say) for n, say in enumerate(says)}, "Ours": own}
    return [assess(responses_of(name, given), PACK, engine="reference") for name, given in answers.items()]


RANKS = {
    "nothing is open": (_answers("asked"), (2, 1, (2, 2))),
    "the lowest of all": (_answers("none"), (0, 1, (0, 0))),
    "above all but one": (_answers("shared", committee_share="all"), (4, 0, (4, 4))),
    "one place is open": (_answers("asked", place_board=None), (2, 0, (2, 3))),
    "the committees are open": (_answers("asked", committee_share=None), (3, 0, (2, 3))),
}


@pytest.mark.parametrize("case", RANKS)
def test_a_rank_is_as_sure_as_the_answers_let_it_be(case: str) -> None:
    own, (below, alike, possible) = RANKS[case]
    placed = sector(_five_and(own), of="Ours").placed
    assert placed is not None
    rank = placed.ranks["breadth"]
    assert rank is not None
    assert (rank.below, rank.alike, rank.possible) == (below, alike, possible)


def test_a_rank_among_fewer_than_the_fewest_peers_is_not_told() -> None:
    placed = sector(_five_and(_answers("asked"))[1:], of="Ours").placed
    assert placed is not None
    assert set(placed.ranks.values()) == {None}


@settings(deadline=None, max_examples=runs(15))
@given(st.lists(st.sampled_from(range(24)), min_size=6, max_size=14, unique=True), st.data())
def test_the_order_of_agencies_changes_nothing(places: list[int], data: st.DataObject) -> None:
    some = [MANY[place] for place in places]
    assert sector(data.draw(st.permutations(some))) == sector(some)


@settings(deadline=None, max_examples=runs(20))
@given(st.lists(st.sampled_from(range(24)), min_size=6, max_size=20, unique=True), st.integers(3, 8))
def test_no_number_below_the_fewest_is_told_of_any_sector(places: list[int], fewest: int) -> None:
    found = sector([MANY[place] for place in places], at_least=fewest)
    if found.agencies is None:
        assert len(places) < fewest
        return
    cells = [each.agencies for each in found.levels]
    cells += [cell for statuses in found.dangers.values() for cell in statuses.values()]
    cells += [cell for each in found.challenges for cell in (each.agencies, each.undecided)]
    cells += [cell for each in found.strategies for cell in (each.agencies, each.first)]
    cells += [each.agencies for each in found.scores.values()]
    for cell in cells:
        assert cell.low != cell.high or cell.low >= fewest
        assert cell.low == 0 or cell.low >= fewest
    assert all(each.middle is None for each in found.scores.values() if each.agencies.low < fewest)


def test_swapping_levels_between_small_cells_changes_no_byte() -> None:
    """The level table does not depend on which small cell an agency is in."""
    some = MANY[:12]
    counts = {each.level: each.agencies for each in sector(some).levels}
    small = [level for level, cell in counts.items() if cell.low == 0]
    held = [result for result in some if result.assessment.level and result.assessment.level.id in small]
    assert held, "a property that never meets its case would hold of anything"
    for result in held:
        for level in small:
            other = _at_level(result, str(level))
            moved = [other if each is result else each for each in some]
            numbers = [sum(_level(each) == name for each in moved) for name in counts]
            if all(number < 5 for number, cell in zip(numbers, counts.values(), strict=True) if cell.low == 0):
                assert sector(moved).levels == sector(some).levels


def _level(result: Result) -> str | None:
    return result.assessment.level.id if result.assessment.level else None


def _at_level(result: Result, level: str) -> Result:
    assert result.assessment.level is not None
    moved = result.assessment.level.model_copy(update={"id": level})
    return Result(result.assessment.model_copy(update={"level": moved}), result.pack, result.responses)


def test_a_number_is_told_as_far_as_it_may_be() -> None:
    assert count_told(exact(7), 9) == "7"
    assert count_told(CountTold(low=0, high=4), 9) == "fewer than 5"
    assert count_told(CountTold(low=6, high=9), 9) == "6 or more"
    assert count_told(CountTold(low=0, high=5), 5) == "not shown"


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "the same agency again": ({"agency": "Agency 0"}, "same-agency"),
    "another form": ({"form": "quick"}, "not-comparable"),
    "a service user's own answers": ({"perspective": "service_user"}, "one-person"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_sector_is_not_made_with(case: str) -> None:
    change, code = REFUSED[case]
    response = {**responses_of("Odd", {}), **{key: each for key, each in change.items() if key != "perspective"}}
    person = {**response["respondents"][0], **{key: each for key, each in change.items() if key == "perspective"}}
    odd = assess({**response, "respondents": [person]}, PACK)
    with pytest.raises(AssessorError) as caught:
        sector([*agencies(5), odd])
    assert {each.code for each in caught.value.problems} == {code}
    assert caught.value.exit_code == 2


def test_every_problem_is_told_at_once_and_nothing_makes_no_sector() -> None:
    with pytest.raises(AssessorError) as caught:
        sector([*agencies(2), *agencies(1)], of="Agency 00", at_least=1)
    assert {each.code for each in caught.value.problems} == {"same-agency", "min-agencies", "unknown-agency"}
    with pytest.raises(AssessorError, match="no-agencies"):
        sector([])


def test_an_unknown_agency_is_not_answered_with_the_names_of_the_others() -> None:
    with pytest.raises(AssessorError) as caught:
        sector(agencies(5), of="Somewhere else")
    assert "Agency" not in str(caught.value)


def test_with_just_the_fewest_levels_none_of_them_is_counted() -> None:
    some = [
        *[each for each in MANY if each.assessment.level][:5],
        *[each for each in MANY if not each.assessment.level],
    ]
    assert len(some) > 5
    told = read_sector(sector(some), PACK)
    assert told.with_level == f"5 of the {len(some)} agencies have a level."
    assert {count for _, count in told.levels} == {"not shown"}


def test_many_quick_forms_have_dangers_and_no_levels() -> None:
    quick = PACK.instrument.form("quick").items or ()
    some = [
        assess(responses_of(f"A{n}", {k: v for k, v in answers_of(n).items() if k in quick}, form="quick"), PACK)
        for n in range(7)
    ]
    found = sector(some)
    assert (found.levels, found.with_level) == ((), CountTold(low=0, high=4))
    assert "Fewer than 5 of the 7 agencies have a level." in page(found)
    assert found.dangers["tokenism"]


def run(*words: object) -> Done:
    return CliRunner().invoke(main, [str(word) for word in words], prog_name="assessor")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("sector")
    found = []
    for place in range(9):
        path = folder / f"{place}.yaml"
        path.write_text(as_yaml(responses_of(f"Agency {place}", answers_of(place, (0, 1, -1)[place % 3]))), "utf-8")
        found.append(path)
    return found


@pytest.mark.parametrize(("words", "starts"), [
    ([], "Service user participation and peer support: a sector\n====="), (["--format", "markdown"], "# Service user"),
    (["--format", "json"], '{\n  "schema": "sector/1"'), (["--plain"], "Report: Service user participation"),
])  # fmt: skip
def test_a_sector_is_printed_in_the_format_asked_for(files: list[Path], words: list[str], starts: str) -> None:
    done = run("sector", *files, *words)
    assert done.exit_code == 0, done.stderr
    assert done.stdout.startswith(starts)
    if "--plain" not in words and "json" not in words and "markdown" not in words:
        assert max(map(len, done.stdout.splitlines())) <= 80


def test_a_sector_goes_to_a_file_in_the_format_of_its_name(files: list[Path], tmp_path: Path) -> None:
    for name in ("s.json", "s.md", "s.txt"):
        assert run("sector", *files, "--of", "Agency 4", "-o", tmp_path / name).exit_code == 0
    found = Sector.model_validate_json((tmp_path / "s.json").read_text(encoding="utf-8"))
    assert found == assessor.sector([assessor.assess(path) for path in files], of="Agency 4")
    assert (tmp_path / "s.md").read_text(encoding="utf-8") == page(found, "markdown")
    assert (tmp_path / "s.txt").read_text(encoding="utf-8") == page(found)


def test_both_engines_make_the_same_sector(files: list[Path]) -> None:
    one, two = (run("sector", *files, "--format", "json", "--engine", engine) for engine in ("rete", "reference"))
    assert one.stdout == two.stdout


def test_a_sector_fits_its_schema(files: list[Path]) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads(run("schema", "sector").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(run("sector", *files, "--of", "Agency 1", "--format", "json").stdout), schema)


def test_the_examples_make_no_sector_and_every_reason_is_told() -> None:
    done = run("sector", *examples())
    assert done.exit_code == 2
    assert "[same-agency]" in done.stderr
    assert "[not-comparable]" in done.stderr
    assert "[one-person]" in done.stderr
