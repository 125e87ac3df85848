"""What is said of files, of packs and of what is proven of them."""

from assessor.language import N_

DEFINITIONS: dict[str, tuple[str, str]] = N_({
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
        "The pack says it has {declared} {key}, and it has {found}.",
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
    # proofs
    "never-fires": (
        "Rule {rule} can never fire, whatever is answered.",
        "Correct its condition; other rules or routing may rule out what it asks for.",
    ),
    "never-silent": ("Rule {rule} fires for everybody, whatever is answered.", "Correct its condition."),
    "constant-comparison": (
        "In rule {rule}, comparison {number} ({subject}) comes out {told}, whatever is answered.",
        "Remove it, or correct what it compares with.",
    ),
    "idle-comparison": (
        "In rule {rule}, comparison {number} ({subject}) never decides: wherever it holds, others decide already.",
        "Remove it, or correct what it compares with.",
    ),
    "constant-condition": (
        "The condition {key} of {sort} {id} {told} holds, whatever is answered.",
        "Remove it, or correct it.",
    ),
    "position-out-of-reach": (
        "Position {position} is never reached: its condition cannot hold where none before it does.",
        "Correct its condition, or move it up.",
    ),
    "never-recommended": (
        "Strategy {strategy} is never recommended: nothing calls it while it is not in place.",
        "Link it to a finding that can hold then, or correct `in_place_when`.",
    ),
    "level-out-of-reach": (
        "Level {number} ({level}) is reached by nobody, whatever is answered.",
        "Correct `from`, or the gates that cap below or above it.",
    ),
    "gate-never-holds": (
        "Gate {rule} never holds a level: where it fires, the score gives at most {cap}, or a lower gate fires too.",
        "Lower `caps_at`, or remove the gate.",
    ),
    "status-out-of-reach": (
        "Danger {danger} can never be {status}, whatever is answered.",
        "Correct its cuts, what counts as known, or its rules.",
    ),
    "adds-nothing": (
        "Rule {rule} adds nothing: wherever it fires, {other} fires too and says the same.",
        "Remove it, or let it ask for something else.",
    ),
    "contradiction": (
        "Rule {rule} fires only where {other} fires too, which says the opposite.",
        "Correct one of the two conditions.",
    ),
    "idle-item": (
        "Item {item} is asked and nothing reads it.",
        "Score it, let a rule or a table read it, drop it, or say `descriptive: true`.",
    ),
    "not-descriptive": ("Item {item} says `descriptive: true`, and something reads it.", "Remove the line."),
    "short-scale": (
        "No answer to item {item} counts as {end} of 100, so the score of {dimension} cannot reach {end}.",
        "Let the options' points begin at 0.",
    ),
    "idle-threshold": (
        "No score of {score} lies from {low} to below {high}, so these two thresholds part nothing.",
        "Use the same threshold twice, or move one of them to where scores are.",
    ),
    "looks-worse": (
        "A readier answer to {item} ({high} in place of {low}) can make the {kind} {id} fire.",
        "Turn the comparison round, or correct the item's polarity.",
    ),
    "no-longer-good": (
        "A readier answer to {item} ({high} in place of {low}) can make the {kind} {id} no longer hold.",
        "Turn the comparison round, or correct the item's polarity.",
    ),
    "not-settled": (
        "The solver gave up before this was settled: {claim}.",
        "Make the rules it depends on simpler, or report it.",
    ),
})  # fmt: skip
