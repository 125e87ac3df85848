"""The messages of what is proven of a pack: code -> what is wrong, and what to do about it."""

PROOFS: dict[str, tuple[str, str]] = {
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
}
