"""Reading Qualtrics' `.qsf`: blocks in the order of the flow, and the questions in them."""

from collections.abc import Iterator, Mapping
from typing import Any

from editorial.interchange.logic import NEVER, Expression, Not
from editorial.interchange.model import (
    Condition,
    Fate,
    ForeignFileError,
    ForeignQuestion,
    ForeignSurvey,
    Note,
    Unsayable,
    Words,
    joined,
)
from editorial.interchange.qualtrics_logic import read_logic, read_skip
from editorial.interchange.qualtrics_question import QsfQuestion, leftovers, offered
from editorial.interchange.qualtrics_questions import READERS
from editorial.interchange.tracked import Tracked

TOOL = "Qualtrics"
_DEEPEST = 30
# Elements that hold nothing of the survey itself.
_SILENT = ("BL", "FL", "SQ", "SO", "STAT", "QC", "PROJ", "RS", "SCO", "PL")
_ON_ENTRY = ("SurveyDescription", "SurveyStartDate", "SurveyExpirationDate")
_OF_BLOCKS = ("RandomizeQuestions", "Looping")
_NEVER_SET = "0000"
# Each of their rows is asked as a question of its own.
_IN_PARTS = ("Slider", "CS")
_BLOCKS = ("Block", "Standard")


def read_qsf(data: Any) -> ForeignSurvey:
    """Return the survey in a decoded `.qsf`; raises ForeignFileError."""
    root = data if isinstance(data, Mapping) else {}
    elements = root.get("SurveyElements")
    if not isinstance(elements, list):
        raise ForeignFileError("it is a Qualtrics file without SurveyElements (export the survey as .qsf)")
    reader = _QsfReader(elements)
    entry = Tracked(root.get("SurveyEntry"))
    reader.read()
    reader.report_entry(entry)
    if not reader.questions:
        raise ForeignFileError("there is no question in it that can be asked here (look into the file)")
    return ForeignSurvey(
        tool=TOOL,
        title=Words(entry.text("SurveyName")),
        language=entry.text("SurveyLanguage").lower(),
        questions=tuple(reader.questions),
        notes=tuple(reader.notes),
    )


def is_qsf(data: Any) -> bool:
    """Return whether decoded JSON looks like a Qualtrics survey."""
    return isinstance(data, Mapping) and "SurveyElements" in data


class _QsfReader:
    """Goes through the flow; what branches and skips say goes to each question they are about."""

    def __init__(self, elements: list[Any]) -> None:
        self._elements = [element for element in elements if isinstance(element, Mapping)]
        self.notes: list[Note] = []
        self.questions: list[ForeignQuestion] = []
        self._sources = self._read_sources()
        self._blocks = {str(block.get("ID", "")): block for block in self._payloads("BL")}
        self._shown: set[str] = set()
        # What skips to the end of the survey leave of the condition of all that follows.
        self._rest: Condition = None

    def read(self) -> None:
        """Take all questions, in order, and report the rest."""
        flows = list(self._payloads("FL"))
        flow = next((flow.get("Flow") for flow in flows if isinstance(flow.get("Flow"), list)), None)
        if flow is None:
            blocks = [block for block in self._blocks.values() if block.get("Type") != "Trash"]
            flow = [{"Type": "Block", "ID": block.get("ID")} for block in blocks]
        self._flow(flow, None, depth=0)
        self._report_rest()

    def _read_sources(self) -> dict[str, QsfQuestion]:
        sources: dict[str, QsfQuestion] = {}
        codes: set[str] = set()
        for element in self._elements:
            payload = element.get("Payload")
            if element.get("Element") != "SQ" or not isinstance(payload, Mapping):
                continue
            part = Tracked(payload)
            qid = part.text("QuestionID") or str(element.get("PrimaryAttribute"))
            tag = part.text("DataExportTag", qid)
            # Two questions may have the same tag, but not the same number.
            code = tag if tag not in codes else f"{tag}_{qid}"
            codes.add(code)
            sources[qid] = QsfQuestion(qid, code, f"question {code} ({qid})", part, self.notes)
        named = {name: code for source in sources.values() for name, code in _names(source)}
        for source in sources.values():
            source.codes.update(named)
        return sources

    def _payloads(self, kind: str) -> Iterator[Mapping[str, Any]]:
        """Yield payloads of a kind, which come as one, as a list, or as a mapping by numbers."""
        for element in self._elements:
            payload = element.get("Payload")
            if element.get("Element") != kind:
                continue
            if isinstance(payload, Mapping) and not {"ID", "Flow"} & set(payload):
                payload = list(payload.values())
            for item in payload if isinstance(payload, list) else [payload]:
                if isinstance(item, Mapping):
                    yield item

    def _flow(self, flow: Any, outer: Condition, *, depth: int) -> None:
        if depth > _DEEPEST:
            raise ForeignFileError(
                "its branches are nested more deeply than any survey's (look into the file)"
            )
        for step in flow if isinstance(flow, list) else []:
            if not isinstance(step, Mapping):
                continue
            kind, shown = str(step.get("Type", "")), outer
            if kind in _BLOCKS:
                self._block(str(step.get("ID", "")), outer)
                continue
            if kind == "Branch":
                shown = joined(outer, read_logic(step.get("BranchLogic"), self._codes()))
            elif kind == "EndSurvey":
                self._end(outer)
            elif kind != "Group":
                why = (
                    "blocks are asked in the order they stand in"
                    if "Random" in kind
                    else "there is nothing like it here"
                )
                self.notes.append(Note("survey flow", Fate.DROPPED, f"a step of type {kind}", why))
            self._flow(step.get("Flow"), shown, depth=depth + 1)

    def _end(self, reached: Condition) -> None:
        """Take it that whoever comes to the end of the survey is asked nothing more."""
        self._rest = joined(self._rest, _opposite(reached))

    def _codes(self) -> dict[str, str]:
        return next((source.codes for source in self._sources.values()), {})

    def report_entry(self, entry: Tracked) -> None:
        """Add a line for what the survey's entry says that a header here says in other words."""
        said = [name for name in _ON_ENTRY if not entry.text(name, _NEVER_SET).startswith(_NEVER_SET)]
        if said:
            why = "see its header for what can be said here"
            self.notes.append(Note("survey entry", Fate.DROPPED, ", ".join(said), why))

    def _block(self, block_id: str, outer: Condition) -> None:
        block = self._blocks.get(block_id)
        if block is None:
            self.notes.append(
                Note("survey flow", Fate.DROPPED, f"the block {block_id}", "it is not in the file")
            )
            return
        elements = list(_parts_of(block))
        if block.get("Type") == "Trash":
            return
        shown, breaks = outer, 0
        for element in elements:
            kind, qid = element.text("Type"), element.text("QuestionID")
            breaks += kind == "Page Break"
            if kind == "Question" and qid in self._sources:
                self._question(qid, joined(shown, self._rest))
                for _, skip in element.parts("SkipLogic"):
                    shown = self._skip(qid, skip, shown)
        where = f"block {block.get('Description', block_id)}"
        settings = Tracked(block.get("Options"))
        for name in _OF_BLOCKS:
            if (value := settings.text(name)) not in ("", "false", "None"):
                why = "questions are asked once, in the order they stand in"
                self.notes.append(Note(where, Fate.DROPPED, f"{name} ({value})", why))
        if breaks:
            why = "the field pages decides: all on one page, or one at a time"
            self.notes.append(Note(where, Fate.DROPPED, f"page breaks ({breaks})", why))

    def _skip(self, qid: str, skip: Tracked, shown: Condition) -> Condition:
        """Return the condition of what follows in the block, now that some readers skip it."""
        source = self._sources[qid]
        skipped = read_skip(skip, qid, source.code)
        target = skip.text("SkipToDestination")
        if isinstance(skipped, Unsayable) or skipped is None or target not in ("ENDOFBLOCK", "ENDOFSURVEY"):
            why = skipped.why if isinstance(skipped, Unsayable) else f"it leads to {target}"
            self.notes.append(
                Note(source.where, Fate.DROPPED, "its skip logic", f"{why}; nobody skips anything")
            )
            return shown
        why = "the questions after it are asked only of those who do not skip"
        self.notes.append(Note(source.where, Fate.CHANGED, "its skip logic became conditions", why))
        if target == "ENDOFSURVEY":
            self._rest = joined(self._rest, Not(skipped))
        return joined(shown, Not(skipped))

    def _question(self, qid: str, shown: Condition) -> None:
        source = self._sources[qid]
        self._shown.add(qid)
        kind = source.part.text("QuestionType")
        reader = READERS.get(kind)
        if reader is None or isinstance(reader, str):
            why = reader or "Masthead has no such question"
            self.notes.append(Note(source.where, Fate.DROPPED, f"a question of type {kind}", why))
            return
        logic = source.part.get("DisplayLogic")
        own = read_logic(logic, self._codes()) if logic else None
        source.when = joined(shown, own)
        found = list(reader(source))
        self.questions += found
        self.notes += leftovers(source) if found else ()

    def _report_rest(self) -> None:
        trash = [block for block in self._blocks.values() if block.get("Type") == "Trash"]
        thrown = {part.text("QuestionID") for block in trash for part in _parts_of(block)}
        for qid, source in self._sources.items():
            if qid not in self._shown:
                why = "it is in the trash" if qid in thrown else "the flow of the survey does not lead to it"
                self.notes.append(Note(source.where, Fate.DROPPED, f"the question {source.code}", why))
        options = sorted({key for payload in self._payloads("SO") for key, value in payload.items() if value})
        if options:
            why = "how Qualtrics runs a survey; see its header for what can be said here"
            self.notes.append(Note("survey options", Fate.DROPPED, ", ".join(options), why))
        for element in self._elements:
            if (kind := element.get("Element")) not in _SILENT and element.get("Payload"):
                what = "notes of the authors" if kind == "NT" else f"an element {kind}"
                self.notes.append(Note("survey", Fate.DROPPED, what, "there is nothing like it here"))


def _parts_of(block: Mapping[str, Any]) -> Iterator[Tracked]:
    """Yield the elements of a block, which are a list or a mapping by numbers."""
    elements = block.get("BlockElements")
    if isinstance(elements, Mapping):
        elements = list(elements.values())
    yield from map(Tracked, elements if isinstance(elements, list) else ())


def _names(source: QsfQuestion) -> Iterator[tuple[str, str]]:
    """Yield the numbers that Qualtrics calls a question and its fields by, each with the code."""
    yield source.qid, source.code
    kind = source.part.text("QuestionType")
    if kind in _IN_PARTS or (kind == "TE" and source.part.text("Selector") == "FORM"):
        yield from (
            (f"{source.qid}/{number}", f"{source.code}_{number}") for number in offered(source, "Choices")
        )
    elif kind == "TE":
        yield f"{source.qid}/1", source.code


def _opposite(condition: Condition) -> Condition:
    """Return the condition of those who did not get where this one leads."""
    if isinstance(condition, Unsayable):
        # Also of what can be said the opposite may hold or not.
        return Unsayable(condition.written, condition.why)
    expression: Expression | None = condition
    return NEVER if expression is None else Not(expression)
