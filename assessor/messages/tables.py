"""What is said of tables: files, columns, exports of survey tools, rows and runs."""

from assessor.language import N_

TABLES: dict[str, tuple[str, str]] = N_({
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
})  # fmt: skip
