"""Every message a user can get: a stable code, what is wrong, what to do about it, and the exit code."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

USAGE, BAD_DEFINITION, BAD_RESPONSES = 2, 3, 4
"""Exit codes of the commands; 0 is done and 1 means that `check` found problems."""

CATALOGUE: dict[str, tuple[str, str]] = {
    # files
    "no-such-file": ("There is no file or folder {name}.", "Check the path."),
    "unreadable": ("{name} cannot be read: {reason}.", "Check that it is a file you may read."),
    "unwritable": ("{name} cannot be written: {reason}.", "Choose another place with -o."),
    "too-big": ("The file is larger than {limit} MB.", "Split it: one file for each agency."),
    "empty": ("The file is empty.", "Start from an example: assessor show packs."),
    "not-text": ("The file is not UTF-8 text ({reason}).", "Save it as plain text in UTF-8 and try again."),
    # YAML
    "yaml-syntax": ("The YAML cannot be read: {reason}.", "Look at this line and the one above it."),
    "yaml-too-deep": ("The file is nested more than {limit} levels deep.", "Flatten it; no file here needs more."),
    "yaml-alias": ("Anchors and aliases (&name, *name) are not taken.", "Write the value out where it is needed."),
    "yaml-tag": ("The tag {tag} is not taken.", "Remove it; plain values are enough."),
    "yaml-directive": ("Directives (lines that start with %) are not taken.", "Remove the line."),
    "yaml-many-documents": ("The file holds more than one document.", "Keep one, and remove the line ---."),
    "yaml-bad-key": ("A key must be a word.", "Put the name in front of the colon, in quotes if it is a number."),
    "duplicate-key": ("The key {key} stands here for the second time.", "Keep one of the two."),
    "not-a-number": ("{value} is not a number one can count with.", "Write an ordinary number."),
    # shape
    "unknown-key": ("The key {key} is not known here.", "{nearest}"),
    "missing-key": ("The key {key} is missing.", "Add it."),
    "wrong-type": ("{place} must be {wanted}, not {found}.", "Write {wanted}."),
    "bad-value": ("{place}: {reason}.", "Correct it."),
    # packs
    "no-pack": ("There is no pack {pack}.", "{nearest}"),
    "not-empty": ("The folder {name} holds something already.", "Name a folder that is new or empty."),
    "bad-id": ("There can be no pack of that id: {reason}.", "Choose another with --id."),
    "no-new-pack": ("No pack can be written to {name}: {reason}.", "Choose another folder."),
    "pack-clash": (
        "Two packs are called {name}: of {first} and of {second}.",
        "Uninstall one of them, or name the folder of the pack you mean.",
    ),
    "pack-not-there": (
        "{distribution} says that its package {package} holds the pack {name}, and it does not.",
        "Install it again, or uninstall it; the package needs the folders questionnaires and rules.",
    ),
    "pack-misnamed": (
        "{distribution} calls its pack {name}, and the pack calls itself {id}.",
        "Give both the same name: the entry point in assessor.packs, and `id` in instrument.yaml.",
    ),
    "pack-incomplete": ("The pack lacks {missing}.", "Add the file, or the key, that declares it."),
    "halves-differ": (
        "The rules say {key}: {other}, the questionnaire says {key}: {one}.",
        "Write the same in both: instrument.yaml, and `ruleset` in the rules.",
    ),
    "unknown-id": ("There is no {sort} {id}.", "{nearest}"),
    "duplicate-id": ("The {sort} {id} is declared twice.", "Give one of the two another id."),
    "bad-operator": ("{operator} cannot be used on {subject}.", "Use {fitting}."),
    "bad-operand": ("{value} is not an answer to {subject}.", "{nearest}"),
    "bad-threshold": ("{value} is not a threshold from 0 to 100 with at most four decimals.", "Round it."),
    "bad-item": ("Item {item}: {reason}.", "{remedy}"),
    "bad-link": ("{reason}.", "{remedy}"),
    "circle": ("These depend on each other in a circle: {path}.", "Let one of them read something else."),
    "too-many-branches": (
        "Rule {rule} expands to {count} alternatives; {limit} are the most.",
        "Make a part of it a rule of its own and read it with `finding`.",
    ),
    "few-examples": ("Rule {rule} has no example that {lacks}.", "Add one under `examples`."),
    "example-fails": (
        "Example {number} of rule {rule} expects `{expected}`, but the rule comes out as `{outcome}`.",
        "{remedy}",
    ),
    "bad-levels": ("Levels must start at 0 and rise, numbered 1, 2, 3 …: {reason}.", "Correct `from` and `number`."),
    "miscounted": (
        "The pack says it has {declared} {sort}, and it has {found}.",
        "Put back what is missing, or correct `census` if you meant it.",
    ),
    "uncited": ("No part of the pack cites {id} of the source ({wording}).", "Cite it where it belongs."),
    "bad-catalogue": ("The translations cannot be read: {reason}.", "Correct it, or take the file out of the pack."),
    "untranslated": (
        "There is no French for `{name}`.",
        "Bring the catalogue up to date (assessor translate PACK) and write it there.",
    ),
    "stale-translation": (
        "The English of `{name}` has changed since it was translated.",
        "Bring the catalogue up to date (assessor translate PACK), correct the French and remove the mark fuzzy.",
    ),
    "obsolete-translation": (
        "The pack has no text `{name}`.",
        "Set the translation aside: assessor translate PACK.",
    ),
    # responses
    "no-response-version": (
        "The file does not say `response: 1` at its top.",
        "Add the line, or choose a response file.",
    ),
    "newer-response": (
        "The file is of response version {version}; this program knows {known}.",
        "Update the program: pip install --upgrade participation-assessor.",
    ),
    "wrong-pack": ("The answers are for pack {found}, not {wanted}.", "Score them with --pack {found}."),
    "newer-pack": (
        "The answers are for version {found} of the pack; version {known} is installed.",
        "Update the program, or name the newer pack with --pack.",
    ),
    "unknown-perspective": ("There is no perspective {id}.", "{nearest}"),
    "unknown-form": ("There is no form {id}.", "{nearest}"),
    "unknown-item": ("There is no item {id}.", "{nearest}"),
    "not-asked-of": ("Item {item} is not asked of the perspective {perspective}.", "Remove it, or correct the id."),
    "not-in-form": ("Item {item} is not part of the form {form}.", "Write `form: full`, or remove the answer."),
    "bad-answer": ("{value} is not an answer to {item}.", "{remedy}"),
    "blank-answer": ("The answer to {item} is blank.", "Write dont_know, or remove the line."),
    "bad-date": ("{value} is not a date.", "Write it as YYYY-MM-DD, such as 2026-03-31."),
    "same-respondent": ("Two respondents have the id {id}.", "Give each their own id."),
    # taking
    "other-perspective": (
        "{name} holds the answers of another perspective, {found}.",
        "Go on with --as {found}, or name another file for {wanted}.",
    ),
    "not-personal": (
        "{name} holds the answers of an organisation, not of one person.",
        "Name another file with --save FILE, and collect again afterwards: assessor collect.",
    ),
    "session-held": ("{name} is open in another terminal ({holder}).", "Finish there, or choose another file."),
    "not-saved": (
        "The last answer could not be saved in {name}: {reason}. All answers before it are there.",
        "Make room, or check that you may write there; then run the same command again.",
    ),
    "no-input": (
        "Questions cannot be asked with --no-input.",
        "Write the answers in a file (assessor schema responses) and run: assessor score FILE.",
    ),
    "no-agency": ("The name of the organisation is missing.", "Give it with --agency NAME."),
    # collecting
    "agencies-differ": (
        "The organisation is called {name} here, and otherwise in another file.",
        "Set one name for all with --agency NAME, or collect each organisation by itself.",
    ),
    "counted-once": (
        "{id} ({perspective}) stands here with the same answers as in {other}, and is set aside.",
        "They count once; there is nothing to do.",
    ),
    "replaced": (
        "{id} ({perspective}) stands in {other} with other answers; those count, and these are set aside.",
        "If they are two people, give each an id of their own.",
    ),
    "other-pack": (
        "{id} answered the pack {found}, not {wanted}, and is set aside.",
        "Collect those answers by themselves, with --pack {found}.",
    ),
    "later-version": (
        "{id} answered version {found} of the pack; version {known} is installed, so this is set aside.",
        "Update the program and collect again.",
    ),
    "no-respondent": ("{id} cannot be read and is set aside: {reason}.", "{remedy}"),
    "set-aside": ("{id}: the {sort} {item} is set aside: {reason}.", "{remedy} All else of {id} counts."),
    "nobody-counts": ("Nobody in these files counts.", "Correct what is told above, and collect again."),
    "no-release-version": (
        "The file does not say `release: 1` at its top.",
        "Name a release record, or a file that is not there yet to begin one.",
    ),
    "newer-release": (
        "The release record is of version {version}; this program knows {known}.",
        "Update the program: pip install --upgrade participation-assessor.",
    ),
    "other-release": (
        "The release record is of {found}, not of {wanted}.",
        "Name the record of {wanted}, or a file that is not there yet to begin one.",
    ),
    "record-not-kept": (
        "{name} is written, but the release record {record} is not: {reason}.",
        "Give {name} to nobody; make room, and run the same command again.",
    ),
    # use
    "unknown-subject": ("Nothing here is called {id}.", "{nearest}"),
    "no-engine": (
        "The engine {engine} cannot run here: {reason}.",
        "Use --engine reference; the results are the same.",
    ),
    "unknown-engine": ("There is no engine {engine}.", "{nearest}"),
    "internal": ("The program went wrong: {reason}.", "Please report it with the file that caused it, without names."),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: where it stands, what it is, what to do."""

    code: str
    what: str
    remedy: str
    file: str = ""
    line: int | None = None

    def __str__(self) -> str:
        where = self.file + (f":{self.line}" if self.line else "")
        return f"{where + ': ' if where else ''}{self.what} {self.remedy} [{self.code}]"

    @property
    def reason(self) -> str:
        """What is wrong, to stand inside another message."""
        return self.what[:1].lower() + self.what[1:].removesuffix(".")


def problem(code: str, *, file: str = "", line: int | None = None, **words: object) -> Problem:
    """The message `code` of the catalogue, filled in; every value is cleaned of control characters."""
    what, remedy = CATALOGUE[code]
    shown = {key: printable(value) for key, value in words.items()}
    return Problem(code, what.format(**shown), remedy.format(**shown).strip(), printable(file), line)


class AssessorError(Exception):
    """All that was wrong with what somebody gave us; never a fault of the program.

    `problems` lists everything found, not only the first; `exit_code` is what a command ends with.
    """

    def __init__(self, problems: Iterable[Problem], exit_code: int) -> None:
        self.problems = tuple(problems)
        self.exit_code = exit_code
        super().__init__("\n".join(map(str, self.problems)))


def nearest(name: object, known: Iterable[str], sort: str = "") -> str:
    """A sentence that names the valid id most like `name`, or how to see them all."""
    names = list(known)
    close = get_close_matches(str(name), names, n=1, cutoff=0.6)
    if close:
        return f"Did you mean {close[0]}?"
    if 0 < len(names) <= 12:
        return f"Choose from: {', '.join(names)}."
    return f"List them with: assessor show {sort}." if sort else "Correct or remove it."


def printable(value: object, limit: int = 200) -> str:
    """`value` on one line, without control, escape or direction-changing characters, shortened to `limit`."""
    text = "".join(ch if ch.isprintable() else "\N{REPLACEMENT CHARACTER}" for ch in str(value))
    return text if len(text) <= limit else text[: limit - 1] + "…"
