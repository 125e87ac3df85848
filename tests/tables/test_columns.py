"""Columns are recognised by their names, or told; none is dropped in silence."""

import pytest

from assessor.errors import AssessorError
from assessor.loading.library import load
from assessor.tables.codebook import Codebook
from assessor.tables.layout import Filled, Layout, personal, recognised
from assessor.tables.progress import Progress, told
from tests.conftest import TINY

BOOK = Codebook(load(str(TINY)))


def layout(*headers: str, sample: dict[str, list[str]] | None = None, drop: tuple[str, ...] = ()) -> Layout:
    return recognised("in.csv", ("agency", "perspective", "heard", *headers), sample or {}, BOOK, Filled(drop=drop))


def codes(*headers: str, sample: dict[str, list[str]] | None = None) -> list[str]:
    with pytest.raises(AssessorError) as caught:
        layout(*headers, sample=sample)
    assert caught.value.exit_code == 4
    return [each.code for each in caught.value.problems]


def test_every_fault_of_a_header_is_told_at_once() -> None:
    assert codes("heard", "", "askde", "ways.fax", "ways.phone", "ways") == [
        "duplicate-column", "blank-column", "unknown-column", "unknown-column", "duplicate-column",
    ]  # fmt: skip


PERSONAL = (
    "E-mail",
    "email address",
    "Name",
    "First name",
    "lastName",
    "IP",
    "ip_address",
    "Phone number",
    "tel.",
    "Postcode",
)


@pytest.mark.parametrize("header", PERSONAL)
def test_what_could_tell_who_answered_is_left_out(header: str) -> None:
    found = layout(header)
    assert found.personal == (header,)
    assert header not in found.wanted
    assert [note.code for note in found.notes] == ["personal-column"]


@pytest.mark.parametrize("header", ["lead_named", "named", "shipping", "emails_sent", "Start time", "cellar"])
def test_other_names_are_not_personal(header: str) -> None:
    assert not personal(header)


def test_a_stranger_is_told_or_refused_by_its_name_and_cells() -> None:
    assert [note.code for note in layout("Start time", "duration").notes] == ["ignored-column"] * 2
    assert codes("heard_2", sample={}) == ["unknown-column"]
    assert codes("peer_hours", sample={"peer_hours": ["1", "", "-8"]}) == ["unknown-column"]
    assert [n.code for n in layout("peer_hours", sample={"peer_hours": ["1", "a"]}).notes] == ["ignored-column"]
    assert layout("heard_2", "Name", drop=("HEARD_2 ", "name")).notes == ()


def test_near_misses_are_named() -> None:
    with pytest.raises(AssessorError, match=r"Did you mean ways\.phone\? Or leave it out with --drop\."):
        layout("ways.phnoe")
    assert "Did you mean respondent?" in str(layout("respondent_id").notes[0])


def test_a_table_of_one_row_an_answer_needs_respondents() -> None:
    with pytest.raises(AssessorError, match="missing-column") as caught:
        recognised("in.csv", ("agency", "perspective", "item", "value"), {}, BOOK, Filled())
    assert "There is no column respondent. Add it: one id a person." in str(caught.value)
    assert [note.code for note in layout("item").notes] == ["ignored-column"]


class Terminal:
    def __init__(self, tty: bool) -> None:
        self.tty, self.text = tty, ""

    def isatty(self) -> bool:
        return self.tty

    def write(self, text: str) -> int:
        self.text += text
        return len(text)

    def flush(self) -> None:
        pass


@pytest.mark.parametrize(
    ("tty", "term", "shown"), [(True, "xterm", True), (True, "dumb", False), (False, "xterm", False)]
)
def test_progress_is_one_line_on_a_terminal_and_seldom_elsewhere(
    tty: bool, term: str, shown: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter(range(10_000))
    monkeypatch.setattr("time.monotonic", lambda: float(next(clock)))
    monkeypatch.setenv("TERM", term)
    terminal = Terminal(tty)
    progress = Progress(terminal)  # type: ignore[arg-type]
    for done in range(100):
        progress.at("read", done, 100)
    progress.say("hello")
    progress.close()
    assert terminal.text.endswith("hello\n")
    assert ("\r" in terminal.text) is shown
    assert len(terminal.text.splitlines()) == 2 if not shown else terminal.text.count("\n") == 1


def test_progress_tells_the_rate_and_the_time_left() -> None:
    assert told("read", 250_000, 1_000_000, 2.0) == "250,000 of 1,000,000 (25 %) rows read, 125,000 a second, 6 s left"
    assert told("read", 1000, 100_000, 1.0).endswith("1 min 39 s left")
    assert told("written", 5, 0, 0.0) == "5 rows written"
