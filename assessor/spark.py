"""Tables in PySpark: the columns engine inside mapInArrow, for who outgrows one machine (the extra `spark`).

Every task runs the same expressions in Polars over its own rows; where rows become agencies they are first brought
together by agency. The other engines are not used.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from assessor.engines.columns.frames import assessed
from assessor.loading.library import load
from assessor.model.response import MIN_VIEW
from assessor.model.ruleset import Pack

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame
    from pyspark.sql.types import StructType

DEFAULT_PACK = "participation"

Task = Callable[[Iterable["pa.RecordBatch"]], Iterator["pa.RecordBatch"]]


def assess_table(
    frame: "DataFrame",
    pack: Pack | None = None,
    *,
    min_view: int = MIN_VIEW,
    form: str = "full",
    by_respondent: bool = False,
) -> "DataFrame":
    """The assessment of every agency in a PySpark DataFrame, as `assessor.assess_table` gives it; nothing runs yet.

    Rows of one agency must fit into the memory of one task. Raises AssessorError.
    """
    asked = {"form": form, "fewest": min_view, "by_respondent": by_respondent}
    pack = pack or load(DEFAULT_PACK)
    result = _result(frame, pack, asked)
    spread = frame if by_respondent else frame.repartition("agency")
    # Spark takes a dot in a name for a step into a struct, so columns go under numbers on the way.
    numbered = spread.toDF(*map(str, range(len(frame.columns))))
    return numbered.mapInArrow(_task(pack, asked, frame.columns), result)


def _result(frame: "DataFrame", pack: Pack, asked: dict[str, Any]) -> "StructType":
    """The columns of the result, found by assessing no rows."""
    import polars as pl
    from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_schema

    nobody = pl.from_arrow(to_arrow_schema(frame.schema).empty_table())
    found = assessed(pack, nobody, **asked).with_columns(pl.col(pl.Enum).cast(pl.String))
    kinds: StructType = from_arrow_schema(found.to_arrow().schema)
    return kinds


def _task(pack: Pack, asked: dict[str, Any], names: list[str]) -> Task:
    """What a task does with its rows: batch by batch where each row stands alone, else with all of them."""

    def run(batches: Iterable["pa.RecordBatch"]) -> Iterator["pa.RecordBatch"]:
        import polars as pl

        frames = (pl.DataFrame(pl.from_arrow(batch), schema=names) for batch in batches)
        for frame in frames if asked["by_respondent"] else _whole(frames):
            found = assessed(pack, frame, **asked).with_columns(pl.col(pl.Enum).cast(pl.String))
            yield from _batches(found.to_arrow())

    return run


def _whole(frames: Iterator[Any]) -> Iterator[Any]:
    import polars as pl

    all_of_them = list(frames)
    if all_of_them:
        yield pl.concat(all_of_them)


def _batches(found: "pa.Table") -> Iterator["pa.RecordBatch"]:
    """Record batches with texts of the ordinary kind, which is the only one that Spark takes."""
    import pyarrow as pa

    plain = [field.with_type(pa.string()) if pa.types.is_large_string(field.type) else field for field in found.schema]
    yield from found.cast(pa.schema(plain)).to_batches()
