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
    "binary-output": (
        "A report as {layout} is no text that a terminal could show.",
        "Write it to a file: -o report.{layout}.",
    ),
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
    "bad-word": ("{place} cannot be {found}.", "{nearest}"),
    # packs
    "no-pack": ("There is no pack {pack}.", "{nearest}"),
    "pack-incomplete": ("The pack lacks {missing}.", "Add the file, or the key, that declares it."),
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
    # tables: files
    "unknown-suffix": ("The ending of {name} is not known here.", "Use one of: {known}."),
    "wrong-suffix": ("{name} holds {found}, which its ending does not say.", "Rename it to end in {right}."),
    "same-file": ("{name} is named twice.", "Name it once; its rows would count double."),
    "unknown-encoding": ("{name} is no encoding in which lines can be found.", "Use utf-8 or cp1252."),
    "guessed-encoding": (
        "The file is not UTF-8; it is read as cp1252, as older spreadsheets write it.",
        "Look at names with accents in the results, or say which one it is with --encoding.",
    ),
    "damaged": ("The file is damaged: {reason}.", "Export it again."),
    "unpacks-too-far": ("The file would unpack to more than {limit}.", "Export it again, or as CSV."),
    "too-many-columns": ("There are {found} columns; {limit} are the most.", "Remove those that are no answers."),
    "too-many-rows": ("A sheet takes {limit} rows at most.", "Use .csv or .parquet."),
    "more-sheets": ("The first sheet, {sheet}, is read; there are {others} more.", "Save each as a file of its own."),
    "input-changed": ("{name} was written to while it was read.", "Run again once nobody writes to it."),
    # tables: columns
    "column-type": ("The column {column} holds {found}, which cannot be an answer.", "Export it as text or numbers."),
    "blank-column": ("Column {number} has no name.", "Name it, or remove the column."),
    "duplicate-column": ("The column {column} stands here for the second time.", "Keep one of the two."),
    "missing-column": ("There is no column {column}.", "{remedy}"),
    "no-items": ("No column is an item of the pack {pack}.", "Name columns by items: assessor show items."),
    "both-forms": (
        "There are columns item and value, for one row an answer, and the column {column}, for one row a person.",
        "Remove the one or the other.",
    ),
    "unknown-column": (
        "The column {column} is no item of this pack, but could be one of another version.",
        "{nearest} Or leave it out with --drop.",
    ),
    "ignored-column": ("The column {column} is not known and is left out.", "{nearest}"),
    "personal-column": (
        "The column {column} could tell who answered; it is not read, and left out of the rejects.",
        "Better remove it from the file.",
    ),
    # tables: exports of survey tools
    "no-profile": ("There is no profile {id}.", "{nearest}"),
    "other-heading": (
        "The file does not begin with the {rows} header rows that {tool} writes: {word} is not in the last of them.",
        "Export it again and leave its first rows as they are.",
    ),
    "no-match": (
        "No column is like an item of the pack {pack} for certain.",
        "See what it is like, and say what it is: {command}",
    ),
    "nothing-alike": (
        "No column is like an item of the pack {pack}.",
        "Choose the pack with --pack, the tool with --profile; or name columns by items: assessor show items.",
    ),
    "same-target": ("The column {column} is {target}, as the column {before} is.", "Keep one of the two."),
    "absent-column": ("The map names the column {column}, which the file does not have.", "{nearest}"),
    "no-map-version": ("The file does not say `map: 1` at its top.", "Draft one: assessor map INPUT -o map.yaml."),
    "newer-map": (
        "The file is of map version {version}; this program knows {known}.",
        "Update the program: pip install --upgrade participation-assessor.",
    ),
    "other-profile": ("The map is for {found}, not for {wanted}.", "Leave out --profile, or draft another map."),
    "guessed-map": (
        "It is a guess that {what} is {meaning}{score}.",
        "Correct it, then remove `guessed: true`; or take all guesses with --accept-guesses.",
    ),
    "own-number": (
        "{value} is a number of the tool's own, which does not say what was answered to {item}.",
        "Export labels, or say under answers in a map what it means.",
    ),
    "left-over": ("{left} is no option of {item}.", "{nearest} Or say under answers in a map what it means."),
    "fhir-record": ("This is no QuestionnaireResponse that can be taken: {reason}.", "Export it again as FHIR R4."),
    # tables: rows
    "record-too-long": ("The record is longer than {limit}.", "Look for a line end that is missing."),
    "unclosed-quote": ("A quote is opened here and never closed.", "Close it, or double the quotes inside the text."),
    "broken-record": ("The record cannot be read: {reason}.", "Put text with quotes or line ends in quotes."),
    "ragged-row": ("The record has {found} cells, the header {wanted}.", "Look for a separator too many or too few."),
    "bad-text": ("The record {reason}.", "Export the file again as UTF-8."),
    "json-record": ("The line is no JSON object: {reason}.", "Write one object a line."),
    "blank-cell": ("There is no {column}.", "Fill it in."),
    "bad-name": ("This cannot be the {column}: it must have {wanted}.", "Shorten or correct it."),
    "decimal-comma": ("{value} has a decimal comma.", "Write a whole number, without a comma."),
    "respondent-again": (
        "The respondent {id} stands in {before} already.",
        "Keep one of the two, or give each their own id.",
    ),
    "answered-again": ("{whom} answered {item} already in {before}.", "Keep one of the two."),
    "other-value": (
        "The {column} of {whom} is {value} here, and {before} in {place}.",
        "Write the same in all rows of {whom}.",
    ),
    # tables: runs
    "row-level": (
        "Results for single people show what each of them answered, and can be traced to them.",
        "Say --identifiable too if all of them have agreed to that; else leave out --by-respondent.",
    ),
    "batch-held": ("Another run is writing {name}.", "Wait for it, or choose another output with -o."),
    "folder-taken": (
        "The folder {name}, in which the run would keep its steps, holds something else.",
        "Move it, or choose another output with -o.",
    ),
    "cannot-resume": (
        "The steps in {name} are of another run: it differs in {differing}.",
        "Repeat the command as it was, or start again without --resume.",
    ),
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
    # plans
    "no-plan-version": ("The file does not say `plan: 1` at its top.", "Add the line, or choose a plan."),
    "newer-plan": (
        "The plan is of version {version}; this program knows {known}.",
        "Update the program: pip install --upgrade participation-assessor.",
    ),
    "twice": ("The {sort} {id} stands here twice.", "Keep one of the two, with the notes of both."),
    "other-agency": (
        "The plan is of {found}, the answers are of {wanted}.",
        "Choose the plan of {wanted}; if the name has changed, write it into the plan.",
    ),
    "other-plan": ("The plan was made with pack {found}, not {wanted}.", "Update it with answers to {found}."),
    "older-answers": (
        "The answers of {date} are older than those the plan was made from, {later}.",
        "Choose the newer answers.",
    ),
    "plan-in-the-way": (
        "{name} is there already, and may hold what people typed.",
        "Carry that over with --update {name} as YAML, or choose another name with -o.",
    ),
    # sectors
    "min-agencies": ("{number} agencies are too few for a report on a sector.", "Ask for at least {fewest}."),
    "no-agencies": ("There is no assessment to report on.", "Give one for each agency."),
    "same-agency": ("More than one file is of {agency}.", "Keep the newest."),
    "not-comparable": (
        "{agency} answered {found}, {first} answered {wanted}; such figures are not to be compared.",
        "Make a report of each kind.",
    ),
    "one-person": (
        "The answers of {agency} are one person's own ({perspective}), not the agency's.",
        "Leave the file out, or put the answers of several people into one: assessor collect.",
    ),
    "unknown-agency": ("No file is of {agency}.", "{nearest}"),
    # comparing
    "bad-change": ("{change} is no change.", "Write ITEM=VALUE, or ITEM@PERSPECTIVE=VALUE for one view."),
    "nobody-asked": ("Nobody in this file is asked {item}.", "It is asked of: {views}."),
    "not-one-agency": (
        "{name} is of another agency, {found}, than the first file, {wanted}.",
        "Compare files of one agency, or correct `agency` if it is the same one.",
    ),
    "few-files": ("Only one file was given.", "Name the earlier file and at least one later one."),
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
    # survey tools
    "same-code": (
        "Items {first} and {second} would both have the code {short} there, which holds {limit} letters and digits.",
        "Rename one of them in a pack of your own.",
    ),
    # use
    "unknown-format": (
        "{name} does not say in which format to write.",
        "Let the name end in {endings}, or choose with --format.",
    ),
    "unknown-subject": ("Nothing here is called {id}.", "{nearest}"),
    "no-engine": (
        "The engine {engine} cannot run here: {reason}.",
        "Use --engine reference; the results are the same.",
    ),
    "unknown-engine": ("There is no engine {engine}.", "{nearest}"),
    "no-extra": (
        "This needs the library {library}, which is not installed.",
        "Install it: pip install 'participation-assessor[{extra}]'.",
    ),
    "one-file": ("The format {layout} takes one file at a time, not {count}.", "Run the command once for each file."),
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
