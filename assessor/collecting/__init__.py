"""Many response files become one: of everybody the latest answers, under opaque ids, with nothing lost."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from assessor.collecting.counting import Counted, counted
from assessor.collecting.fitting import ordered
from assessor.collecting.gathering import File, fits_version, form_of, gathered, known_forms, pack_of
from assessor.errors import BAD_RESPONSES, USAGE, AssessorError, Problem, problem
from assessor.loading.responses import checked_responses, misfit
from assessor.loading.sources import Source, document_of
from assessor.loading.strict_yaml import MAX_BYTES
from assessor.loading.yaml_writing import as_yaml
from assessor.model.response import MIN_VIEW, PackName, Responses
from assessor.model.ruleset import Pack
from assessor.releasing.guard import Guarded, Waiting, guarded
from assessor.releasing.people import People
from assessor.releasing.record import Release, folded, new_key, plain, read_record, record_text

LONGEST_NAME = 200


@dataclass(frozen=True)
class Collected:
    """What came of collecting.

    `text` is the response file to write. `told` has a line for each respondent and answer that was set aside.
    `waiting` says what the guard holds back. `record` is the release record to keep once the file is written; None
    where none was named.
    """

    responses: Responses
    pack: Pack
    text: str
    told: tuple[Problem, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    record: str | None = None


def collect(
    sources: Iterable[Source],
    *,
    agency: str | None = None,
    min_view: int | None = None,
    share_notes: bool = False,
    release: str | Path | None = None,
    pack: Pack | None = None,
) -> Collected:
    """One response file of everybody in `sources` (paths, bytes, mappings or binary streams, as `read_responses`).

    `agency` names the organisation where the files do not agree; `min_view` is how many people of a protected
    perspective must have answered before anything of it shows (5 where neither it, a file nor the record says);
    `release` is the path of the release record, which is read and never written here. Without `pack`, the bundled pack
    that most files are for is used.

    Raises AssessorError: exit code 4 with every problem of every file that is no response file, where the files are of
    different organisations, where nobody counts, or where the record does not fit; 2 for a wrong argument.
    """
    _arguments(agency, min_view)
    files = gathered([document_of(source) for source in sources])
    if not files:
        raise AssessorError([problem("nobody-counts")], BAD_RESPONSES)
    pack = pack or pack_of(files)
    known_forms(files, pack)
    name = " ".join(agency.split()) if agency else _agency(files)
    record = read_record(Path(release), pack, name) if release is not None else None
    key = record.key if record else new_key()
    found = counted(files, pack, People(key, record), release is not None)
    if not found.people:
        raise AssessorError([*found.told, problem("nobody-counts")], BAD_RESPONSES)
    promised = [file.head.min_view for file in files if file.head.min_view is not None]
    promised += [record.released.min_view or MIN_VIEW] if record else []
    fewest = max([min_view or (0 if promised else MIN_VIEW), *promised])
    guard = _guarded(found, record, pack, fewest) if release is not None else Guarded(found.people)
    responses = _joined(files, pack, name, fewest, share_notes, record, guard, found)
    kept = None
    if release is not None:
        digests = {**(record.people if record else {}), **found.digests}
        kept = _small(record_text(key, record.least if record else fewest, digests, responses))
    return Collected(responses, pack, _small(as_yaml(plain(responses))), found.told, guard.waiting, kept)


def _arguments(agency: str | None, min_view: int | None) -> None:
    wrong = []
    if agency is not None and not agency.strip():
        wrong.append(problem("no-agency"))
    if agency is not None and len(agency) > LONGEST_NAME:
        wrong.append(problem("bad-value", place="agency", reason=f"at most {LONGEST_NAME} characters are taken"))
    if min_view is not None and not 3 <= min_view <= 1000:
        wrong.append(problem("bad-value", place="min_view", reason="it must be a whole number from 3 to 1000"))
    if wrong:
        raise AssessorError(wrong, USAGE)


def _agency(files: tuple[File, ...]) -> str:
    """The name that all files agree on; raises AssessorError with every name where they do not."""
    names: dict[str, list[File]] = {}
    for file in files:
        names.setdefault(folded(file.head.agency), []).append(file)
    if len(names) == 1:
        return min(" ".join(file.head.agency.split()) for file in files)
    firsts = [found[0] for found in names.values()]
    raise AssessorError(
        [
            problem("agencies-differ", file=f.document.name, line=f.document.line(("agency",)), name=f.head.agency)
            for f in firsts
        ],
        BAD_RESPONSES,
    )


def _guarded(found: Counted, record: Release | None, pack: Pack, fewest: int) -> Guarded:
    """What may be released after the last release; of that, what is still an answer in this version of the pack."""
    views = pack.instrument.views
    protected = [view.id for view in views.values() if view.protected]
    before = []
    for person in record.released.respondents if record else ():
        form = record.released.form if record else ""
        answers = {
            name: value
            for name, value in person.answers.items()
            if misfit(name, value, person.perspective, form, pack) is None
        }
        before.append(person.model_copy(update={"answers": answers}))
    return guarded(before, found.people, protected, fewest, record.least if record else fewest)


def _joined(
    files: tuple[File, ...],
    pack: Pack,
    agency: str,
    fewest: int,
    share_notes: bool,
    record: Release | None,
    guard: Guarded,
    found: Counted,
) -> Responses:
    """The one response file; read back as any other, so that what is written can be scored."""
    heads = [file.head for file in files if fits_version(file, pack)] + ([record.released] if record else [])
    places = {view: place for place, view in enumerate(pack.instrument.views)}
    people = sorted(guard.respondents, key=lambda person: (places[person.perspective], person.id))
    responses = Responses(
        response=1,
        pack=PackName(id=pack.id, version=pack.version),
        form=form_of({head.form for head in heads}, pack),
        agency=agency,
        date=max(head.date for head in heads),
        min_view=fewest,
        share_notes=share_notes,
        respondents=tuple(ordered(person, pack.instrument.items) for person in people),
        set_aside=found.set_aside,
    )
    return checked_responses(document_of(plain(responses)), pack)


def _small(text: str) -> str:
    """`text`, where it is small enough to be read again."""
    if len(text.encode()) > MAX_BYTES:
        raise AssessorError([problem("too-big", limit=MAX_BYTES // 1_000_000)], BAD_RESPONSES)
    return text
