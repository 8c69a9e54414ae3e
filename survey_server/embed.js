/* Puts surveys of this service into pages of other sites: <div data-masthead-survey="slug"></div>. */
const base = new URL(".", import.meta.url);

function load(place, number) {
  const { mastheadSurvey, lang, from, style } = place.dataset;
  const address = new URL(`surveys/${encodeURIComponent(mastheadSurvey)}?embed=1`, base);
  if (lang) address.searchParams.set("lang", lang);
  if (from) address.searchParams.set("from", from);
  if (style && !document.querySelector(`link[href="${CSS.escape(style)}"]`)) {
    document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: style }));
  }
  /* Unlike innerHTML this runs no script and needs no leave of a page's Trusted Types. */
  const request = new XMLHttpRequest();
  request.open("GET", address);
  request.responseType = "document";
  request.timeout = 15000;
  request.onload = () => show(place, number, request.response?.querySelector("[data-masthead]"), address);
  request.onerror = request.ontimeout = () => show(place, number, null, address);
  request.send();
}

async function show(place, number, part, address) {
  if (!part) return apologise(place, number, address);
  separate(part, `m${number}-`);
  place.replaceChildren(document.adoptNode(part));
  const form = place.querySelector("form[data-survey]");
  if (!form) return;
  form.dataset.prefix = `m${number}-`;
  /* Pressed before the scripts have come: a strict policy would let the form go nowhere, so the press waits for them. */
  let pressed;
  const hold = (event) => {
    event.preventDefault();
    pressed = event.submitter;
  };
  form.addEventListener("submit", hold);
  try {
    await (await import(form.dataset.script)).enhance(form);
  } finally {
    form.removeEventListener("submit", hold);
    if (pressed) form.requestSubmit(pressed);
  }
}

/* The page, or another survey in it, may use the same ids. */
function separate(part, prefix) {
  for (const element of part.querySelectorAll("*")) {
    for (const name of ["id", "for", "aria-describedby", "aria-labelledby"]) {
      const ids = element.getAttribute(name);
      if (ids) element.setAttribute(name, ids.replace(/\S+/g, prefix + "$&"));
    }
    if (element.content) separate(element.content, prefix);
  }
}

function apologise(place, number, address) {
  const link = Object.assign(document.createElement("a"), { href: address.href.split("?")[0] });
  link.textContent = "Open it on its own page";
  const words = document.createElement("p");
  words.setAttribute("role", "status");
  words.append("The survey could not be shown here just now. ", link, ".");
  place.replaceChildren(words);
  addEventListener("online", () => load(place, number), { once: true });
}

function begin() {
  document.querySelectorAll("[data-masthead-survey]:not([data-begun])").forEach((place, number) => {
    place.dataset.begun = "";
    load(place, number + 1);
  });
}

if (document.readyState === "loading") addEventListener("DOMContentLoaded", begin);
else begin();
