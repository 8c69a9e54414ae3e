/* One answer per browser, where a survey asks for it: the browser remembers under which id it answers, so that a second
   answer leads to the first receipt. It stays in this browser; where nothing can be kept, nothing is remembered. */
const key = (slug) => `masthead:once:${slug}`;

function read(slug) {
  try {
    return JSON.parse(localStorage.getItem(key(slug)));
  } catch {
    return null;
  }
}

function write(slug, entry) {
  try {
    if (entry) localStorage.setItem(key(slug), JSON.stringify(entry));
    else localStorage.removeItem(key(slug));
  } catch {
    /* Then every visit is the first. */
  }
}

function newId() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/* Gives a form the id that this browser answers under, and says so where it has answered. `take(id)` is for pages that
   make up the id themselves. */
export function answerOnce(form, take) {
  const { survey: slug, sentBefore } = form.dataset;
  /* Wherever they were erased: these are answers under an id of their own. */
  if (sentBefore === "erased") write(slug, null);
  const entry = read(slug) ?? { id: form.elements._submission_id?.value || newId() };
  const field = form.elements._submission_id;
  write(slug, entry);
  if (field) field.value = entry.id;
  else if (form.elements._so_far) form.append(hiddenId(entry.id));
  else take(entry.id);
  document.addEventListener("masthead:sent", ({ detail }) => {
    if (detail.slug === slug) write(slug, { ...entry, receipt: detail.url });
  });
  /* What was written after the first answer is given back to its reader, and stays in sight. */
  if (entry.receipt && !sentBefore) tell(form, slug, entry);
}

function hiddenId(id) {
  return Object.assign(document.createElement("input"), { type: "hidden", name: "_submission_id", value: id });
}

function tell(form, slug, entry) {
  const note = form.querySelector("template[data-once-note]").content.cloneNode(true).firstElementChild;
  note.querySelector("a").href = entry.receipt;
  note.querySelector("button").addEventListener("click", () => {
    write(slug, null);
    /* Anew, with nothing of the first answer left in the page. */
    history.replaceState(null, "");
    location.assign(location.pathname + location.search);
  });
  form.before(note);
  form.hidden = true;
}

/* The receipt of a form that this browser has begun; and once it is erased, the survey may be answered again. */
for (const mark of document.querySelectorAll("[data-once-receipt]")) {
  const { onceReceipt: slug, isErased } = mark.dataset;
  const entry = read(slug);
  if (isErased !== undefined) {
    if (entry?.receipt === location.href) write(slug, null);
  } else if (entry && !entry.receipt) write(slug, { ...entry, receipt: location.href });
}
