/* Sends a survey's form from within the page, and shows there what came of it: a receipt, mistakes at their fields, or
   that the answers wait until the service is back. What is said stands in templates of the form, in its language. */

/* `tools` are of survey.js: data, rules, parts(name), place(question), remembered(), remember(values). */
export function sendInPlace(form, wait, tools) {
  const address = form.dataset.api;
  const room = wait.waitingRoom(address);
  const status = form.querySelector("[data-status]");
  const state = { waiting: null, wishes: new EventTarget() };

  let held = [];

  const part = (name) => form.querySelector(`template[data-part="${name}"]`).content.cloneNode(true);
  const words = (name) => part(name).textContent.trim();

  /* Who loads the page again, or comes back to it, has sent this form already. */
  if (tools.remembered().receipt) return showOutcome(tools.remembered().receipt, tools.remembered());
  for (const item of room.items()) takeUp(item);
  form.addEventListener("submit", (event) => {
    if (event.submitter && event.submitter.value !== "send") return;
    const item = gathered();
    event.preventDefault();
    if (!state.waiting) send(item);
  });

  function gathered() {
    const { data, rules, parts } = tools;
    const fields = [...new FormData(form)].filter(([, value]) => typeof value === "string");
    const hidden = Object.fromEntries(fields.filter(([name]) => name.startsWith("_")));
    const answers = Object.fromEntries(data.questions.map((asked) => [asked.id, rules.fromForm(asked, parts, data.words)]));
    const shown = rules.shownQuestions(data.questions, answers).filter((id) => answers[id] !== null);
    const context = data.context.map((name) => [name, hidden[`_context__${name}`]]).filter(([, value]) => value);
    const body = {
      submission_id: hidden._submission_id,
      definition: hidden._definition,
      answers: Object.fromEntries(shown.map((id) => [id, answers[id]])),
      context: Object.fromEntries(context),
      paradata: { seed: hidden._seed, seconds: JSON.parse(hidden._seconds || "{}"), language: hidden._lang ?? "" },
    };
    return { id: hidden._submission_id, digest: hidden._definition, body, fields };
  }

  /* What was left waiting here before: in this form if it is the same and free for it, or else behind the scenes. */
  function takeUp(item) {
    if (item.digest !== form.elements._definition.value || state.waiting || isAnsweredOtherwise(item)) return sendQuietly(item);
    fill(item.fields);
    send(item);
  }

  /* A quick reader has written before this script was there. */
  function isAnsweredOtherwise(item) {
    const { answers } = gathered().body;
    return Object.keys(answers).length > 0 && JSON.stringify(answers) !== JSON.stringify(item.body.answers);
  }

  async function sendQuietly(item) {
    const answer = await delivered(item, () => {}, new EventTarget());
    room.drop(item);
    const isTaken = Boolean(answer.body.url);
    const told = isTaken ? linked(part("earlier"), answer.body.url) : part("refused");
    form.querySelector("[data-earlier]").append(told);
  }

  function fill(fields) {
    for (const control of form.elements) {
      /* The order of options is that of this page. */
      if (!control.name || control.type === "submit" || control.name === "_seed") continue;
      const values = fields.filter(([name]) => name === control.name).map(([, value]) => value);
      if (["radio", "checkbox"].includes(control.type)) control.checked = values.includes(control.value);
      else control.value = values[0] ?? control.defaultValue ?? "";
    }
    form.dispatchEvent(new Event("change", { bubbles: true }));
  }

  async function send(item) {
    const isKept = room.keep(item);
    state.waiting = item;
    clearMistakes();
    hold(true);
    say(words("sending"));
    const answer = await delivered(item, (reason) => sayWaiting(reason, isKept), state.wishes);
    state.waiting = null;
    room.drop(item);
    hold(false);
    say("");
    if ((answer?.body.differs || answer?.body.errors?._definition) && !form.dataset.prefix) {
      /* The service can show these answers again: beside what it has stored, or with the new questions. */
      HTMLFormElement.prototype.submit.call(form);
    } else if (answer?.status === 200 || answer?.status === 201) {
      const { url, results, differs } = answer.body;
      tools.remember({ receipt: url, results });
      showOutcome(url, { isOther: differs, results })?.focus();
    } else if (answer) {
      showMistakes(answer.body.errors ?? {});
    } else {
      sendButton().focus();
    }
  }

  /* Where the service asks for a moment's work first, it is done, and the same is sent again. */
  async function delivered(item, hear, wishes) {
    const answer = await wait.deliver(address, item, hear, wishes);
    if (!answer?.body.challenge || item.body.proof || !form.dataset.proof) return answer;
    item.body.proof = await (await import(form.dataset.proof)).prove(answer.body.challenge);
    return wait.deliver(address, item, hear, wishes);
  }

  const sendButton = () => form.querySelector("button[value=send]");

  /* While answers are on their way they stay as they are. */
  function hold(isHeld) {
    const controls = [...form.querySelectorAll("input:not([type=hidden]), select, textarea, button")];
    if (isHeld) held = controls.filter((control) => !control.disabled && !control.closest("[data-wishes]"));
    for (const control of held) control.disabled = isHeld;
    form.toggleAttribute("data-held", isHeld);
  }

  function say(text) {
    status.replaceChildren(text);
    form.querySelector("[data-wishes]").hidden = true;
  }

  /* Said once, not at each attempt. */
  function sayWaiting(reason, isKept) {
    const text = `${words(reason)} ${words(isKept ? "kept" : "stay")}`;
    if (status.textContent !== text) say(text);
    form.querySelector("[data-wishes]").hidden = false;
  }

  for (const wish of ["again", "stop"]) {
    form.querySelector(`[data-wish=${wish}]`).addEventListener("click", () => {
      if (wish === "again") status.textContent = words("sending");
      state.wishes.dispatchEvent(new Event(wish));
    });
  }

  function showOutcome(url, { isOther = false, results = "" }) {
    const outcome = part("outcome");
    if (!isOther) outcome.querySelector("[data-other]").remove();
    const shown = outcome.firstElementChild;
    shown.querySelector(":scope > p:last-child a").href = url;
    form.replaceWith(outcome);
    if (results) import(form.dataset.figures).then(({ showFigures }) => showFigures(results, shown));
    shown.dispatchEvent(new CustomEvent("masthead:sent", { bubbles: true, detail: { slug: form.dataset.survey, url } }));
    return shown;
  }

  function linked(piece, url) {
    piece.querySelector("a").href = url;
    return piece;
  }

  function clearMistakes() {
    for (const note of form.querySelectorAll(".error-summary, .question__error")) {
      for (const described of note.id ? form.querySelectorAll(`[aria-describedby~="${note.id}"]`) : []) {
        describe(described, described.getAttribute("aria-describedby").split(" ").filter((id) => id !== note.id));
      }
      note.remove();
    }
    for (const wrong of form.querySelectorAll("[aria-invalid]")) wrong.removeAttribute("aria-invalid");
  }

  /* The same as the service draws: a summary with links, and each message at its question. */
  function showMistakes(errors) {
    const summary = part("mistakes").firstElementChild;
    /* It would only make the browser complain: the focus is put here. */
    summary.removeAttribute("autofocus");
    for (const [name, message] of Object.entries(errors)) {
      const question = tools.data.questions.find((asked) => asked.id === name);
      const item = summary.querySelector("ul").appendChild(document.createElement("li"));
      if (question) mark(item, question, message);
      else item.append(message, " ", linked(part("elsewhere"), form.getAttribute("action")));
    }
    form.prepend(summary);
    summary.focus();
  }

  function mark(item, question, message) {
    const element = tools.place(question);
    const control = element.querySelector("input, select, textarea");
    const link = item.appendChild(document.createElement("a"));
    link.href = `#${control.id}`;
    link.textContent = `${element.querySelector("[data-words=ask]").textContent} ${message}`;
    const note = part("mistake").firstElementChild;
    note.id = `${element.id}-error`;
    note.append(message);
    (element.querySelector(".question__help") ?? element.querySelector(".question__ask")).after(note);
    const isGroup = element.matches("fieldset");
    const described = isGroup ? element : control;
    describe(described, [...(described.getAttribute("aria-describedby") ?? "").split(" "), note.id].filter(Boolean));
    if (!isGroup || element.matches("[role=radiogroup]")) described.setAttribute("aria-invalid", "true");
    else for (const box of element.querySelectorAll("[type=checkbox]")) box.setAttribute("aria-invalid", "true");
  }

  function describe(element, ids) {
    if (ids.length) element.setAttribute("aria-describedby", ids.join(" "));
    else element.removeAttribute("aria-describedby");
  }
}
