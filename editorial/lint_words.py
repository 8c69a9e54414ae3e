"""The English words and phrases that the wording lint looks for."""

import re

LEADING = re.compile(
    r"\b(?:(?:do|would|should|are|is|did|does|have|has)n.t (?:you|it|they|we|this|that)\b"
    r"|(?:do|would) you (?:not )?agree that|surely|obviously|of course|clearly"
    r"|as (?:everyone|everybody|we all|you) know"
    r"|(?:most|many) (?:people|readers|experts) (?:think|agree|believe|say)"
    r"|how much (?:do|did) you (?:enjoy|love|like)\b"
    r"|our (?:excellent|great|amazing|award-winning|popular|outstanding|world-class|unique))"
    r"|, (?:right|no|yes|correct)\?",
    re.IGNORECASE,
)
ABSOLUTE = re.compile(
    r"\b(?:always|never|every single|all the time|constantly|completely|entirely|totally|absolutely)\b",
    re.IGNORECASE,
)
NEGATION = re.compile(
    r"\b(?:not|never|no longer|neither|nor|without|hardly|\w+n[’']t|cannot)\b", re.IGNORECASE
)
HIDDEN_NEGATION = re.compile(
    r"\b(?:un(?:likely|happy|satisfied|helpful|important|necessary|clear|usual|able)"
    r"|dis(?:agree|satisfied|like)\w*|impossible|fail\w*|oppose\w*|prohibit\w*|prevent\w*)\b",
    re.IGNORECASE,
)
HARMLESS_NEGATION = re.compile(r"\b(?:whether )?or not\b|\bnot at all\b|\bif not\b", re.IGNORECASE)

_ARTICLE = "(?:the |a |an |your |our |its |their |how )?"
JOINED_BY_AND = re.compile(rf"(\w[\w’'-]*),? and(?:/or)? {_ARTICLE}(\w[\w’'-]*)")
JOINED_BY_OR = re.compile(rf"(\w[\w’'-]*),? or {_ARTICLE}(\w[\w’'-]*)")
# Joined words that are one thing.
PAIRS = frozenset(
    tuple(pair.split("+"))
    for pair in [
        "again+again",
        "back+forth",
        "black+white",
        "cons+pros",
        "conditions+terms",
        "development+research",
        "first+foremost",
        "health+safety",
        "here+there",
        "less+less",
        "more+more",
        "now+then",
        "on+off",
        "pros+cons",
        "questions+answers",
        "research+development",
        "safety+health",
        "terms+conditions",
        "then+there",
        "time+time",
        "up+down",
    ]
)
AFTER_OR = frozenset(["less", "more", "not", "older", "other", "so", "younger", "fewer"])

JARGON = frozenset(
    [
        "actionable",
        "bandwidth",
        "best-in-class",
        "blue-sky",
        "deliverables",
        "disruptive",
        "ecosystem",
        "ideate",
        "ideation",
        "impactful",
        "learnings",
        "leverage",
        "leveraging",
        "low-hanging",
        "mindshare",
        "monetise",
        "monetize",
        "omnichannel",
        "onboarding",
        "paradigm",
        "stakeholder",
        "stakeholders",
        "synergies",
        "synergy",
        "touchpoint",
        "touchpoints",
        "turnkey",
        "utilise",
        "utilize",
        "verticals",
    ]
)
ABBREVIATION = re.compile(r"(?<![\w(])[A-Z]{2,5}s?\b(?! \()")
KNOWN_ABBREVIATIONS = frozenset(
    [
        "AM",
        "CD",
        "CV",
        "DVD",
        "EU",
        "FAQ",
        "GP",
        "ID",
        "II",
        "III",
        "IT",
        "OK",
        "PC",
        "PDF",
        "PIN",
        "PM",
        "SMS",
        "TV",
        "UK",
        "UN",
        "US",
        "USA",
        "USB",
        "VAT",
        "VIP",
        "WWW",
        "ZIP",
    ]
)
