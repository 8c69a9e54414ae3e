/* What a survey's page can do with a script: ask at once what an answer leads to, put answers into later words,
   order by buttons, count the seconds, send from within the page. Without it the same form works, and the service
   decides the same. */
const address = new URLSearchParams(location.search);

export async function enhance(form) {
  const holder = form.querySelector("[data-survey-data]");
  const data = holder ? JSON.parse(holder.textContent) : null;
  const { prefix = "", survey: slug } = form.dataset;

  countSeconds();
  keepAnswersInLinks();
  form.querySelectorAll("[data-type=rank]").forEach(orderByButtons);
  if (!prefix) requestAnimationFrame(() => setTimeout(focusMistakes));
  const { once: onceAt, rules: rulesAt, send: sendAt, wait: waitAt } = form.dataset;
  const modules = data ? [onceAt, rulesAt, sendAt, waitAt] : [onceAt];
  const [once, rules, send, wait] = await Promise.all(modules.map((module) => module && import(module)));
  once?.answerOnce(form, (id) => remember({ id }));
  if (!data) return;
  makeOwn(rules);
  bringPicksBack();
  dropConditions();
  follow(rules);
  for (const event of ["input", "change"]) form.addEventListener(event, () => follow(rules));
  window.addEventListener("pageshow", () => form.isConnected && follow(rules));
  send?.sendInPlace(form, wait, { data, rules, parts, place, remembered, remember });

  function field(name) {
    return form.querySelector(`input[type=hidden][name="${name}"]`) ?? form.appendChild(hiddenField(name));
  }

  /* In a page of another site ids begin with something of the form's own. */
  function byId(id) {
    return form.querySelector(`#${CSS.escape(prefix + id)}`);
  }

  function place(question) {
    return byId(`q-${question.id}`);
  }

  /* The values under a name as the form would send them, from hidden questions too. */
  function parts(name) {
    return [...form.elements]
      .filter((control) => control.name === name && control.type !== "submit")
      .filter((control) => control.checked || !["radio", "checkbox"].includes(control.type))
      .map((control) => control.value);
  }

  /* A page of the site is the same for everybody: what is this reader's own is added here. */
  function makeOwn(rules) {
    for (const name of data.context) {
      const value = address.get(name);
      if (value && !field(`_context__${name}`).value) field(`_context__${name}`).value = value.slice(0, 200);
    }
    if (form.elements._submission_id?.value) return;
    const { id = hexadecimal(16), seed = hexadecimal(8) } = remembered();
    remember({ id, seed });
    field("_submission_id").value = id;
    field("_seed").value = seed;
    shuffle(rules);
    pick();
  }

  /* What belongs to this visit stays with its entry in the tab's history, so that the back button finds it again. */
  function remembered() {
    return history.state?.masthead?.[prefix + slug] ?? {};
  }

  function remember(values) {
    const all = { ...history.state?.masthead, [prefix + slug]: { ...remembered(), ...values } };
    history.replaceState({ ...history.state, masthead: all }, "");
  }

  /* Browsers bring back what was picked by its place in the page, which for a shuffled question is another option now:
     these are not theirs to bring back (autocomplete is off), so it is done here. */
  function bringPicksBack() {
    const shuffled = [...form.querySelectorAll("input[autocomplete=off]:is([type=radio], [type=checkbox])")];
    const { picked } = remembered();
    if (picked) for (const control of shuffled) control.checked = picked.includes(control.id);
    form.addEventListener("change", () => {
      remember({ picked: shuffled.filter((control) => control.checked).map((control) => control.id) });
    });
  }

  function shuffle(rules) {
    const seed = field("_seed").value;
    for (const question of data.questions.filter((asked) => asked.shuffle)) {
      const rows = question.options.map(({ id }) => optionRow(question, id));
      // What the browser keeps is by place in the page, and these change theirs.
      for (const row of rows) row.querySelector("input").autocomplete = "off";
      const marks = rows.map((row) => row.parentNode.insertBefore(document.createComment(""), row));
      rules.orderShown(question, seed).forEach((id, number) => marks[number].replaceWith(optionRow(question, id)));
    }
  }

  function optionRow(question, id) {
    return byId(`f-${question.id}-${id}`).closest(".option");
  }

  /* `?q.tea=green` shows an answer as picked, and sends nothing. */
  function pick() {
    for (const control of form.querySelectorAll("input:is([type=radio], [type=checkbox])")) {
      const isConsent = control.closest("[data-type=consent]");
      if (!isConsent && address.getAll(`q.${control.name}`).includes(control.value)) control.checked = true;
    }
  }

  /* Shows what is asked now. What is not shown is not sent. */
  function follow(rules) {
    const answers = Object.fromEntries(data.questions.map((asked) => [asked.id, rules.fromForm(asked, parts, data.words)]));
    const shown = rules.shownQuestions(data.questions, answers);
    const counted = rules.counted(data.questions, answers);
    for (const question of data.questions) {
      const element = place(question);
      const isHidden = !shown.includes(question.id);
      element.hidden = isHidden;
      for (const control of element.querySelectorAll("input, select, textarea, button")) control.disabled = isHidden;
      for (const spot of element.querySelectorAll("[data-words]")) {
        const words = question[spot.dataset.words];
        if (words.includes("{")) spot.textContent = rules.piped(words, data.questions, counted, data.words);
      }
    }
  }

  /* Questions come and go by themselves now, so that they say when they are asked is in the way. */
  function dropConditions() {
    for (const note of form.querySelectorAll(".question__condition")) {
      for (const described of form.querySelectorAll(`[aria-describedby~="${note.id}"]`)) {
        const others = described.getAttribute("aria-describedby").split(" ").filter((id) => id !== note.id);
        if (others.length) described.setAttribute("aria-describedby", others.join(" "));
        else described.removeAttribute("aria-describedby");
      }
      note.remove();
    }
  }

  /* Buttons that move an option up and down beside the number of its place. */
  function orderByButtons(question) {
    const status = question.appendChild(document.createElement("p"));
    status.className = "visually-hidden";
    status.setAttribute("role", "status");
    const rows = [...question.querySelectorAll(".option--place")];
    const ranked = () => rows.filter((row) => select(row).value).sort((one, two) => select(one).value - select(two).value);
    for (const row of rows) {
      for (const [step, sign, words] of [[-1, "↑", question.dataset.up], [1, "↓", question.dataset.down]]) {
        const button = row.insertBefore(document.createElement("button"), row.querySelector("label"));
        Object.assign(button, { type: "button", className: "option__move", textContent: sign });
        button.setAttribute("aria-label", words.replace("{option}", name(row)));
        button.addEventListener("click", () => {
          move(ranked(), row, step, rows.length);
          tell(row);
          form.dispatchEvent(new Event("change", { bubbles: true }));
        });
      }
      select(row).addEventListener("change", () => tell(row));
    }

    function tell(row) {
      const said = select(row).value ? question.dataset.placed : question.dataset.unplaced;
      const values = { option: name(row), place: select(row).value, count: rows.length };
      status.textContent = said.replace(/\{(\w+)\}/g, (_, key) => values[key]);
    }
  }

  /* Seconds while a question has the focus and the page is seen. */
  function countSeconds() {
    const spent = {};
    let current = null;
    let since = 0;
    const change = (id) => {
      if (current) spent[current] = (spent[current] ?? 0) + (performance.now() - since);
      [current, since] = [id, performance.now()];
    };
    form.addEventListener("focusin", (event) => change(event.target.closest(".question")?.id.slice(prefix.length + 2) ?? current));
    document.addEventListener("visibilitychange", () => change(document.hidden ? null : current));
    form.addEventListener("submit", () => {
      change(null);
      const seconds = Object.entries(spent).map(([id, time]) => [id, Math.round(time / 1000)]);
      field("_seconds").value = JSON.stringify(Object.fromEntries(seconds.filter(([, time]) => time > 0)));
    });
  }

  /* A link to another language would lose what was answered: it goes with the form. */
  function keepAnswersInLinks() {
    for (const link of document.querySelectorAll("a[data-language]")) {
      link.addEventListener("click", (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        const button = Object.assign(document.createElement("button"), { hidden: true, name: "_go" });
        button.value = `lang:${link.dataset.language}`;
        form.append(button);
        form.requestSubmit(button);
        button.remove();
      });
    }
  }
}

/* The browser does so by itself, if nothing keeps it from it; it complains when a script is faster. */
function focusMistakes() {
  document.querySelector(".error-summary")?.focus();
}

function hiddenField(name) {
  return Object.assign(document.createElement("input"), { type: "hidden", name });
}

function hexadecimal(bytes) {
  return [...crypto.getRandomValues(new Uint8Array(bytes))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

const select = (row) => row.querySelector("select");
const name = (row) => row.querySelector("label").textContent;

/* Upwards an option without a place gets the last one; downwards the last one loses its place. */
function move(order, row, step) {
  const here = order.indexOf(row);
  if (here < 0 && step < 0) order.push(row);
  else if (here >= 0 && here + step >= order.length) order.pop();
  else if (here >= 0 && here + step >= 0) order.splice(here + step, 0, ...order.splice(here, 1));
  select(row).value = "";
  order.forEach((ranked, number) => (select(ranked).value = String(number + 1)));
}

for (const form of document.querySelectorAll("form[data-survey]:not([data-prefix])")) enhance(form);
