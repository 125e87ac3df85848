"""Plans with what people might type into them."""

from typing import TypeVar

from hypothesis import strategies as st

from assessor.model.base import Frozen
from assessor.model.plan import Barrier, Plan, Step

Value = TypeVar("Value", bound=Frozen)

words = (
    st.none() | st.text(max_size=30) | st.sampled_from(["Ana", "yes", "null", "3", "- a: b", "#", "a\nb", "\u2028\x07"])
)
days = st.none() | st.dates().map(lambda day: day.isoformat())


@st.composite
def filled_in(draw: st.DrawFn, plan: Plan) -> Plan:
    """`plan` with anything in its blanks, a champion, a barrier and a step of one's own."""

    def typed(value: Value, *names: str) -> Value:
        return value.model_copy(update={name: draw(words) for name in names})

    def step(given: Step) -> Step:
        status = draw(st.sampled_from(["not_started", "started", "done", "dropped"]))
        changed = given.model_copy(update={"due": draw(days), "status": status})
        return typed(changed, "owner", "note", *(["first_step"] if draw(st.booleans()) else []))

    names = draw(st.lists(st.integers(0, 99), unique=True, max_size=3))
    champions = [{"name": f"Person {n}", "is_service_user": draw(st.sampled_from(["yes", "no", None]))} for n in names]
    own = [Step(title=f"Our own step {n}", owner=draw(words), status="started") for n in range(draw(st.integers(0, 2)))]
    barriers, resources = plan.barriers, plan.resources
    found = [typed(each, "note") for each in barriers.found] + [Barrier(title=f"Buses {n}") for n in range(len(names))]
    whole = plan.model_copy(
        update={
            "what": typed(plan.what, "aim", "note"),
            "why": typed(plan.why, "reason", "hopes", "note"),
            "barriers": barriers.model_copy(update={"found": tuple(found)}),
            "strategies": tuple([step(each) for each in plan.strategies] + own),
            "resources": resources.model_copy(
                update={"needs": tuple(typed(each, "people", "money", "ask") for each in resources.needs)}
            ),
            "look_again": draw(days),
            "drafted_with_service_users": draw(st.sampled_from(["yes", "no", "unknown"])),
        }
    )
    plain = {**whole.model_dump(), "champions": tuple(champions) or whole.model_dump()["champions"]}
    return Plan.model_validate(typed(Plan.model_validate(plain), "note").model_dump())
