"""Items that nobody was asked, and are not asked at all where what the agency said closes their routing."""

from collections.abc import Callable

from assessor.engines.columns.conditions import Conditions
from assessor.engines.columns.dialect import CLOSED, Dialect, Expr, Layer
from assessor.engines.columns.scope import Scope
from assessor.engines.facts import answer_fact, option_fact
from assessor.model.instrument import Item


def closed_routes(x: Dialect, scope: Scope, facts: dict[str, str], prefix: str) -> Layer:
    """A column for each way of routing: whether the answers in these columns close it; undecided is open."""
    conditions = Conditions(
        x, scope, {fact: name for fact, name in facts.items() if fact in scope.program.routing_facts}
    )
    return {
        f"{prefix} {number}": (~conditions.outcome(tree)).fill_null(False) for number, tree in enumerate(scope.routes)
    }


def unseen_closed(x: Dialect, scope: Scope, unseen: Callable[[Item], Expr]) -> list[Layer]:
    """After the facts of answers: closes the items that are `unseen` and that what was said closes."""
    facts = {fact: fact for fact in scope.program.routing_facts if fact.startswith(("answer.", "option."))}
    closed: Layer = {}
    for item in scope.read:
        tree = scope.program.routing.get(item.id)
        if tree is None:
            continue
        shut = x.col(f"shut {scope.routes.index(tree)}") & unseen(item)
        options = [option_fact(item.id, option) for option in scope.options_read(item)]
        for fact in (answer_fact(item.id), *options):
            closed[fact] = x.choose([(shut, x.lit(CLOSED, x.whole(-CLOSED)))], x.col(fact))
    return [closed_routes(x, scope, facts, "shut"), closed]
