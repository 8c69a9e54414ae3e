"""The fixed words around a survey's own, in English and in the languages that they exist in."""

from typing import Any


def say(words: str, language: str = "", **values: Any) -> str:
    """Return words in a language, or in English where they have no translation; values replace `{names}`."""
    # A region speaks its language: `de-at` reads what `de` does.
    said = TRANSLATIONS.get(language.partition("-")[0].lower(), {}).get(words, words)
    return said.format(**values) if values else said


# Only what stands in a survey's page itself: the site's own frame is in the site's language.
TRANSLATIONS: dict[str, dict[str, str]] = {
    "de": {
        "Yes": "Ja",
        "No": "Nein",
        "Other": "Anderes",
        "Other, in your own words": "Anderes, in eigenen Worten",
        "(required)": "(erforderlich)",
        "Error:": "Fehler:",
        "Not at all likely": "Sehr unwahrscheinlich",
        "Extremely likely": "Sehr wahrscheinlich",
        "[your answer]": "[Ihre Antwort]",
        "Choose {min} to {max}.": "Wählen Sie {min} bis {max}.",
        "Choose up to {max}.": "Wählen Sie höchstens {max}.",
        "Choose at least {min}.": "Wählen Sie mindestens {min}.",
        "Up to {max} characters.": "Höchstens {max} Zeichen.",
        "Give each its place; 1 comes first.": "Geben Sie jedem seinen Platz; 1 steht vorn.",
        "Move up: {option}": "Nach oben: {option}",
        "Move down: {option}": "Nach unten: {option}",
        "{option} is now in place {place} of {count}.": "{option} steht jetzt auf Platz {place} von {count}.",
        "{option} has no place now.": "{option} hat jetzt keinen Platz.",
        "Only if {conditions}.": "Nur wenn {conditions}.",
        " and ": " und ",
        " or ": " oder ",
        ", or if ": ", oder wenn ",
        "you answered {asked}": "Sie {asked} beantwortet haben",
        "you did not answer {asked}": "Sie {asked} nicht beantwortet haben",
        "your answer to {asked} is {values}": "Ihre Antwort auf {asked} {values} ist",
        "your answer to {asked} is not {values}": "Ihre Antwort auf {asked} nicht {values} ist",
        "your answer to {asked} is below {values}": "Ihre Antwort auf {asked} unter {values} liegt",
        "your answer to {asked} is above {values}": "Ihre Antwort auf {asked} über {values} liegt",
        "your answer to {asked} is at least {values}": "Ihre Antwort auf {asked} mindestens {values} ist",
        "your answer to {asked} is at most {values}": "Ihre Antwort auf {asked} höchstens {values} ist",
        "your answer to {asked} includes {values}": "Ihre Antwort auf {asked} {values} enthält",
        "Please look again": "Bitte noch einmal ansehen",
        "Please look at this again": "Bitte sehen Sie sich das noch einmal an",
        "Everything you wrote is still here.": "Alles, was Sie geschrieben haben, ist noch da.",
        "One question": "Eine Frage",
        "Reader survey": "Leserumfrage",
        "Leave this empty": "Bitte leer lassen",
        "You have answered this already, in this browser.": (
            "Sie haben das schon beantwortet, in diesem Browser."
        ),
        "Answer for somebody else on this device": "Auf diesem Gerät für jemand anderen antworten",
        "What your browser remembers": "Was Ihr Browser behält",
        "That it has answered this, so that nobody counts twice. It tells no one else.": (
            "Dass er das beantwortet hat, damit niemand zweimal zählt. Er sagt es niemandem sonst."
        ),
        "Send my answer": "Antwort absenden",
        "Send my answers": "Antworten absenden",
        "Next": "Weiter",
        "Back": "Zurück",
        "Save and go on later": "Speichern und später weitermachen",
        "Question {number} of {most}": "Frage {number} von {most}",
        "Question {number} of at most {most}": "Frage {number} von höchstens {most}",
        "Languages": "Sprachen",
        "Check your answers": "Sehen Sie Ihre Antworten durch",
        "Nothing has been sent yet. Look your answers over, change what you like, and send them.": (
            "Noch ist nichts abgesandt. Sehen Sie Ihre Antworten durch, ändern Sie, was Sie möchten, "
            "und senden Sie sie ab."
        ),
        "Your answers are being sent.": "Ihre Antworten werden gesendet.",
        "The survey’s service cannot be reached just now.": (
            "Der Dienst der Umfrage ist gerade nicht zu erreichen."
        ),
        "You are offline just now.": "Sie sind gerade nicht mit dem Netz verbunden.",
        "Very many answers are coming in just now.": "Gerade treffen sehr viele Antworten ein.",
        "Your answers are kept in this browser, also if you reload this page or close it. They are sent as "
        "soon as that is possible, and then deleted here.": (
            "Ihre Antworten werden in diesem Browser aufbewahrt, auch wenn Sie die Seite neu laden oder "
            "schließen. Sie werden gesendet, sobald das möglich ist, und dann hier gelöscht."
        ),
        "Your answers are still in this page and are sent as soon as that is possible. Please leave it open "
        "until then.": (
            "Ihre Antworten stehen noch in dieser Seite und werden gesendet, sobald das möglich ist. Bitte "
            "lassen Sie sie bis dahin offen."
        ),
        "Send again": "Noch einmal senden",
        "Change my answers": "Meine Antworten ändern",
        "Answers that you gave here earlier have arrived now.": (
            "Antworten, die Sie hier früher gegeben haben, sind jetzt angekommen."
        ),
        "Answers that you gave here earlier can no longer be taken, as the survey has changed or is over.": (
            "Antworten, die Sie hier früher gegeben haben, können nicht mehr angenommen werden, da sich die "
            "Umfrage geändert hat oder vorbei ist."
        ),
        "Open the survey on its own page": "Die Umfrage auf ihrer eigenen Seite öffnen",
        "Your answer was received": "Ihre Antwort ist angekommen",
        "Your answers were received": "Ihre Antworten sind angekommen",
        "Answers from this page had been stored before, and these were not added. The receipt shows what is "
        "stored, and there you can erase it.": (
            "Antworten von dieser Seite waren schon gespeichert, und diese kamen nicht hinzu. Die Quittung "
            "zeigt, was gespeichert ist, und dort können Sie es löschen."
        ),
        "Your receipt: see what was stored, or erase it": (
            "Ihre Quittung: ansehen, was gespeichert ist, oder es löschen"
        ),
        "What becomes of my answer": "Was mit meiner Antwort geschieht",
        "What becomes of my answers": "Was mit meinen Antworten geschieht",
        "No answer": "Keine Antwort",
        "Change": "Ändern",
        "Go on later": "Später weitermachen",
        "Your answers are in this link, and nowhere else.": (
            "Ihre Antworten stehen in diesem Link und nirgendwo sonst."
        ),
        "Nothing was stored here. Keep the link, as a bookmark or in a message to yourself: it brings your "
        "answers back, and you go on where you stopped. Whoever has the link can read them.": (
            "Hier wurde nichts gespeichert. Bewahren Sie den Link auf, als Lesezeichen oder in einer "
            "Nachricht an sich selbst: Er bringt Ihre Antworten zurück, und Sie machen weiter, wo Sie "
            "aufgehört haben. "
            "Wer den Link hat, kann sie lesen."
        ),
        "Your link": "Ihr Link",
        "Go on now": "Jetzt weitermachen",
        "To the front page of {name}": "Zur Startseite von {name}",
        "Not taken": "Nicht angenommen",
        "What you wrote": "Was Sie geschrieben haben",
        "It was not stored. Here it is, if you want to keep it.": (
            "Es wurde nicht gespeichert. Hier steht es, falls Sie es aufbewahren möchten."
        ),
        "What it is for": "Wozu es dient",
        "On what ground": "Auf welcher Grundlage",
        "How long answers are kept": "Wie lange Antworten aufbewahrt werden",
        "{days} days, then they are erased.": "{days} Tage, dann werden sie gelöscht.",
        "What is not kept": "Was nicht aufbewahrt wird",
        "No network address, no name of your browser, no cookie.": (
            "Keine Netzadresse, kein Name Ihres Browsers, kein Cookie."
        ),
        "Whose answers they are": "Wessen Antworten es sind",
        "Readers choose themselves to answer, so the results speak for them and not for every reader.": (
            "Wer antwortet, hat sich selbst dazu entschieden; die Ergebnisse sprechen für diese Leser, "
            "nicht für alle."
        ),
        "Your receipt": "Ihre Quittung",
        "After sending you get a code. With it you can see your answers and erase them.": (
            "Nach dem Absenden bekommen Sie einen Code. Mit ihm können Sie Ihre Antworten sehen und löschen."
        ),
        "Your consent: you give it by sending, and take it back by erasing your answers.": (
            "Ihre Einwilligung: Sie geben sie mit dem Absenden und nehmen sie zurück, indem Sie Ihre "
            "Antworten löschen."
        ),
        "Our legitimate interest in knowing what readers think. You may object at any time, by erasing your "
        "answers or by writing to us.": (
            "Unser berechtigtes Interesse zu wissen, was Leser denken. Sie können jederzeit widersprechen, "
            "indem Sie Ihre Antworten löschen oder uns schreiben."
        ),
        "A task in the public interest that we have been given.": (
            "Eine Aufgabe im öffentlichen Interesse, die uns übertragen ist."
        ),
        "How long the answers took": "Wie lange die Antworten dauerten",
        "Where your script runs, the seconds spent on each question are kept with your answers.": (
            "Wo Skripte laufen, werden die Sekunden je Frage mit Ihren Antworten aufbewahrt."
        ),
        "This survey is not open yet. It opens on {day}.": "Diese Umfrage beginnt erst am {day}.",
        "This poll is not open yet. It opens on {day}.": "Diese Abstimmung beginnt erst am {day}.",
        "This survey closed on {day}. It takes no more answers.": (
            "Diese Umfrage endete am {day}. Sie nimmt keine Antworten mehr an."
        ),
        "This poll closed on {day}. It takes no more answers.": (
            "Diese Abstimmung endete am {day}. Sie nimmt keine Antworten mehr an."
        ),
    }
}
