"""How hard an English text is to read, by the Flesch-Kincaid grade.

Kincaid, Fishburne, Rogers and Chissom, "Derivation of New Readability Formulas for Navy Enlisted Personnel",
Research Branch Report 8-75 (1975): 0.39 words a sentence + 11.8 syllables a word - 15.59, in school years of
the United States. A reader of grade 8 is about thirteen. Syllables are counted by rule, not by dictionary.
"""

import re

_SENTENCE_END = re.compile(r"[.!?:]+(?=\s|$)")
_WORD = re.compile(r"[a-z]+(?:['’][a-z]+)*", re.IGNORECASE)
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT_END = re.compile(r"(?:[^aeiouyl]e|[^dt]ed|[^aeiouycgszx]es|[^aeiouy]le[sd]?)$")
YEARS_BEFORE_SCHOOL = 5


def grade(text: str) -> float:
    """Return the Flesch-Kincaid grade of a text, 0 where it has no words."""
    words = _WORD.findall(text)
    if not words:
        return 0
    sentences = max(len([part for part in _SENTENCE_END.split(text) if _WORD.search(part)]), 1)
    syllables = sum(map(count_syllables, words))
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59


def reading_age(text: str) -> int:
    """Return the age, in whole years, at which a text is read with ease."""
    return max(round(grade(text)) + YEARS_BEFORE_SCHOOL, YEARS_BEFORE_SCHOOL)


def count_syllables(word: str) -> int:
    """Return about how many syllables an English word has, at least one."""
    letters = re.sub(r"['’].*", "", word.lower())
    groups = len(_VOWELS.findall(letters))
    # "le" after a consonant is heard, as in "table"; the other endings are not, as in "like" and "liked".
    ending = _SILENT_END.search(letters)
    is_heard = ending is not None and re.fullmatch(r"[^aeiouy]le[sd]?", ending[0]) is not None
    return max(groups - (1 if ending and not is_heard else 0), 1)
