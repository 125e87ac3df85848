"""Many assessments made into a sector: levels, scores, dangers, barriers and steps that agencies share."""

from collections import Counter
from collections.abc import Iterator, Sequence

from assessor.advice.cells import base_told, cells_told, rest_of
from assessor.advice.intervals import quartile, share_between
from assessor.api import Result
from assessor.errors import USAGE, AssessorError, Problem, nearest, problem
from assessor.model.assessment import Assessment, PackUsed, ScoreFound
from assessor.model.condition import STATUSES, Status
from assessor.model.ruleset import Pack
from assessor.model.sector import (
    CommonFinding,
    CommonStrategy,
    CountTold,
    LevelCount,
    Placed,
    Quartiles,
    RankFound,
    Sector,
)
from assessor.scoring import GRID

FEWEST, LEAST = 5, 3
"""Agencies that a report needs unless more or fewer are asked for, and the fewest one can ask for."""

WITHIN = 5
"""Agencies with a score from which its quartiles are not its ends: the lowest and the highest are never told."""

OVERALL = "overall"


def sector(results: Sequence[Result], of: str | None = None, at_least: int = FEWEST) -> Sector:
    """What the agencies of `results` have in common, and where the one called `of` stands among the others.

    Below `at_least` agencies everything is withheld. Raises AssessorError where two results are of one agency, were
    made with different packs or forms, or are one person's own answers; and where none is of `of`.
    """
    problems = list(_misfits(results, of, at_least))
    if problems or not results:
        raise AssessorError(problems or [problem("no-agencies")], USAGE)
    pack = results[0].pack
    used = PackUsed(id=pack.id, version=pack.version, sha256=pack.sha256)
    if len(results) < at_least:
        return Sector(pack=used, at_least=at_least, agencies=None)
    return _Sector([result.assessment for result in results], pack, at_least).whole(used, of)


def _misfits(results: Sequence[Result], of: str | None, at_least: int) -> Iterator[Problem]:
    if at_least < LEAST:
        yield problem("min-agencies", number=at_least, fewest=LEAST)
    names = Counter(result.assessment.agency for result in results)
    yield from (problem("same-agency", agency=name) for name, times in names.items() if times > 1)
    for result in results:
        responses, views = result.responses, result.pack.instrument.views
        found, wanted = _answered(result), _answered(results[0])
        if found != wanted:
            first = results[0].responses.agency
            yield problem("not-comparable", agency=responses.agency, first=first, found=found, wanted=wanted)
        own = responses.respondents[0].perspective
        if responses.personal and views[own].protected:
            yield problem("one-person", agency=responses.agency, perspective=own)
    if of is not None and of not in names:
        hint = nearest(of, names)
        close = hint if hint.startswith("Did") else "Write the name as it stands in its file."
        yield problem("unknown-agency", agency=of, nearest=close)


def _answered(result: Result) -> str:
    responses = result.responses
    return f"the form {responses.form} of {responses.pack.id} {responses.pack.version}"


class _Sector:
    def __init__(self, found: Sequence[Assessment], pack: Pack, fewest: int) -> None:
        self.found, self.pack, self.fewest = found, pack, fewest
        self.subjects = (OVERALL, *(dimension.id for dimension in pack.ruleset.dimensions))

    def whole(self, used: PackUsed, of: str | None) -> Sector:
        dates = sorted(each.date for each in self.found)
        challenges, strategies = self.challenges(), self.strategies()
        with_level = sum(each.level is not None for each in self.found)
        rules = [rule for rule in self.pack.ruleset.rules if rule.then.challenge]
        return Sector(
            pack=used,
            at_least=self.fewest,
            agencies=len(self.found),
            form=self.found[0].form,
            dates=(dates[0], dates[-1]),
            with_level=base_told(with_level, self.fewest),
            levels=self.levels() if with_level >= self.fewest else (),
            scores={subject: self.quartiles(subject) for subject in self.subjects},
            dangers={danger.id: self.statuses(danger.id) for danger in self.pack.ruleset.dangers},
            challenges=challenges,
            rarer_challenges=len(rules) - len(challenges),
            strategies=strategies,
            rarer_strategies=len(self.pack.ruleset.strategies) - len(strategies),
            placed=next((self.placed(each) for each in self.found if each.agency == of), None),
        )

    def levels(self) -> tuple[LevelCount, ...]:
        counts = Counter(each.level.id for each in self.found if each.level)
        names = [level.id for level in self.pack.ruleset.levels]
        told = cells_told([counts[name] for name in names], self.fewest)
        return tuple(LevelCount(level=name, agencies=cell) for name, cell in zip(names, told, strict=True))

    def statuses(self, danger: str) -> dict[Status, CountTold]:
        counts = Counter(each.dangers[danger].status for each in self.found)
        return dict(zip(STATUSES, cells_told([counts[status] for status in STATUSES], self.fewest), strict=True))

    def quartiles(self, subject: str) -> Quartiles:
        scores = [score for score in (_score(each, subject) for each in self.found) if score.score is not None]
        agencies = base_told(len(scores), self.fewest)
        if len(scores) < self.fewest:
            return Quartiles(agencies=agencies, lower=None, middle=None, upper=None, middle_low=None, middle_high=None)
        exact, lows, highs = (sorted(map(_whole, part)) for part in zip(*map(_parts, scores), strict=True))
        within = len(scores) >= WITHIN
        return Quartiles(
            agencies=agencies,
            lower=quartile(exact, 1) / GRID if within else None,
            middle=quartile(exact, 2) / GRID,
            upper=quartile(exact, 3) / GRID if within else None,
            middle_low=quartile(lows, 2) / GRID,
            middle_high=quartile(highs, 2) / GRID,
        )

    def challenges(self) -> tuple[CommonFinding, ...]:
        """The challenges that enough agencies are known to share; what is not told does not order them."""
        common = []
        for rule in self.pack.ruleset.rules:
            if rule.then.challenge:
                came = Counter(each.trace.rules[rule.id].outcome for each in self.found)
                fires, _, undecided = cells_told([came["fires"], came["silent"], came["undecided"]], self.fewest)
                if fires.low >= self.fewest:
                    common.append(CommonFinding(id=rule.id, title=rule.title, agencies=fires, undecided=undecided))
        return tuple(sorted(common, key=lambda each: -each.agencies.low))

    def strategies(self) -> tuple[CommonStrategy, ...]:
        common, total = [], len(self.found)
        recommended = [{step.strategy: step.first for step in each.recommendations} for each in self.found]
        for strategy in self.pack.ruleset.strategies:
            came = Counter(each.get(strategy.id) for each in recommended)
            first, _, without = cells_told([came[True], came[False], came[None]], self.fewest)
            agencies = rest_of(without, total)
            if agencies.low >= self.fewest:
                title = strategy.title
                common.append(CommonStrategy(id=strategy.id, title=title, agencies=agencies, first=first))
        return tuple(sorted(common, key=lambda each: (-each.agencies.low, -each.first.low)))

    def placed(self, one: Assessment) -> Placed:
        others = [each for each in self.found if each is not one]
        ranks = {subject: self.rank(_score(one, subject), others, subject) for subject in self.subjects}
        return Placed(agency=one.agency, level=one.level.id if one.level else None, ranks=ranks)

    def rank(self, own: ScoreFound, others: Sequence[Assessment], subject: str) -> RankFound | None:
        scores = [score for score in (_score(each, subject) for each in others) if score.score is not None]
        if own.score is None or len(scores) < self.fewest:
            return None
        peers = [tuple(map(_whole, _parts(score))) for score in scores]
        score, low, high = map(_whole, _parts(own))
        least, most = sum(top < low for _, _, top in peers), sum(bottom < high for _, bottom, _ in peers)
        below = sum(each < score for each, _, _ in peers)
        return RankFound(
            score=own.score,
            peers=len(peers),
            below=below,
            percentile=100 * below // len(peers),
            alike=sum(each == score for each, _, _ in peers),
            possible=(least, most),
            percent=share_between(least, most, len(peers)),
        )


def _score(found: Assessment, subject: str) -> ScoreFound:
    return found.overall if subject == OVERALL else found.scores[subject]


def _parts(score: ScoreFound) -> tuple[float, float, float]:
    """The score and the ends of its range; every score has a range."""
    assert score.score is not None
    assert score.low is not None
    assert score.high is not None
    return score.score, score.low, score.high


def _whole(points: float) -> int:
    return round(points * GRID)
