/* Work that a survey asks a browser for before it sends: the number whose digest the challenge names (ALTCHA's).
   It is done in slices, so that the page stays quick; no worker, so that any content security policy allows it. */
const SLICE = 250;

/* Returns the proof, or "" where this browser cannot work: it has no such thing outside of HTTPS. */
export async function prove(address) {
  try {
    const answer = await fetch(address, { credentials: "omit" });
    const asked = await answer.json();
    const number = answer.ok ? await solved(asked) : -1;
    if (number < 0) return "";
    const { algorithm, challenge, salt, signature } = asked;
    return btoa(JSON.stringify({ algorithm, challenge, number, salt, signature }));
  } catch {
    return "";
  }
}

async function solved({ algorithm, challenge, salt, maxnumber }) {
  const encoder = new TextEncoder();
  const wanted = Uint8Array.from(challenge.match(/../g), (pair) => parseInt(pair, 16));
  const isRight = async (number) => {
    const digest = new Uint8Array(await crypto.subtle.digest(algorithm, encoder.encode(salt + number)));
    return wanted.every((byte, place) => byte === digest[place]);
  };
  for (let first = 0; first <= maxnumber; first += SLICE) {
    const numbers = Array.from({ length: Math.min(SLICE, maxnumber + 1 - first) }, (_, step) => first + step);
    const found = (await Promise.all(numbers.map(isRight))).indexOf(true);
    if (found >= 0) return first + found;
    await new Promise((resolve) => setTimeout(resolve));
  }
  return -1;
}

/* A form of the service: the work begins with the first thing that is filled in, and sending waits for it. */
function work(form) {
  let proof = null;
  const begin = () => (proof ??= prove(address()));
  const address = () => {
    const asked = new URL(form.dataset.challenge, location.href);
    const id = form.elements._submission_id?.value;
    if (id) asked.searchParams.set("submission_id", id);
    return asked;
  };
  form.addEventListener("input", begin, { once: true });
  form.addEventListener("submit", async (event) => {
    if (form.elements._proof || event.submitter?.value !== "send") return;
    event.preventDefault();
    const { submitter } = event;
    submitter.setAttribute("aria-busy", "true");
    const field = Object.assign(document.createElement("input"), { type: "hidden", name: "_proof" });
    field.value = await begin();
    /* A form that is just being submitted cannot be submitted: it may be, when the work was done before. */
    await new Promise((resolve) => setTimeout(resolve));
    submitter.removeAttribute("aria-busy");
    form.append(field);
    form.requestSubmit(submitter);
    /* Whoever comes back to this page sends the same again. */
    if (!field.value) field.remove();
  });
}

document.querySelectorAll("form[data-challenge]").forEach(work);
