"""A pack from its two folders of YAML: every file read, shaped and joined, all problems at once."""

from pathlib import Path
from typing import Any

from pydantic import BaseModel

from assessor.errors import BAD_DEFINITION, AssessorError, Problem, nearest, problem
from assessor.loading.catalogue import FILE, Catalogue, judged, translated
from assessor.loading.po import read_catalogue
from assessor.loading.references import Origins, check_references
from assessor.loading.shape import shaped
from assessor.loading.strict_yaml import Document, Path_, read_file
from assessor.loading.texts import Half
from assessor.model.base import Frozen, Id
from assessor.model.instrument import Form, Instrument, Perspective, Scale, Section, Sources
from assessor.model.migration import Migration
from assessor.model.reported import (
    Evidence,
    Grid,
    Limit,
    Matrix,
    PlanField,
    Reference,
    ReportSection,
    SourceElement,
    Term,
)
from assessor.model.rule import Rule
from assessor.model.ruleset import About, Census, Danger, Dimension, Level, Overall, Pack, Position, Ruleset
from assessor.model.strategy import Group, Strategy
from assessor.model.text import Text


class InstrumentHead(Frozen):
    """instrument.yaml: the questionnaire without its sections and forms."""

    id: Id
    version: int
    title: Text
    introduction: Text
    source: Sources = ()
    sections: tuple[Id, ...]
    perspectives: tuple[Perspective, ...]
    scales: tuple[Scale, ...] = ()
    migrations: tuple[Migration, ...] = ()


LISTS: dict[str, type[BaseModel]] = {
    "dimensions": Dimension, "levels": Level, "dangers": Danger, "positions": Position, "rules": Rule,
    "groups": Group, "strategies": Strategy, "sources": SourceElement, "glossary": Term, "references": Reference,
    "evidence": Evidence, "plan": PlanField, "sections": ReportSection, "limits": Limit, "matrices": Matrix,
    "grids": Grid,
}  # fmt: skip
SINGLES: dict[str, type[BaseModel]] = {"ruleset": About, "overall": Overall, "census": Census}


def read_pack(questionnaire: Path, rules: Path, shown: Path | None = None) -> tuple[Pack, Origins]:
    """The pack in two folders, and where each part stands; raises AssessorError with every problem of every file.

    `shown` is the folder that messages name files from.
    """
    reading = _PackReading(shown or questionnaire.parent)
    instrument = reading.instrument(questionnaire)
    ruleset = reading.ruleset(rules)
    if instrument is not None and ruleset is not None:
        reading.problems += check_references(instrument, ruleset, reading.origins)
    found = {folder: reading.catalogue(folder) for folder in (questionnaire, rules)}
    if reading.problems or instrument is None or ruleset is None:
        raise AssessorError(reading.problems, BAD_DEFINITION)
    if any(found.values()):
        instrument = reading.in_french(instrument, questionnaire, found[questionnaire])
        ruleset = reading.in_french(ruleset, rules, found[rules])
    return Pack.of(instrument, ruleset), reading.origins


class _PackReading:
    def __init__(self, shown: Path) -> None:
        self.problems: list[Problem] = []
        self.origins = Origins()
        self._shown = shown

    def named(self, path: Path) -> str:
        """What messages call `path`."""
        return (path.relative_to(self._shown) if path.is_relative_to(self._shown) else path).as_posix()

    def catalogue(self, folder: Path) -> Catalogue | None:
        """The translations in `folder`, None where it has none; what is wrong with them is noted."""
        try:
            return read_catalogue(folder / FILE, self.named(folder / FILE))
        except AssessorError as error:
            self.problems += error.problems
            return None

    def in_french(self, half: Half, folder: Path, catalogue: Catalogue | None) -> Half:
        """One half of a pack with its translations; how they fit is kept beside the origins."""
        fitting = judged(catalogue or Catalogue(), half, self.named(folder / FILE))
        self.origins.catalogues += (fitting,)
        return translated(half, fitting)

    def _documents(self, folder: Path) -> list[Document]:
        """Every YAML file of `folder` that can be read, by name; the problems of the others are noted."""
        documents = []
        for path in sorted(folder.glob("*.yaml")) if folder.is_dir() else []:
            document = read_file(path, self.named(path))
            self.problems += document.problems
            if isinstance(document.value, dict):
                documents.append(document)
            elif not document.problems:
                wanted, found = "keys at the top", "something else"
                self.problems.append(
                    problem("wrong-type", file=document.name, line=1, place="the file", wanted=wanted, found=found)
                )
        return documents

    def _shaped(self, model: type[Any], document: Document, path: Path_ = ()) -> Any:
        value, problems = shaped(model, document, path)
        self.problems += problems
        return value

    def instrument(self, folder: Path) -> Instrument | None:
        documents = {Path(document.name).stem: document for document in self._documents(folder)}
        head_document = documents.pop("instrument", None)
        forms_document = documents.pop("forms", None)
        if head_document is None:
            self._lacks("instrument.yaml in the questionnaire's folder", folder)
            return None
        head: InstrumentHead | None = self._shaped(InstrumentHead, head_document)
        self.origins.note("instrument", "", head_document, ())
        found: dict[str, Section] = {}
        for document in documents.values():
            section: Section | None = self._shaped(Section, document)
            if section is not None:
                found[section.section] = section
                self.origins.note("section", section.section, document, ())
                for place, item in enumerate(section.items):
                    self._once("item", item.id, document, ("items", place))
        forms = self._list(Form, forms_document, "forms", "form") if forms_document else ()
        if head is None or not forms or len(found) < len(documents):
            if not forms_document:
                self._lacks("forms.yaml in the questionnaire's folder", folder)
            return None
        sections = self._in_order(head, found, head_document)
        fields = {name: getattr(head, name) for name in InstrumentHead.model_fields if name != "sections"}
        return Instrument(**fields, sections=sections, forms=forms)

    def _in_order(self, head: InstrumentHead, found: dict[str, Section], document: Document) -> tuple[Section, ...]:
        for place, name in enumerate(head.sections):
            if name not in found:
                line = document.line(("sections", place))
                hint = nearest(name, found)
                self.problems.append(
                    problem("unknown-id", file=document.name, line=line, sort="section", id=name, nearest=hint)
                )
        for name in found.keys() - set(head.sections):
            where = self.origins.at("section", name)
            self.problems.append(
                problem("pack-incomplete", **where, missing=f"the section {name} in `sections` of instrument.yaml")
            )
        return tuple(found[name] for name in head.sections if name in found) or tuple(found.values())

    def ruleset(self, folder: Path) -> Ruleset | None:
        documents = self._documents(folder)
        before = len(self.problems)
        parts: dict[str, Any] = {}
        for document in documents:
            for key in document.value:
                if key in LISTS:
                    sort = {"rules": "rule", "strategies": "strategy", "sources": "source"}.get(key, key)
                    parts[key] = (*parts.get(key, ()), *self._list(LISTS[key], document, key, sort))
                elif key in SINGLES:
                    parts[key] = self._shaped(SINGLES[key], document, (key,))
                    self.origins.note(key, "", document, (key,))
                else:
                    hint = nearest(key, [*LISTS, *SINGLES])
                    line = document.line((key,))
                    self.problems.append(problem("unknown-key", file=document.name, line=line, key=key, nearest=hint))
        for key in ("ruleset", "dimensions", "overall", "levels"):
            if key not in parts:
                self._lacks(f"`{key}` in the files of its rules", folder)
        return Ruleset(**parts) if len(self.problems) == before else None

    def _list(self, model: type[Any], document: Document, key: str, sort: str) -> tuple[Any, ...]:
        entries = document.value.get(key)
        if not isinstance(entries, tuple):
            line = document.line((key,))
            self.problems.append(
                problem("wrong-type", file=document.name, line=line, place=key, wanted="a list", found="something else")
            )
            return ()
        found = []
        for place in range(len(entries)):
            value = self._shaped(model, document, (key, place))
            if value is not None:
                found.append(value)
                if hasattr(value, "id"):
                    self._once(sort, value.id, document, (key, place))
        return tuple(found)

    def _once(self, sort: str, name: str, document: Document, path: Path_) -> None:
        if self.origins.known(sort, name):
            line = document.line((*path, "id"))
            self.problems.append(problem("duplicate-id", file=document.name, line=line, sort=sort, id=name))
        self.origins.note(sort, name, document, path)

    def _lacks(self, missing: str, folder: Path) -> None:
        self.problems.append(problem("pack-incomplete", file=self.named(folder), missing=missing))
