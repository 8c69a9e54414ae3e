"""Reading LimeSurvey's `.lss`: XML with one table for each kind of thing, in versions before and after 4."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from editorial.interchange.limesurvey_parts import (
    LimeGroup,
    LimeItem,
    LimeQuestion,
    LimeSurvey,
    item_condition,
    one_below_other,
    words_of,
)
from editorial.interchange.model import Fate, ForeignFileError, Note, Words

Row = Mapping[str, str]
_READ = ("language", "format", "sid", "additional_languages")
# Tables that hold what is ours to decide, or nothing that a survey needs.
_IGNORED = ("LimeSurveyDocType", "DBVersion", "languages", "themes", "themes_inherited")
_TABLES = ("groups", "group_l10ns", "questions", "subquestions", "question_l10ns", "answers", "answer_l10ns")
_LONGEST_REASON = 120
_MORE_TABLES = ("question_attributes", "surveys", "surveys_languagesettings")


def read_lss(data: bytes) -> LimeSurvey:
    """Return the survey in an `.lss` file; raises ForeignFileError."""
    root = parse_xml(data)
    kind = root.findtext("LimeSurveyDocType") or ""
    if root.tag != "document" or not kind:
        raise ForeignFileError(
            f"it is XML, but of <{root.tag}> and not of LimeSurvey (export the survey as .lss)"
        )
    if kind != "Survey":
        raise ForeignFileError(
            f"it holds a LimeSurvey {kind.lower()} and no survey (export the survey as .lss)"
        )
    return _LssReader(root).survey()


def parse_xml(data: bytes) -> etree._Element:
    """Return the root of an XML file that declares no entities; raises ForeignFileError."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None) or 1
        # What it quotes of the file may go over several lines.
        reason = " ".join(str(error).split(", line")[0].split())[:_LONGEST_REASON]
        raise ForeignFileError(
            f"line {line}: it is not XML: {reason} (export it from the tool again)"
        ) from None
    # A survey needs no document type, and entities could be made to grow without end.
    if root.getroottree().docinfo.internalDTD is not None:
        raise ForeignFileError("it declares a document type, which no survey does (take the declaration out)")
    return root


class _LssReader:
    """Joins the tables: each row is a mapping of columns, and `_line` the line it begins on."""

    def __init__(self, root: etree._Element) -> None:
        self._root = root
        settings = next(self._rows("surveys"), {})
        self._sid = settings.get("sid", "")
        self._settings = settings
        first = root.findtext("languages/language") or ""
        self._language = settings.get("language") or first
        self._attributes = self._read_attributes()

    def survey(self) -> LimeSurvey:
        """Return the survey."""
        texts = list(self._rows("surveys_languagesettings"))
        groups = self._groups()
        by_group = dict(groups)
        for gid, question in self._questions():
            by_group.setdefault(gid, LimeGroup("questions without a group")).questions.append(question)
        return LimeSurvey(
            title=self._setting(texts, "surveyls_title"),
            welcome=self._welcome(texts),
            end=self._setting(texts, "surveyls_endtext"),
            language=self._language,
            format=self._settings.get("format", "G"),
            groups=[group for group in by_group.values() if group.questions],
            notes=list(self._notes(texts)),
        )

    def _welcome(self, texts: Sequence[Row]) -> Words:
        """Return the description and the welcome, which LimeSurvey shows one below the other."""
        names = ("surveyls_description", "surveyls_welcometext")
        return one_below_other([self._setting(texts, name) for name in names])

    def _setting(self, texts: Sequence[Row], name: str) -> Words:
        return words_of(
            {row.get("surveyls_language", ""): row.get(name, "") for row in texts}, self._language
        )

    def _notes(self, texts: Sequence[Row]) -> Iterator[Note]:
        kept = [name for name in self._settings if name not in _READ and not name.startswith("_")]
        if kept:
            why = "how LimeSurvey runs a survey; see its header for what can be said here"
            yield Note("survey settings", Fate.DROPPED, ", ".join(sorted(kept)), why)
        mails = {name for row in texts for name, text in row.items() if text and _is_not_shown(name)}
        if mails:
            yield Note(
                "survey texts", Fate.DROPPED, ", ".join(sorted(mails)), "texts of e-mails, rules and formats"
            )
        for table in self._root:
            known = (*_IGNORED, *_TABLES, *_MORE_TABLES)
            number = len(table.findall("rows/row"))
            if table.tag not in known and number:
                yield Note(
                    f"table {table.tag}", Fate.DROPPED, f"{number} rows", "there is nothing like it here"
                )

    def _groups(self) -> dict[str, LimeGroup]:
        names: dict[str, dict[str, Row]] = defaultdict(dict)
        for row in (*self._rows("groups"), *self._rows("group_l10ns")):
            if "group_name" in row:
                names[row.get("gid", "")][row.get("language", self._language)] = row
        found = {}
        for row in sorted(self._rows("groups"), key=lambda row: _order(row, "group_order")):
            gid = row.get("gid", "")
            if gid in found:
                continue
            texts = names.get(gid, {})
            name = words_of(
                {language: text.get("group_name", "") for language, text in texts.items()}, self._language
            )
            description = words_of(
                {language: text.get("description", "") for language, text in texts.items()}, self._language
            )
            where = f"group {name.own or gid} (line {row['_line']})"
            random = any(text.get("randomization_group") for text in (row, *texts.values()))
            found[gid] = LimeGroup(where, name, description, row.get("grelevance", ""), random)
        return found

    def _questions(self) -> Iterator[tuple[str, LimeQuestion]]:
        texts = self._texts()
        children: dict[str, list[LimeItem]] = defaultdict(list)
        rows = sorted(self._rows("subquestions"), key=lambda row: _order(row, "question_order"))
        for row in _each_once(rows, "qid"):
            words = self._words(texts, row.get("qid", ""), "question")
            item = LimeItem(
                row.get("title", ""), words, _scale(row), item_condition(row.get("relevance", ""))
            )
            children[row.get("parent_qid", "")].append(item)
        answers = self._answers()
        rows = sorted(self._rows("questions"), key=lambda row: _order(row, "question_order"))
        for row in _each_once(rows, "qid"):
            qid, gid = row.get("qid", ""), row.get("gid", "")
            code = row.get("title", "") or f"Q{qid}"
            yield (
                gid,
                LimeQuestion(
                    code=code,
                    type=row.get("type", ""),
                    where=f"question {code} (line {row['_line']})",
                    ask=self._words(texts, qid, "question"),
                    help=self._words(texts, qid, "help"),
                    mandatory=row.get("mandatory", "N"),
                    other=row.get("other") == "Y",
                    relevance=row.get("relevance", ""),
                    subquestions=children.get(qid, []),
                    answers=answers.get(qid, []),
                    attributes={
                        **self._attributes.get(qid, {}),
                        **_column_attributes(row, texts.get(qid, {})),
                    },
                    names=(f"{self._sid or row.get('sid', '')}X{gid}X{qid}",),
                ),
            )

    def _texts(self) -> dict[str, dict[str, Row]]:
        found: dict[str, dict[str, Row]] = defaultdict(dict)
        for table in ("questions", "subquestions", "question_l10ns"):
            for row in self._rows(table):
                if "question" in row:
                    found[row.get("qid", "")][row.get("language", self._language)] = row
        return found

    def _words(self, texts: Mapping[str, Mapping[str, Row]], key: str, column: str) -> Words:
        rows = texts.get(key, {})
        return words_of({language: row.get(column, "") for language, row in rows.items()}, self._language)

    def _answers(self) -> dict[str, list[LimeItem]]:
        texts: dict[str, dict[str, Row]] = defaultdict(dict)
        rows = sorted(self._rows("answers"), key=lambda row: _order(row, "sortorder"))
        for row in (*rows, *self._rows("answer_l10ns")):
            if "answer" in row:
                texts[_answer_key(row)][row.get("language", self._language)] = row
        found: dict[str, list[LimeItem]] = defaultdict(list)
        seen = set()
        for row in rows:
            qid, code, scale = row.get("qid", ""), row.get("code", ""), _scale(row)
            if (qid, code, scale) not in seen:
                seen.add((qid, code, scale))
                found[qid].append(LimeItem(code, self._words(texts, _answer_key(row), "answer"), scale))
        return found

    def _read_attributes(self) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for row in self._rows("question_attributes"):
            name, language = row.get("attribute", ""), row.get("language", "")
            if row.get("value"):
                name = name if language in ("", self._language) else f"{name} in {language}"
                found[row.get("qid", "")][name] = row["value"]
        return found

    def _rows(self, table: str) -> Iterator[dict[str, str]]:
        for row in self._root.iterfind(f"{table}/rows/row"):
            yield {
                "_line": str(row.sourceline),
                **{str(cell.tag): cell.text or "" for cell in row if cell.text or cell.tag == "language"},
            }


def _each_once(rows: list[dict[str, str]], key: str) -> Iterator[dict[str, str]]:
    """Yield rows whose key is new; before version 4 there was one for each language."""
    seen = set()
    for row in rows:
        if row.get(key, "") not in seen:
            seen.add(row.get(key, ""))
            yield row


def _column_attributes(row: Row, texts: Mapping[str, Row]) -> dict[str, str]:
    """Return what columns of the tables say of a question, as the other form has it among the attributes."""
    found = {"preg": row.get("preg", ""), "encrypted": row.get("encrypted", "")}
    found["script"] = next((text["script"] for text in texts.values() if text.get("script")), "")
    return {name: value for name, value in found.items() if value}


def _answer_key(row: Row) -> str:
    """Return what joins an answer with its texts."""
    return row.get("aid") or f"{row.get('qid')}/{row.get('code')}/{row.get('scale_id')}"


def _order(row: Row, column: str) -> int:
    return int(number) if (number := row.get(column, "")).isdecimal() else 0


def _scale(row: Row) -> int:
    return _order(row, "scale_id")


def _is_not_shown(name: str) -> bool:
    shown = (
        "surveyls_title",
        "surveyls_description",
        "surveyls_welcometext",
        "surveyls_endtext",
        "surveyls_language",
    )
    return name not in (*shown, "surveyls_survey_id", "_line", "surveyls_dateformat", "surveyls_numberformat")
