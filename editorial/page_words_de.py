"""The fixed words around a survey in German, by the English ones; a test sees that none is missing."""

GERMAN_MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli",
    "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip
GERMAN: dict[str, str] = {
    # How a day is written; what stands for its parts is not translated.
    "{day} {month} {year}": "{day}. {month} {year}",
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
    # In quotation marks, as somebody else's words.
    "“{quoted}”": "„{quoted}“",
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
    "1 day, then they are erased.": "1 Tag, dann werden sie gelöscht.",
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
    # The receipt, and what is left of it.
    "Receipt": "Quittung",
    "Received": "Eingegangen",
    "Kept": "Aufbewahrt",
    "1 day, until {day}": "1 Tag, bis zum {day}",
    "{days} days, until {day}": "{days} Tage, bis zum {day}",
    "Your code": "Ihr Code",
    "What readers answer": "Was Leser antworten",
    "What readers answered": "Was Leser geantwortet haben",
    "What other readers answer": "Was andere Leser antworten",
    "Keep the address of this page: whoever has it can see these answers and erase them.": (
        "Bewahren Sie die Adresse dieser Seite auf: Wer sie hat, kann diese Antworten sehen und löschen."
    ),
    "What else was stored": "Was sonst gespeichert wurde",
    "Brought by the address as “{name}”": "Von der Adresse mitgebracht als „{name}“",
    "Language": "Sprache",
    "Time": "Zeit",
    "1 second, counted question by question": "1 Sekunde, Frage für Frage gezählt",
    "{seconds} seconds, counted question by question": "{seconds} Sekunden, Frage für Frage gezählt",
    "Order in which you saw the options of “{ask}”": (
        "Reihenfolge, in der Sie die Antworten auf „{ask}“ sahen"
    ),
    "Erase your answers": "Ihre Antworten löschen",
    "They will be gone at once and for good, and cannot be brought back.": (
        "Sie sind dann sofort und endgültig fort und können nicht wiederhergestellt werden."
    ),
    "Erase my answers": "Meine Antworten löschen",
    "Erased": "Gelöscht",
    "Your answers were erased": "Ihre Antworten sind gelöscht",
    "The answers to “{title}” that came in on {received} were erased on {erased}. Nothing that you wrote is "
    "left.": (
        "Die Antworten auf „{title}“, eingegangen am {received}, wurden am {erased} gelöscht. Nichts davon "
        "ist übrig."
    ),
    "What was stored, and how to erase it.": "Was gespeichert ist, und wie Sie es löschen.",
    # What went wrong.
    "Sorry": "Leider nicht",
    "Not public": "Nicht öffentlich",
    "These numbers are not public": "Diese Zahlen sind nicht öffentlich",
    "This survey cannot be answered in this page.": (
        "Diese Umfrage kann in dieser Seite nicht beantwortet werden."
    ),
    # The numbers of a survey.
    "Results": "Ergebnisse",
    "What readers have answered so far.": "Was Leser bisher geantwortet haben.",
    "What readers answered.": "Was Leser geantwortet haben.",
    "Answer the question": "Die Frage beantworten",
    "Answer the survey": "Die Umfrage beantworten",
    "There are too few answers yet to show any: the first figures appear with {least}.": (
        "Noch sind es zu wenige Antworten, um welche zu zeigen: Die ersten Zahlen erscheinen bei {least}."
    ),
    "Fewer than {least} answered this, which is too few to show.": (
        "Weniger als {least} haben das beantwortet, zu wenige, um es zu zeigen."
    ),
    "{count} answered": "Antworten: {count}",
    "; others did not, were not asked, or did not know": (
        "; andere nicht, oder sie wurden nicht gefragt oder wussten es nicht"
    ),
    ", {count} did not know": ", weiß nicht: {count}",
    ", {count} left it open": ", offen gelassen: {count}",
    ", 1 was not asked": ", nicht gefragt: 1",
    ", {count} were not asked": ", nicht gefragt: {count}",
    "Readers chose themselves to answer: the intervals hold as if they had been drawn at random.": (
        "Wer antwortet, hat sich selbst dazu entschieden: Die Intervalle gelten so, als wäre gelost worden."
    ),
    "Only {some} of the {all} versions of this survey asked it.": (
        "Nur {some} der {all} Fassungen dieser Umfrage fragten danach."
    ),
    "Earlier versions asked it in another way; what was answered then is not in these figures.": (
        "Frühere Fassungen fragten anders danach; was damals geantwortet wurde, ist hier nicht gezählt."
    ),
    "No longer asked:": "Nicht mehr gefragt:",
    "First place": "Erster Platz",
    "9 or 10": "9 oder 10",
    "7 or 8": "7 oder 8",
    "0 to 6": "0 bis 6",
    "The answers are not shown, as some of them are from fewer than {least} readers and could be told from "
    "the rest.": (
        "Die Antworten sind nicht gezeigt, da einige von weniger als {least} Lesern sind und aus den übrigen "
        "zu erschließen wären."
    ),
    "not shown": "nicht gezeigt",
    "Answer": "Antwort",
    " interval, in percent": "-Intervall, in Prozent",
    "The answers not shown are {count} together.": "Zusammen sind die nicht gezeigten: {count}.",
    "Not shown: what fewer than {least} picked, or left.": (
        "Nicht gezeigt: was weniger als {least} gewählt oder nicht gewählt haben."
    ),
    "The figures are of 1 answer.": "Gezählt ist 1 Antwort.",
    "The figures are of {count} answers.": "Gezählt sind {count} Antworten.",
    "1 more came in and is not in them.": "1 weitere kam an und ist noch nicht gezählt.",
    "{count} more came in and are not in them.": "{count} weitere kamen an und sind noch nicht gezählt.",
    "Numbers below {least} are not shown, nor what would give them away.": (
        "Zahlen unter {least} werden nicht gezeigt, auch nicht, was sie verriete."
    ),
    "1 was erased and is not counted.": "1 wurde gelöscht und zählt nicht.",
    "{count} were erased and are not counted.": "{count} wurden gelöscht und zählen nicht.",
    "The questions were changed on the way:": "Die Fragen wurden unterwegs geändert:",
    "version {number} has {count}": "Fassung {number} hat {count}",
    "version {number} has a number that is not shown": "Fassung {number} zeigt ihre Zahl nicht",
}
