/* The month view under `serve`: posts are moved by mouse or by keyboard; the page works without this too. */
const KEPT = "desk-outcome";
const KEPT_MILLISECONDS = 60_000;
const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

const token = document.querySelector("meta[name=desk-token]").content;
const plan = document.querySelector("meta[name=desk-plan]").content;
const status = document.querySelector("[data-desk-status]");
const undo = document.querySelector("[data-desk-undo]");
const ripple = document.querySelector("[data-desk-ripple]");
const today = document.querySelector(".desk-day[aria-current]")?.dataset.date;
const firstDay = document.querySelector(".desk-day")?.dataset.date;

let held;

function say(words) {
  status.textContent = words;
}

/* Days are counted in UTC, where each has 24 hours. */
function daysFrom(day, days) {
  const moment = new Date(`${day}T00:00:00Z`);
  moment.setUTCDate(moment.getUTCDate() + days);
  return moment.toISOString().slice(0, 10);
}

function spoken(day) {
  const moment = new Date(`${day}T00:00:00Z`);
  return `${DAYS[moment.getUTCDay()]} ${moment.getUTCDate()} ${MONTHS[moment.getUTCMonth()]} ${moment.getUTCFullYear()}`;
}

function cellOf(day) {
  const cells = [...document.querySelectorAll(`.desk-day[data-date="${day}"]`)];
  return cells.find((cell) => !("outside" in cell.dataset)) ?? cells[0];
}

function titleOf(card) {
  return card.querySelector(".desk-card__title").textContent.trim();
}

function described(day) {
  const cell = cellOf(day);
  const posts = cell?.querySelectorAll(".desk-card").length ?? 0;
  const off = [...(cell?.querySelectorAll(".desk-day__off") ?? [])].map((line) => line.textContent);
  const notes = [...off, ...(posts ? [posts === 1 ? "1 post" : `${posts} posts`] : []), ...(cell ? [] : ["not on this page"])];
  return [spoken(day), ...notes].join(", ");
}

function point(day) {
  for (const cell of document.querySelectorAll("[data-target]")) delete cell.dataset.target;
  const cell = day && cellOf(day);
  if (cell) cell.dataset.target = "";
  cell?.scrollIntoView({ block: "nearest" });
}

function pickUp(card) {
  held = { card, day: card.dataset.day || today || firstDay };
  card.dataset.held = "";
  card.querySelector("[data-desk-grip]").setAttribute("aria-pressed", "true");
  // It would undo the move of another post than the one in hand.
  undo.hidden = true;
  point(held.day);
  say(`${titleOf(card)} is picked up: ${described(held.day)}. Arrow keys choose the day, Enter drops it, Escape leaves it.`);
}

function letGo() {
  delete held.card.dataset.held;
  held.card.querySelector("[data-desk-grip]").setAttribute("aria-pressed", "false");
  undo.hidden = !undo.elements.undo.value;
  point();
  held = undefined;
}

function leave() {
  const words = `${titleOf(held.card)} stays where it was.`;
  letGo();
  say(words);
}

function drop() {
  const { card, day } = held;
  if (day === card.dataset.day) return leave();
  letGo();
  move(card, day);
}

async function move(card, day) {
  say(`${titleOf(card)} is being moved …`);
  const change = { id: card.dataset.post, digest: card.dataset.digest, plan, date: day, ripple: ripple?.checked ?? false };
  const outcome = await sent("/desk/move", change);
  if (outcome.undo) keep({ ...outcome, focus: card.dataset.post });
  show(outcome);
}

async function sent(address, change) {
  try {
    const answer = await fetch(address, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify({ ...change, token }),
    });
    return await answer.json();
  } catch {
    return { message: "The desk does not answer; is `serve` still running? Nothing was changed." };
  }
}

function show({ message, undo: key }) {
  say(message);
  undo.elements.undo.value = key ?? "";
  undo.hidden = !key;
}

/* The page is made anew after a change, perhaps more than once; what came of it is to be read there for a while. */
function keep(outcome) {
  sessionStorage.setItem(KEPT, JSON.stringify({ ...outcome, until: Date.now() + KEPT_MILLISECONDS }));
}

function showKept() {
  const outcome = JSON.parse(sessionStorage.getItem(KEPT));
  if (!outcome) return;
  if (outcome.until < Date.now()) return sessionStorage.removeItem(KEPT);
  show(outcome);
  // The browser itself comes back to the place where the reader was.
  document.querySelector(`[data-post="${CSS.escape(outcome.focus)}"] [data-desk-grip]`)?.focus({ preventScroll: true });
}

undo.addEventListener("submit", async (event) => {
  event.preventDefault();
  const outcome = await sent("/desk/undo", { undo: undo.elements.undo.value });
  keep({ ...outcome, undo: undefined, focus: "" });
  show({ ...outcome, undo: undefined });
});

document.addEventListener("keydown", (event) => {
  if (!held) return;
  const days = STEPS[event.key];
  if (days) {
    held.day = daysFrom(held.day, days);
    point(held.day);
    say(described(held.day));
  } else if (event.key === "Enter") drop();
  else if (event.key === "Escape") leave();
  else if (event.key === "Tab") return leave();
  else return;
  event.preventDefault();
});

for (const card of document.querySelectorAll("[data-post]")) {
  const grip = card.querySelector("[data-desk-grip]");
  grip.hidden = false;
  grip.addEventListener("click", () => (held?.card === card ? drop() : (held && leave(), pickUp(card))));
  card.draggable = true;
  // A link would be dragged by itself.
  for (const link of card.querySelectorAll("a")) link.draggable = false;
  card.addEventListener("dragstart", (event) => {
    if (held) leave();
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", card.dataset.post);
    card.dataset.held = "";
  });
  card.addEventListener("dragend", () => {
    delete card.dataset.held;
    point();
  });
}

for (const cell of document.querySelectorAll(".desk-day")) {
  cell.addEventListener("dragover", (event) => {
    event.preventDefault();
    point(cell.dataset.date);
  });
  cell.addEventListener("drop", (event) => {
    event.preventDefault();
    point();
    const card = document.querySelector(`[data-post="${CSS.escape(event.dataTransfer.getData("text/plain"))}"]`);
    if (card && card.dataset.day !== cell.dataset.date) move(card, cell.dataset.date);
  });
}

for (const help of document.querySelectorAll("[data-desk-help]")) help.hidden = false;
showKept();
