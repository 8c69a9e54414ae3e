"""Which tool a file comes from, told by what is in it, and the way in and out for each."""

from collections.abc import Callable
from datetime import datetime

from editorial.interchange.assemble import assemble
from editorial.interchange.ddi import export_ddi
from editorial.interchange.exported import Exported, Format
from editorial.interchange.limesurvey import from_limesurvey
from editorial.interchange.limesurvey_lss import read_lss
from editorial.interchange.limesurvey_tsv import is_tsv, read_tsv
from editorial.interchange.model import ForeignFileError, Imported
from editorial.interchange.qualtrics import is_qsf, read_qsf
from editorial.interchange.surveyjs import decode_json, is_surveyjs, read_surveyjs
from editorial.interchange.surveyjs_export import export_surveyjs
from editorial.interchange.triple_s import export_triple_s
from editorial.survey import Survey

KNOWN = "SurveyJS JSON, LimeSurvey .lss or tab-separated, Qualtrics .qsf"
LARGEST = 20_000_000


def import_survey(data: bytes) -> Imported:
    """Return the survey in a file of another tool; raises ForeignFileError."""
    if len(data) > LARGEST:
        message = (
            f"it has {len(data):,} bytes, and no survey has more than {LARGEST:,} (is it a file of answers?)"
        )
        raise ForeignFileError(message)
    return _importer(data)(data)


def _importer(data: bytes) -> Callable[[bytes], Imported]:
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if start == b"<":
        return _import_lss
    if start in (b"{", b"["):
        return _import_json
    if is_tsv(data):
        return _import_tsv
    raise ForeignFileError(f"it is no survey that we can read (it takes {KNOWN})")


def _import_json(data: bytes) -> Imported:
    decoded = decode_json(data)
    if is_qsf(decoded):
        return assemble(read_qsf(decoded))
    if is_surveyjs(decoded):
        # Its texts are plain but for `html`, which is made plain on the way.
        return assemble(read_surveyjs(decoded), keeps_html=False)
    raise ForeignFileError(
        "it is JSON, but neither of SurveyJS nor of Qualtrics (export the survey's definition)"
    )


def _import_lss(data: bytes) -> Imported:
    return assemble(from_limesurvey(read_lss(data)))


def _import_tsv(data: bytes) -> Imported:
    return assemble(from_limesurvey(read_tsv(data)))


def export_survey(survey: Survey, form: Format, *, as_of: datetime) -> Exported:
    """Return a survey in another tool's format, written at an instant."""
    if form is Format.SURVEYJS:
        return export_surveyjs(survey)
    return {Format.TRIPLE_S: export_triple_s, Format.DDI: export_ddi}[form](survey, as_of=as_of)
