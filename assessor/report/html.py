"""The report as one HTML file that needs nothing else: no script, no outside resource, every text escaped."""

from base64 import b64encode
from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assessor.errors import USAGE, AssessorError, problem
from assessor.model.reason import Reason
from assessor.report import charts
from assessor.report.chapters import document
from assessor.report.page import Page

if TYPE_CHECKING:
    import jinja2

TEMPLATES = Path(__file__).parent / "templates"


def as_html(page: Page, reasons: Mapping[str, Reason], *, whole: bool = True) -> str:
    """The page as HTML; `reasons` are the chains to fold in, by the id of what they explain.

    Without `whole` it is a part for a page of somebody else's, with a style that touches nothing around it.
    """
    shown = document(page)
    style = template_text("report.css") + (template_text("page.css") if whole else "")
    template = environment().get_template("page.html.j2" if whole else "part.html.j2")
    return template.render(
        page=shown,
        prefix="" if whole else _prefix(page),
        style=style,
        policy=policy_of(style),
        reasons=reasons,
        linked={name for reason in reasons.values() for name in reason.told()} | set(reasons),
        cited={source.id for source in page.sources},
    )


def policy_of(style: str) -> str:
    """What a browser may load for this page: nothing but this very style."""
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _prefix(page: Page) -> str:
    """Keeps the ids of several reports on one page apart."""
    return f"a{sha256((page.title + page.subtitle).encode()).hexdigest()[:8]}-"


def _kind(block: Any) -> str:
    return type(block).__name__.lower()


@lru_cache(maxsize=8)
def template_text(name: str) -> str:
    """A style or script that stands beside the templates."""
    return (TEMPLATES / name).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def environment() -> "jinja2.Environment":
    """Where templates are found and filled in, every text escaped; raises AssessorError where jinja2 is missing."""
    try:
        import jinja2
    except ImportError:
        raise AssessorError([problem("no-extra", library="jinja2", extra="html")], USAGE) from None
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["kind"] = _kind
    environment.globals.update(draw_bars=charts.bars, draw_dots=charts.dots, draw_place=charts.place, mark=charts.mark)
    return environment
