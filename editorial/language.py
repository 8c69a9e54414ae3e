"""Languages by the names that their readers know them by."""

# ISO 639 codes of what blogs are most often written in; others are shown by their code.
_NAMES = {
    "ar": "العربية", "cs": "čeština", "da": "dansk", "de": "Deutsch", "el": "ελληνικά", "en": "English",
    "es": "español", "fi": "suomi", "fr": "français", "he": "עברית", "hi": "हिन्दी", "hu": "magyar",
    "id": "Bahasa Indonesia", "it": "italiano", "ja": "日本語", "ko": "한국어", "nb": "norsk",
    "nl": "Nederlands", "pl": "polski", "pt": "português", "ro": "română", "ru": "русский",
    "sk": "slovenčina", "sv": "svenska", "tr": "Türkçe", "uk": "українська", "vi": "Tiếng Việt", "zh": "中文",
}  # fmt: skip


def language_name(code: str) -> str:
    """Return a language's own name for a code such as `fr` or `pt-br`; a region is added in brackets."""
    language, _, region = code.lower().partition("-")
    name = _NAMES.get(language, language)
    return f"{name} ({region.upper()})" if region else name
