"""The stages joined: load a pack, read responses, assess. What developers embed.

Every function either returns or raises AssessorError with all that was wrong; nothing is printed.
"""

import json
import os
import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assessor.engines.program import Program, program
from assessor.engines.reference import Engine, ReferenceEngine
from assessor.errors import BAD_RESPONSES, USAGE, AssessorError, nearest, problem
from assessor.inference.assessment import assessment
from assessor.inference.infer import infer
from assessor.loading.library import bundled_packs, load
from assessor.loading.migrations import brought_up
from assessor.loading.responses import checked_responses, pack_named
from assessor.loading.sources import Source, document_of
from assessor.loading.strict_yaml import Document
from assessor.model.assessment import Assessment
from assessor.model.response import Responses
from assessor.model.ruleset import Pack
from assessor.model.text import IN_ENGLISH
from assessor.perspectives import views_of

if TYPE_CHECKING:
    from assessor.agreement import Agreement
    from assessor.model.reason import Reason

ENGINES = ("auto", "rete", "reference")
DEFAULT_PACK = "participation"


_UNSEEN = re.compile("[^\n -~]+")
"""Characters of JSON that may be unseen, or act on a terminal."""


def _escaped(found: re.Match[str]) -> str:
    """The same in JSON, with what cannot be printed as an escape; spaces that must not break a line stay."""
    return "".join(ch if ch.isprintable() or ch in "\u00a0\u202f" else json.dumps(ch)[1:-1] for ch in found[0])


@dataclass(frozen=True)
class Result:
    """An assessment together with the pack and the answers it was made from, so that it can explain itself."""

    assessment: Assessment
    pack: Pack
    responses: Responses

    def explain(self, subject: str) -> "Reason":
        """Why `subject` came out as it did: a tree from the conclusion down to answers and up to the source.

        `subject` is `level`, `overall`, or the id of a dimension, danger, rule, strategy, item or source element.
        Raises AssessorError where nothing is called that.
        """
        from assessor.explaining import explain

        return explain(self.assessment, self.pack, subject)

    def reasons(self) -> "dict[str, Reason]":
        """The reasons for everything a report shows, by id; each is told in one place, and elsewhere only named."""
        from assessor.explaining import chains

        return chains(self.assessment, self.pack)

    def _repr_html_(self) -> str | None:
        """The report in a notebook; nothing where the extra `html` is not installed."""
        from assessor.report import render

        try:
            return render(self.assessment, self.pack, self.responses, "html-part", reasons=self.reasons())
        except AssessorError:
            return None

    def agreement(self) -> "dict[str, dict[str, Agreement]]":
        """View -> dimension -> how far its people agree; empty for one person's file.

        ICC and alpha need the extra `stats`; without it they say so in place of a figure.
        """
        from assessor.inference.agreeing import agreement_by_view

        ready = program(self.pack)
        views = views_of(self.pack.instrument, ready.routing, self.responses)
        return agreement_by_view(ready, self.responses, views)

    def to_json(self, indent: int | None = 2) -> str:
        """The assessment as JSON, in English: the same bytes for the same answers on any machine and engine."""
        plain = self.assessment.model_dump(mode="json", by_alias=True, context=IN_ENGLISH)
        return _UNSEEN.sub(_escaped, json.dumps(plain, indent=indent, ensure_ascii=False))


def load_pack(pack: str | Path = DEFAULT_PACK) -> Pack:
    """A bundled pack by its id, or an own pack by its folder.

    Raises AssessorError (exit code 3) with every problem of every file.
    """
    return load(str(pack))


def read_responses(source: Source, pack: Pack | None = None) -> Responses:
    """The responses in a file (YAML or JSON), in bytes, in an open binary stream, or in a mapping of the same shape.

    Without `pack`, the bundled pack that the responses name is used. Answers of an older version of the pack are
    brought up to this one; what no longer fits is set aside. Raises AssessorError (exit code 4) with every problem:
    unknown items, values out of range, blanks, and so on.
    """
    return responses_brought_up(source, pack)[0]


def responses_brought_up(source: Source, pack: Pack | None = None) -> tuple[Responses, list[str]]:
    """As `read_responses`, with a line for each thing that is not what it was in an older version of the pack."""
    document = document_of(source)
    chosen = pack or _pack_for(document)
    document, told = brought_up(document, chosen)
    return checked_responses(document, chosen), told


def _pack_for(document: Document) -> Pack:
    name = pack_named(document)
    if name not in bundled_packs():
        line = document.line(("pack", "id"))
        hint = nearest(name, bundled_packs())
        wrong = problem("no-pack", file=document.name, line=line, pack=name, nearest=hint)
        raise AssessorError([wrong], BAD_RESPONSES)
    return load_pack(name)


def assess(
    responses: Responses | str | Path | bytes | Mapping[str, Any], pack: Pack | None = None, *, engine: str = "auto"
) -> Result:
    """The assessment of one agency's responses (or of the file, bytes or mapping that holds them).

    `engine` is `rete` (durable_rules), `reference` (plain Python) or `auto` (rete where it can run); all give the same
    result to the last byte. Raises AssessorError.
    """
    if not isinstance(responses, Responses):
        responses = read_responses(responses, pack)
    pack = pack or load_pack(responses.pack.id)
    ready = program(pack)
    views = views_of(pack.instrument, ready.routing, responses)
    whole = pack.instrument.form(responses.form).items is None
    found = infer(ready, views, choose_engine(ready, engine), with_level=whole)
    return Result(assessment(ready, responses, views, found), pack, responses)


def choose_engine(ready: Program, name: str = "auto") -> Engine:
    """The engine called `name`, made once a process and thread; raises AssessorError where it cannot run."""
    if name not in ENGINES:
        wrong = problem("unknown-engine", engine=name, nearest=nearest(name, ENGINES))
        raise AssessorError([wrong], USAGE)
    if name == "auto":
        name = "rete" if rete_missing() is None else "reference"
    if name == "reference":
        return ReferenceEngine(ready.rules)
    reason = rete_missing()
    if reason is not None:
        raise AssessorError([problem("no-engine", engine=name, reason=reason)], USAGE)
    return _rete(ready, os.getpid(), threading.get_ident())


@lru_cache(maxsize=64)
def _rete(ready: Program, process: int, thread: int) -> Engine:
    from assessor.engines.rete import ReteEngine

    return ReteEngine(ready.strata, ready.rules)


@lru_cache(maxsize=1)
def rete_missing() -> str | None:
    """Why durable_rules cannot be used here; None where it can."""
    try:
        import assessor.engines.rete  # noqa: F401
    except ImportError as error:
        return f"durable_rules does not import ({error})"
    return None
