"""What is said of answers, and of every command that reads them."""

from assessor.language import N_

ANSWERS: dict[str, tuple[str, str]] = N_({
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
    # improving
    "no-solver": (
        "The solver is not there: {reason}.",
        "Install it with: pip install 'participation-assessor[solve]'.",
    ),
    "many-goals": ("More than one goal is named.", "Name one: a level, a danger, or a dimension with its score."),
    "no-level": (
        "There is no level to improve: too little is known, or the form asks only some items.",
        "Name a danger with --clear, or a dimension with --raise.",
    ),
    "fine-goal": (
        "{value} is no score to reach on {dimension}: it rests on protected answers, told in steps of five.",
        "Choose 5, 10, 15 … 95.",
    ),
    # columns
    "unknown-frame": (
        "A {found} is no table that can be read here.",
        "Give a frame of Polars, pandas, PyArrow, DuckDB or PySpark.",
    ),
    "bad-min-view": ("{found} people are no limit for a view.", "Give a whole number from {least} to {most}."),
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
})  # fmt: skip
