"""Which of the rows that were ever added count now, as SQL selections.

- an input: the last time its file was read;
- a report: one that a current input holds; of several rows with one id, that of the first file, read last;
- a coding: of a current report with its current day of publication and its current lines of the site; the version in
  use before any other, then the last.
"""

from sqlalchemy import ColumnElement, Select, Subquery, and_, bindparam, case, func, select

from trucewatch.ledger.records import IMPORTED
from trucewatch.ledger.tables import codings, inferred_days, inputs, readings, reports, site_lines
from trucewatch.vocabulary.codes import PublishedHow


def is_current_input() -> ColumnElement[bool]:
    """Whether the row of `inputs` in hand is the last of its file."""
    later = inputs.alias("later")
    return ~(
        select(later.c.input_seq)
        .where(later.c.file == inputs.c.file, later.c.input_seq > inputs.c.input_seq)
        .correlate(inputs)
        .exists()
    )


def imported_reports() -> Select[tuple[int]]:
    """Rows (report_seq) of the reports that are rows of data sets."""
    return (
        select(readings.c.report_seq)
        .join(inputs, inputs.c.input_seq == readings.c.input_seq)
        .where(inputs.c.outcome == IMPORTED)
    )


def current_reports(*, one: bool = False) -> Subquery:
    """Rows (report_id, report_seq, published, site) of the current reports.

    `one`: of the one that the parameter `report_id` names. `published` is the effective day: what the report states,
    else what the corpus says, else what its text lets infer. `site` is where lines of the site stand, as JSON.
    """
    held = (
        select(readings.c.report_seq)
        .join(inputs, inputs.c.input_seq == readings.c.input_seq)
        .where(readings.c.report_seq == reports.c.report_seq, is_current_input())
        .correlate(reports)
        .exists()
    )
    rank = func.row_number().over(
        partition_by=reports.c.report_id, order_by=(reports.c.file, reports.c.report_seq.desc())
    )
    columns = (reports.c.report_id, reports.c.report_seq, reports.c.published, reports.c.published_how)
    ranked = select(*columns, rank.label("rank")).where(held)
    if one:
        ranked = ranked.where(reports.c.report_id == bindparam("report_id"))
    first = ranked.subquery("ranked")
    how = func.coalesce(first.c.published_how, "")
    stated = and_(first.c.published.is_not(None), how != PublishedHow.INFERRED.value)
    by_corpus = func.coalesce(inferred_days.c.published, first.c.published)
    published = case((stated, first.c.published), else_=by_corpus).label("published")
    return (
        select(first.c.report_id, first.c.report_seq, published, site_lines.c.spans.label("site"))
        .join(inferred_days, inferred_days.c.report_id == first.c.report_id, isouter=True)
        .join(site_lines, site_lines.c.report_id == first.c.report_id, isouter=True)
        .where(first.c.rank == 1)
        .subquery("current_reports")
    )


_ONE = current_reports(one=True)

CURRENT_REPORT = select(_ONE.c.report_seq, _ONE.c.published, _ONE.c.site)
"""Row (report_seq, published, site) of the current report whose id is the parameter `report_id`."""


def codings_of_current_reports() -> Select[tuple[str, str, int]]:
    """Rows (report_id, stage_version, coding_seq): every coding that was made of a current report as it now stands."""
    now = current_reports()
    return select(now.c.report_id, codings.c.stage_version, codings.c.coding_seq).join(
        codings,
        and_(
            codings.c.report_seq == now.c.report_seq,
            codings.c.published.is_not_distinct_from(now.c.published),
            codings.c.site.is_not_distinct_from(now.c.site),
        ),
    )


def current_codings(version: str | None) -> Subquery:
    """Rows (report_id, coding_seq): the coding that counts for each current report that has one.

    `version` is the coder's version in use; a report that it has not come to yet keeps its last earlier coding.
    """
    made = codings_of_current_reports().subquery("made")
    in_use = case((made.c.stage_version == version, 1), else_=0)
    rank = func.row_number().over(partition_by=made.c.report_id, order_by=(in_use.desc(), made.c.coding_seq.desc()))
    ranked = select(made.c.report_id, made.c.coding_seq, rank.label("rank")).subquery("ranked_codings")
    return select(ranked.c.report_id, ranked.c.coding_seq).where(ranked.c.rank == 1).subquery("current_codings")
