"""The files that a survey's responses are taken out in, whichever programs are to read them."""

import json
from collections import Counter
from datetime import datetime
from enum import StrEnum

from editorial.joined_versions import joined_versions
from editorial.response_columns import Columns
from editorial.survey import Survey
from survey_server.export import as_csv, codebook
from survey_server.services import Services


class ExportFormat(StrEnum):
    """What responses are taken out for."""

    CSV = "csv"
    TRIPLE_S = "triple-s"
    DDI = "ddi"


def export_files(services: Services, survey: Survey, form: ExportFormat = ExportFormat.CSV) -> dict[str, str]:
    """Return the texts of the files by their names; with DDI its codebook comes to those of CSV."""
    reading, now = services.store.reading, services.now()
    # The responses before the definitions: so each one's definition is among them.
    responses = list(reading.responses(survey.slug, whole=True))
    columns = Columns.of(survey, joined_versions(survey, reading.definitions()), responses)
    if form is ExportFormat.TRIPLE_S:
        # Only here, as it takes time to load and the service has no need of it.
        from editorial.interchange.triple_s import triple_s_files

        data_file = f"{survey.slug}.sss.csv"
        described, data = triple_s_files(survey, columns, responses, as_of=now, data_file=data_file)
        return {f"{survey.slug}.sss.xml": described, data_file: data}
    counts = Counter(response.definition for response in responses)
    book = codebook(survey, columns, responses=counts, erased=reading.erased(survey.slug))
    files = {
        f"{survey.slug}.csv": as_csv(columns, responses),
        f"{survey.slug}.codebook.json": json.dumps(book, ensure_ascii=False, indent=1) + "\n",
    }
    return files | (_ddi(survey, columns, now) if form is ExportFormat.DDI else {})


def _ddi(survey: Survey, columns: Columns, now: datetime) -> dict[str, str]:
    from editorial.interchange.ddi import export_ddi

    described = export_ddi(survey, as_of=now, columns=columns, data_file=f"{survey.slug}.csv")
    return {f"{survey.slug}.ddi.xml": described.text}
