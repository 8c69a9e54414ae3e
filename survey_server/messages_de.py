"""The service's sentences in German, by the English ones; a test sees that none is missing."""

GERMAN: dict[str, str] = {
    "Please choose one of these.": "Bitte wählen Sie eine der Antworten.",
    "Please choose at least one of these.": "Bitte wählen Sie mindestens eine der Antworten.",
    "Please choose yes or no.": "Bitte wählen Sie Ja oder Nein.",
    "Please choose a point on the scale.": "Bitte wählen Sie einen Punkt auf der Skala.",
    "Please choose a number from 0 to 10.": "Bitte wählen Sie eine Zahl von 0 bis 10.",
    "Please choose from one to five stars.": "Bitte wählen Sie einen bis fünf Sterne.",
    "Please choose an answer in each row.": "Bitte wählen Sie in jeder Zeile eine Antwort.",
    "Please give at least one of these a place.": "Bitte geben Sie mindestens einem davon einen Platz.",
    "Please write an answer.": "Bitte schreiben Sie eine Antwort.",
    "Please write your e-mail address.": "Bitte schreiben Sie Ihre E-Mail-Adresse.",
    "Please write a number.": "Bitte schreiben Sie eine Zahl.",
    "Please give a day.": "Bitte geben Sie einen Tag an.",
    "Please tick the box if you agree; without it your answers cannot be taken.": (
        "Bitte setzen Sie das Häkchen, wenn Sie einverstanden sind; sonst können Ihre Antworten nicht "
        "angenommen werden."
    ),
    "This needs no answer.": "Hier ist keine Antwort nötig.",
    "Please choose one of the answers offered.": "Bitte wählen Sie eine der angebotenen Antworten.",
    "Please choose from the answers offered.": "Bitte wählen Sie aus den angebotenen Antworten.",
    "Please choose one of the answers offered in each row.": (
        "Bitte wählen Sie in jeder Zeile eine der angebotenen Antworten."
    ),
    "Please give each of these a place of its own, beginning with 1.": (
        "Bitte geben Sie jedem davon einen eigenen Platz, angefangen bei 1."
    ),
    "Please answer with text.": "Bitte antworten Sie mit Text.",
    "Please write an e-mail address like name@example.org, or leave this empty.": (
        "Bitte schreiben Sie eine E-Mail-Adresse wie name@example.org, oder lassen Sie das Feld leer."
    ),
    "Please write a number in digits, like 12 or 12.5.": (
        "Bitte schreiben Sie eine Zahl in Ziffern und ohne Punkte, wie 12 oder 12,5."
    ),
    "Please write a day as year, month and day, like 2026-03-31.": (
        "Bitte schreiben Sie einen Tag als Jahr, Monat und Tag, wie 2026-03-31."
    ),
    "Please tick the box, or leave it empty.": "Bitte setzen Sie das Häkchen, oder lassen Sie es weg.",
    "This is not a question, so it takes no answer.": "Das ist keine Frage und nimmt keine Antwort.",
    "Please choose from the answers offered; what was sent is not one of them.": (
        "Bitte wählen Sie aus den angebotenen Antworten; was gesandt wurde, gehört nicht dazu."
    ),
    "Please choose each answer only once.": "Bitte wählen Sie jede Antwort nur einmal.",
    "You chose “Other”. Please write what it is.": "Sie haben „Anderes“ gewählt. Bitte schreiben Sie, was.",
    "Please choose either “{none}” or other answers, not both.": (
        "Bitte wählen Sie entweder „{none}“ oder andere Antworten, nicht beides."
    ),
    "Please choose at least {min}; you chose {count}.": (
        "Bitte wählen Sie mindestens {min}; gewählt sind {count}."
    ),
    "Please choose at most {max}; you chose {count}.": (
        "Bitte wählen Sie höchstens {max}; gewählt sind {count}."
    ),
    "Please write at least {min} characters; there are {count}.": (
        "Bitte schreiben Sie mindestens {min} Zeichen; es sind {count}."
    ),
    "Please shorten this to {max} characters; there are {count}.": (
        "Bitte kürzen Sie das auf {max} Zeichen; es sind {count}."
    ),
    "There is a character here that cannot be shown. Please type the text anew.": (
        "Hier ist ein Zeichen, das sich nicht darstellen lässt. Bitte tippen Sie den Text neu."
    ),
    "Please write a number of at least {min}.": "Bitte schreiben Sie eine Zahl von mindestens {min}.",
    "Please write a number of at most {max}.": "Bitte schreiben Sie eine Zahl von höchstens {max}.",
    "Please choose an answer in each row; “{row}” has none yet.": (
        "Bitte wählen Sie in jeder Zeile eine Antwort; „{row}“ hat noch keine."
    ),
    "Please give each of these a place of its own; two have the same.": (
        "Bitte geben Sie jedem davon einen eigenen Platz; zwei haben denselben."
    ),
    "This page was open for more than a day, so it had to be renewed. "
    "Everything you wrote is here; please send it once more.": (
        "Diese Seite war länger als einen Tag offen und musste erneuert werden. "
        "Alles, was Sie geschrieben haben, ist hier; bitte senden Sie es noch einmal ab."
    ),
    "The questions were changed since you opened this page. What you wrote is here; "
    "please look it over and send it once more.": (
        "Die Fragen wurden geändert, seit Sie diese Seite geöffnet haben. Was Sie geschrieben haben, ist "
        "hier; bitte sehen Sie es durch und senden Sie es noch einmal ab."
    ),
    "What you had answered before could not be read: the page or the link was changed on its way. "
    "Please begin again; if you still have the page before this one, your answers are there.": (
        "Was Sie vorher geantwortet haben, war nicht zu lesen: Die Seite oder der Link wurde unterwegs "
        "verändert. Bitte beginnen Sie neu; auf der Seite davor sind Ihre Antworten noch, wenn Sie sie haben."
    ),
    "That is more than can be taken at once. Please shorten it; everything you wrote before is kept.": (
        "Das ist mehr, als auf einmal angenommen werden kann. Bitte kürzen Sie es; alles davor bleibt."
    ),
    "Your answers are too long to fit into a link. Please leave this page open until you send them, or "
    "shorten the longest; nothing you wrote is lost while the page is open.": (
        "Ihre Antworten sind zu lang für einen Link. Bitte lassen Sie diese Seite offen, bis Sie sie "
        "absenden, oder kürzen Sie die längste; solange die Seite offen ist, geht nichts verloren."
    ),
    "This page was damaged on its way and has been renewed. "
    "Everything you wrote is here; please send it once more.": (
        "Diese Seite wurde unterwegs beschädigt und ist erneuert worden. "
        "Alles, was Sie geschrieben haben, ist hier; bitte senden Sie es noch einmal ab."
    ),
    "Your answers could not be saved just now, and nothing was kept. "
    "Everything you wrote is here; please send it once more in a moment.": (
        "Ihre Antworten konnten gerade nicht gespeichert werden, und nichts wurde aufbewahrt. "
        "Alles, was Sie geschrieben haben, ist hier; bitte senden Sie es gleich noch einmal ab."
    ),
    "The same answers arrived from a page like this a moment ago. If you pressed the button twice, they are "
    "kept and there is nothing more to do. If these are yours and not sent yet, please send them now.": (
        "Dieselben Antworten sind eben von einer solchen Seite angekommen. Wenn Sie zweimal gedrückt haben, "
        "sind sie aufbewahrt, und es ist nichts mehr zu tun. Wenn es Ihre sind und noch nicht abgesandt, "
        "senden Sie sie bitte jetzt ab."
    ),
    "A field that is to stay empty was filled in, perhaps by a program that fills in forms. It is empty "
    "again, and everything else you wrote is here; please send it once more.": (
        "Ein Feld, das leer bleiben soll, war ausgefüllt, vielleicht von einem Programm, das Formulare "
        "ausfüllt. Es ist wieder leer, und alles andere ist noch hier; bitte senden Sie es noch einmal ab."
    ),
    "That was very quick, and machines are. Everything you wrote is here; please look it over and send it "
    "again in {seconds} seconds.": (
        "Das ging sehr schnell, wie bei Maschinen. Alles, was Sie geschrieben haben, ist hier; bitte sehen "
        "Sie es durch und senden Sie es in {seconds} Sekunden noch einmal ab."
    ),
    "Very many answers came from your network in a short time. Yours are all still here: please send them "
    "again in {seconds} seconds.": (
        "Aus Ihrem Netz kamen in kurzer Zeit sehr viele Antworten. Ihre sind alle noch hier: bitte senden "
        "Sie sie in {seconds} Sekunden noch einmal ab."
    ),
    "Against machines this survey asks a browser to work for a moment, and yours did not. Everything you "
    "wrote is here: please send it again in {seconds} seconds.": (
        "Gegen Maschinen lässt diese Umfrage einen Browser kurz rechnen, und Ihrer hat es nicht getan. "
        "Alles, was Sie geschrieben haben, ist hier: bitte senden Sie es in {seconds} Sekunden noch einmal "
        "ab."
    ),
    "You have sent answers from this page before. Those are stored, and what you wrote now was not "
    "added: here it still is. If you want it to count instead, erase the stored answers on your "
    "receipt, and then send it once more.": (
        "Sie haben von dieser Seite schon Antworten abgesandt. Diese sind gespeichert, und was Sie "
        "jetzt geschrieben haben, kam nicht hinzu: Hier steht es noch. Wenn es stattdessen zählen "
        "soll, löschen Sie die gespeicherten Antworten auf Ihrer Quittung und senden Sie dann noch "
        "einmal ab."
    ),
    "The answers that you sent from this page before are erased, and what you wrote now is not stored. "
    "Everything is here: if you want it to be stored, please send it once more.": (
        "Die Antworten, die Sie zuvor von dieser Seite abgesandt haben, sind gelöscht, und was Sie "
        "jetzt geschrieben haben, ist nicht gespeichert. Alles ist hier: Wenn es gespeichert werden "
        "soll, senden Sie es bitte noch einmal ab."
    ),
    "You have sent answers from this page before. Those are stored, and what you wrote now was not added.": (
        "Sie haben von dieser Seite schon Antworten abgesandt. Diese sind gespeichert, und was Sie "
        "jetzt geschrieben haben, kam nicht hinzu."
    ),
    "Some of what was sent could not be read as letters; the sign \ufffd stands in its place. Nothing was "
    "stored: please write it anew there, and send it once more.": (
        "Einiges vom Gesandten ließ sich nicht als Schrift lesen; an seiner Stelle steht das Zeichen "
        "\ufffd. Gespeichert wurde nichts: Bitte schreiben Sie es dort neu und senden Sie es noch einmal "
        "ab."
    ),
    "This survey is no longer there, and takes no more answers.": (
        "Diese Umfrage gibt es nicht mehr, und sie nimmt keine Antworten mehr an."
    ),
    "This survey has as many answers as it was made for, and takes no more. Thank you for your interest.": (
        "Diese Umfrage hat so viele Antworten, wie sie braucht, und nimmt keine mehr an. "
        "Danke für Ihr Interesse."
    ),
    "This page was open for more than a day, so it had to be renewed. "
    "Nothing has been erased yet; please press the button once more.": (
        "Diese Seite war länger als einen Tag offen und musste erneuert werden. "
        "Noch ist nichts gelöscht; bitte drücken Sie den Knopf noch einmal."
    ),
    "The numbers of this survey are for those who ask it.": (
        "Die Zahlen dieser Umfrage sind für die, die sie stellen."
    ),
    "The numbers of this survey are shown to those who have answered it: please open them from your "
    "receipt.": (
        "Die Zahlen dieser Umfrage sieht, wer geantwortet hat: Bitte öffnen Sie sie von Ihrer Quittung aus."
    ),
    "The questions were changed since these answers were given. Please load the survey again.": (
        "Die Fragen wurden geändert, seit diese Antworten gegeben wurden. Bitte laden Sie die Umfrage neu."
    ),
    "Before this is taken a browser has to work for a moment, and yours did not. A program finds the work "
    "at the address in challenge.": (
        "Bevor das angenommen wird, muss ein Browser kurz rechnen, und Ihrer hat es nicht getan. Ein "
        "Programm findet die Aufgabe unter der Adresse in challenge."
    ),
    "The answers could not be saved just now, and nothing was kept. Please send them again.": (
        "Die Antworten konnten gerade nicht gespeichert werden, und nichts wurde aufbewahrt. Bitte senden "
        "Sie sie noch einmal ab."
    ),
    "This answer came from a page that may not send answers here.": (
        "Diese Antwort kam von einer Seite, die hier keine Antworten abgeben darf."
    ),
    "Your browser did not say which page this came from, so it could not be taken. "
    "Please open the survey itself, fill it in there and send it once more.": (
        "Ihr Browser hat nicht gesagt, von welcher Seite das kam, also konnte es nicht angenommen werden. "
        "Bitte öffnen Sie die Umfrage selbst, füllen Sie sie dort aus und senden Sie sie noch einmal ab."
    ),
    # Pages that say what went wrong with a request.
    "This could not be read": "Das war nicht zu lesen",
    "Please go back, load the page again and send it once more.": (
        "Bitte gehen Sie zurück, laden Sie die Seite neu und senden Sie es noch einmal ab."
    ),
    "This could not be taken": "Das konnte nicht angenommen werden",
    "There is nothing at this address": "Unter dieser Adresse ist nichts",
    "The address may be mistyped, or the page may be gone.": (
        "Vielleicht ist die Adresse vertippt, oder die Seite gibt es nicht mehr."
    ),
    "This address cannot be used that way": "So kann diese Adresse nicht benutzt werden",
    "Please go back and follow a link or a button of the page.": (
        "Bitte gehen Sie zurück und folgen Sie einem Link oder Knopf der Seite."
    ),
    "Please send the length of the content with it (Content-Length).": (
        "Bitte senden Sie die Länge des Inhalts mit (Content-Length)."
    ),
    "That is more than can be taken at once": "Das ist mehr, als auf einmal angenommen werden kann",
    "Please go back, shorten what you wrote and send it once more.": (
        "Bitte gehen Sie zurück, kürzen Sie, was Sie geschrieben haben, und senden Sie es noch einmal ab."
    ),
    "Please send the form of the page, or JSON where a program sends it.": (
        "Bitte senden Sie das Formular der Seite ab, oder JSON, wo ein Programm es sendet."
    ),
    "Please look at this again": "Bitte sehen Sie sich das noch einmal an",
    "Please go back, correct what you wrote and send it once more.": (
        "Bitte gehen Sie zurück, verbessern Sie, was Sie geschrieben haben, und senden Sie es noch einmal ab."
    ),
    "Something went wrong here": "Hier ging etwas schief",
    "It is our fault. Nothing was kept; please go back, where your words still are, and send them again.": (
        "Es liegt an uns. Nichts wurde aufbewahrt; bitte gehen Sie zurück, dort steht noch, was Sie "
        "geschrieben haben, und senden Sie es noch einmal ab."
    ),
    "The service is not ready just now": "Der Dienst ist gerade nicht bereit",
    "Nothing is lost that you have a receipt for. Please try again in a moment.": (
        "Nichts ist verloren, wofür Sie eine Quittung haben. Bitte versuchen Sie es gleich noch einmal."
    ),
}
