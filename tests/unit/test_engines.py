"""Which engine runs, and what is said where one cannot."""

import pytest

from assessor import api
from assessor.engines.program import program
from assessor.engines.reference import ReferenceEngine
from assessor.errors import AssessorError
from assessor.model.ruleset import Pack


def test_auto_is_rete_where_durable_rules_imports(tiny: Pack) -> None:
    assert api.choose_engine(program(tiny)).name == "rete"


def test_auto_is_the_reference_engine_where_it_does_not(tiny: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "rete_missing", lambda: "durable_rules does not import (gone)")
    assert isinstance(api.choose_engine(program(tiny)), ReferenceEngine)


def test_rete_where_it_cannot_run_is_refused_with_the_way_out(tiny: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "rete_missing", lambda: "durable_rules does not import (gone)")
    with pytest.raises(AssessorError) as caught:
        api.choose_engine(program(tiny), "rete")
    assert str(caught.value) == (
        "The engine rete cannot run here: durable_rules does not import (gone). "
        "Use --engine reference; the results are the same. [no-engine]"
    )


def test_an_unknown_engine_is_refused_with_the_nearest(tiny: Pack) -> None:
    with pytest.raises(AssessorError) as caught:
        api.choose_engine(program(tiny), "referenc")
    assert str(caught.value) == "There is no engine referenc. Did you mean reference? [unknown-engine]"
    assert caught.value.exit_code == 2
