"""The questionnaire as a LimeSurvey structure: tab-separated values, every language, codes of 20 and 5 characters."""

import re
from collections.abc import Iterator

from assessor.errors import USAGE, AssessorError, problem
from assessor.exporting.relevance import relevance
from assessor.exporting.survey import (
    AGENCY,
    DOES_NOT_APPLY,
    DONT_KNOW,
    NO_NAMES,
    NONE_OF_THESE,
    Choice,
    Field,
    Survey,
)
from assessor.model.text import Language, Wording

COLUMNS = (
    "id", "related_id", "class", "type/scale", "name", "relevance", "text", "help", "language", "validation",
    "mandatory", "other", "default", "same_default", "hidden", "exclude_all_others", "min_num_value_n",
    "max_num_value_n", "num_value_int_only",
)  # fmt: skip
MOST, MOST_ANSWER = 20, 5
"""Characters of the code of a question, and of an answer."""

ALONE = (("none", NONE_OF_THESE), ("dk", DONT_KNOW), ("na", DOES_NOT_APPLY))
KINDS = {"one": "L", "many": "M", "count": "N", "text": "T"}


def limesurvey(survey: Survey) -> str:
    """The structure; raises AssessorError where two questions would have one code."""
    codes = question_codes(survey)
    rows = list(_head(survey))
    for language in survey.languages:
        rows += _questions(survey, codes, language)
    lines = ["\t".join(COLUMNS), *("\t".join(_cell(row.get(column, "")) for column in COLUMNS) for row in rows)]
    return "\ufeff" + "".join(f"{line}\n" for line in lines)


def question_codes(survey: Survey) -> dict[str, str]:
    """Item -> its code there: the id without what is not a letter or digit; raises AssessorError where two are one."""
    codes = {field.id: re.sub(r"[^A-Za-z0-9]", "", field.id)[:MOST] for field in survey.fields}
    taken: dict[str, str] = {"agency": "agency", "perspective": "perspective"}
    problems = []
    for item, code in codes.items():
        other = taken.setdefault(code.lower(), item)
        if other != item:
            problems.append(problem("same-code", first=other, second=item, short=code, limit=MOST))
    if problems:
        raise AssessorError(problems, USAGE)
    return codes


def _cell(text: str) -> str:
    return " ".join(text.split())


def _head(survey: Survey) -> Iterator[dict[str, str]]:
    yield {"class": "S", "name": "language", "text": "en"}
    more = [language for language in survey.languages if language != "en"]
    if more:
        yield {"class": "S", "name": "additional_languages", "text": " ".join(more)}
    yield {"class": "S", "name": "format", "text": "G"}
    yield {"class": "S", "name": "anonymized", "text": "Y"}
    yield {"class": "S", "name": "ipaddr", "text": "N"}
    yield {"class": "S", "name": "datestamp", "text": "N"}
    for language in survey.languages:
        for name, text in (("surveyls_title", survey.title), ("surveyls_welcometext", survey.introduction)):
            yield {"class": "SL", "name": name, "text": text.said_in(language), "language": language}


def _questions(survey: Survey, codes: dict[str, str], language: Language) -> Iterator[dict[str, str]]:
    """Groups, questions and answers in one language; every language has the same rows, under the same ids."""
    number = 0

    def row(sort: str, kind: str, name: str, text: Wording | str, **more: str) -> dict[str, str]:
        said = text if isinstance(text, str) else text.said_in(language)
        return {"id": str(number), "class": sort, "type/scale": kind, "name": name, "text": said, "language": language,
                "relevance": "1" if sort in "GQ" else "", **more}  # fmt: skip

    number += 1
    yield row("G", "0", survey.title.said_in(language), "")
    number += 1
    yield row("Q", "S", "agency", AGENCY, mandatory="Y")
    number += 1
    yield row("Q", "*", "perspective", f"{{'{survey.perspective}'}}", hidden="1")
    for place, part in enumerate(survey.parts, 1):
        number += 1
        yield row("G", str(place), part.title.said_in(language), part.about or "")
        for field in part.fields:
            number += 1
            told = field.help or (NO_NAMES if field.kind == "text" else None)
            more = {"help": told.said_in(language) if told else "", "mandatory": "N", "other": "N"}
            asked = relevance(field.only_if, survey, lambda f, c: _one_of(f, c, codes))
            if asked:
                more["relevance"] = asked
            if field.kind == "many":
                own = [field.nothing.code] if field.nothing else []
                more["exclude_all_others"] = ";".join([*own, *(code for code, _ in _added(field))])
            if field.kind == "count":
                more |= {"min_num_value_n": "0", "max_num_value_n": str(field.highest), "num_value_int_only": "1"}
            yield row("Q", KINDS[field.kind], codes[field.id], field.ask, **more)
            for code, label in _coded(field):
                number += 1
                yield row("SQ" if field.kind == "many" else "A", "0", code, label)


def _coded(field: Field) -> list[tuple[str, Wording]]:
    """Codes and labels of what can be chosen."""
    if field.kind in ("count", "text"):
        return []
    coded = [*((choice.code, choice.label) for choice in field.choices), *_added(field)]
    assert all(len(code) <= MOST_ANSWER for code, _ in coded)
    return coded


def _added(field: Field) -> tuple[tuple[str, Wording], ...]:
    """What the form adds to what the pack lets people choose."""
    return ALONE[1:] if field.kind == "one" or field.nothing else ALONE


def _one_of(field: Field, choices: tuple[Choice, ...], codes: dict[str, str]) -> str:
    name = codes[field.id]
    if field.kind == "many":
        return "(" + " or ".join(f'{name}_{code}.NAOK == "Y"' for code in ("dk", *(c.code for c in choices))) + ")"
    known = ["dk", *(choice.code for choice in choices)]
    return "(is_empty(" + f"{name}.NAOK) or " + " or ".join(f'{name}.NAOK == "{code}"' for code in known) + ")"
