"""The workbook (XLSX): a summary with a native radar chart, the answers, the evidence, the gaps, the plan."""

from __future__ import annotations

import io
from datetime import UTC, datetime, time

import xlsxwriter

from bot.documents.dossier import Dossier
from bot.documents.edition import content_hash
from bot.documents.sheets import Column, Sheet, answers_sheet, evidence_sheet, gaps_sheet, plan_sheet
from bot.documents.styles import Styles
from bot.documents.voice import Voice
from flows.assessment.plan import StepState
from flows.standard.model import TOP

CHART_PX = {"width": 520, "height": 420}
# No text becomes a number, a link or a formula by itself.
PLAINLY = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def workbook(dossier: Dossier, voice: Voice) -> bytes:
    """The workbook of a dossier as XLSX; the same dossier gives the same bytes."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, PLAINLY) as book:
        made_on = datetime.combine(dossier.assessed_on, time(), UTC).replace(tzinfo=None)
        book.set_properties({"title": voice("report-title"), "created": made_on})
        styles = Styles(book)
        _summary(book, styles, dossier, voice)
        for sheet in (
            answers_sheet(dossier, voice),
            evidence_sheet(dossier, voice),
            gaps_sheet(dossier, voice),
            plan_sheet(dossier, voice),
        ):
            _write(book, styles, sheet, voice)
    return file.getvalue()


def _summary(book: xlsxwriter.Workbook, styles: Styles, dossier: Dossier, voice: Voice) -> None:
    name = voice("workbook-summary")
    page = book.add_worksheet(name)
    page.hide_gridlines(2)
    page.set_column(0, 0, 30)
    page.set_column(1, 4, 16)
    styles.text(page, 0, 0, voice("report-title"), styles.title)
    result = dossier.card
    facts = [
        (voice("workbook-organisation"), dossier.organisation),
        (voice("workbook-date"), voice.day(dossier.assessed_on)),
        (voice("workbook-edition"), dossier.standard.name),
        (voice("workbook-hash"), content_hash(dossier.standard)),
        (voice("report-lens-under-way"), voice.stars(result.under_way)),
        (voice("report-lens-claimed"), voice.stars(result.claimed)),
        (voice("report-lens-evidenced"), voice.stars(result.evidenced)),
    ]
    for row, (label, value) in enumerate(facts, 2):
        styles.text(page, row, 0, label, styles.label)
        styles.text(page, row, 1, value, styles.plain)
    first = len(facts) + 4
    heads = ("workbook-domain", "workbook-reach", "document-with-under-way", "workbook-met", "workbook-required")
    for column, key in enumerate(heads):
        styles.text(page, first - 1, column, voice(key), styles.head)
    pairs = zip(dossier.domains, dossier.domains_under_way, strict=True)
    for row, (reach, under_way) in enumerate(pairs, first):
        styles.text(page, row, 0, voice(reach.domain), styles.plain)
        for column, number in enumerate((float(reach.height), float(under_way.height), reach.met, reach.required), 1):
            page.write_number(row, column, round(number, 2), styles.number)
    last = first + len(dossier.domains) - 1
    page.insert_chart(last + 2, 0, _radar(book, name, first, last, voice), {"object_position": 2})
    for row, key in enumerate(("workbook-reach-hint", "workbook-guard", "disclaimer"), last + 25):
        styles.text(page, row, 0, voice(key), styles.small)


def _radar(book: xlsxwriter.Workbook, sheet: str, first: int, last: int, voice: Voice) -> object:
    chart = book.add_chart({"type": "radar", "subtype": "with_markers"})
    for column, colour, dash in ((1, Styles.ACCENT, "solid"), (2, Styles.GOLD, "dash")):
        chart.add_series(
            {
                "name": [sheet, first - 1, column],
                "categories": [sheet, first, 0, last, 0],
                "values": [sheet, first, column, last, column],
                "line": {"color": colour, "width": 2.25, "dash_type": dash},
                "marker": {"type": "circle", "size": 5, "fill": {"color": colour}, "border": {"color": colour}},
            }
        )
    chart.set_title({"name": voice("workbook-radar"), "name_font": {"size": 12}})
    chart.set_y_axis({"min": 0, "max": TOP, "major_unit": 1})
    chart.set_legend({"position": "bottom"})
    chart.set_size(CHART_PX)
    return chart


def _write(book: xlsxwriter.Workbook, styles: Styles, sheet: Sheet, voice: Voice) -> None:
    page = book.add_worksheet(sheet.name)
    for index, column in enumerate(sheet.columns):
        page.set_column(index, index, column.width)
        styles.text(page, 0, index, column.head, styles.head)
    for row, values in enumerate(sheet.rows, 1):
        for index, value in enumerate(values):
            styles.write(page, row, index, value)
    page.freeze_panes(1, sheet.frozen)
    page.autofilter(0, 0, max(len(sheet.rows), 1), len(sheet.columns) - 1)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    for index, column in enumerate(sheet.columns):
        if column.is_state:
            _offer_states(page, index, len(sheet.rows), column, voice)


def _offer_states(page: xlsxwriter.worksheet.Worksheet, index: int, rows: int, column: Column, voice: Voice) -> None:
    """The states of a step, to choose from."""
    states = [voice(f"report-state-{state.value.replace('_', '-')}") for state in StepState]
    page.data_validation(
        1, index, max(rows, 1), index, {"validate": "list", "source": states, "error_title": column.head, "ignore_blank": True}
    )
