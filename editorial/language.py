"""Languages by the names that their readers know them by, which way they are read, how they write numbers."""

# ISO 639 codes of what blogs are most often written in; others are shown by their code.
_NAMES = {
    "ar": "العربية", "cs": "čeština", "da": "dansk", "de": "Deutsch", "el": "ελληνικά", "en": "English",
    "es": "español", "fi": "suomi", "fr": "français", "he": "עברית", "hi": "हिन्दी", "hu": "magyar",
    "id": "Bahasa Indonesia", "it": "italiano", "ja": "日本語", "ko": "한국어", "nb": "norsk",
    "nl": "Nederlands", "pl": "polski", "pt": "português", "ro": "română", "ru": "русский",
    "sk": "slovenčina", "sv": "svenska", "tr": "Türkçe", "uk": "українська", "vi": "Tiếng Việt", "zh": "中文",
}  # fmt: skip
# Languages that are mostly written in such a script, and the codes of these scripts.
_RIGHT_TO_LEFT = {
    "ar",
    "arc",
    "ckb",
    "dv",
    "fa",
    "he",
    "iw",
    "ks",
    "nqo",
    "ps",
    "sd",
    "syr",
    "ug",
    "ur",
    "yi",
}
_RIGHT_TO_LEFT_SCRIPTS = {"adlm", "arab", "hebr", "mand", "nkoo", "rohg", "syrc", "thaa"}
# What stands before the decimals in most of the world, as the Unicode CLDR has it.
_COMMA = {
    "az", "be", "bg", "bs", "ca", "cs", "da", "de", "el", "es", "et", "eu", "fi", "fr", "gl", "hr",
    "hu", "hy", "id", "is", "it", "ka", "kk", "lb", "lt", "lv", "mk", "nb", "nl", "nn", "no", "pl", "pt",
    "ro", "ru", "sk", "sl", "sq", "sr", "sv", "tr", "uk", "uz", "vi",
}  # fmt: skip
# Where such a language is written with a point.
_POINT = {
    "de-ch", "de-li", "it-ch", "es-cu", "es-do", "es-gt", "es-hn", "es-mx", "es-ni", "es-pa", "es-pe",
    "es-pr", "es-sv", "es-us",
}  # fmt: skip
_SCRIPT = 4  # letters in a script's code


def language_name(code: str) -> str:
    """Return a language's own name for a code such as `fr` or `pt-br`; a region is added in brackets."""
    language, _, region = code.lower().partition("-")
    name = _NAMES.get(language, language)
    return f"{name} ({region.upper()})" if region else name


def is_right_to_left(code: str) -> bool:
    """Return whether a language is read from right to left; its script counts where the code names one."""
    language, *more = code.lower().replace("_", "-").split("-")
    script = next((part for part in more if len(part) == _SCRIPT and part.isalpha()), "")
    return script in _RIGHT_TO_LEFT_SCRIPTS if script else language in _RIGHT_TO_LEFT


def decimal_sign(code: str) -> str:
    """Return what stands before the decimals of a number in a language: a point or a comma."""
    code = code.lower().replace("_", "-")
    return "," if code.partition("-")[0] in _COMMA and code not in _POINT else "."
