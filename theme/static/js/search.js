/* Search in the browser: what is typed goes no further than this page. The index is loaded when it is needed. */
const AT_ONCE = 10;
const PAUSE = 250;
const ESCAPES = { "&lt;": "<", "&gt;": ">", "&amp;": "&" };

const place = document.querySelector("[data-search]");
const form = place.querySelector("form");
const words = form.elements.q;
const choices = [...form.querySelectorAll("select")];
const status = place.querySelector("[role=status]");
const list = place.querySelector(".search__results");
const more = place.querySelector(".search__more");
const pattern = place.querySelector("template").content;

let engine;
let latest = 0;
let found = [];

function loadedEngine() {
  engine ??= import(`${place.dataset.search}pagefind.js`).then(({ createInstance }) =>
    createInstance({ baseUrl: place.dataset.site, noWorker: true }),
  );
  // A connection that failed once may work the next time.
  engine.catch(() => (engine = undefined));
  return engine;
}

function asked() {
  const filters = choices.filter((choice) => choice.value).map((choice) => [choice.name, choice.value]);
  return { query: words.value.trim(), filters: Object.fromEntries(filters) };
}

function readAddress() {
  const given = new URLSearchParams(location.search);
  words.value = given.get("q") ?? "";
  for (const choice of choices) {
    choice.value = given.get(choice.name) ?? "";
    // A value that is not offered would leave the choice blank.
    if (choice.selectedIndex < 0) choice.value = "";
  }
}

function writeAddress({ query, filters }) {
  const given = new URLSearchParams({ ...(query && { q: query }), ...filters }).toString();
  history.replaceState(null, "", given ? `?${given}` : location.pathname);
}

async function search() {
  const number = ++latest;
  const { query, filters } = asked();
  writeAddress({ query, filters });
  if (!query && !Object.keys(filters).length) return show([], "");
  try {
    const pagefind = await loadedEngine();
    const options = query ? { filters } : { filters, sort: { date: "desc" } };
    const { results } = await pagefind.search(query || null, options);
    const absent = await wordsOfNoPost(pagefind, query, results);
    if (number === latest) await show(results, summary(results.length, query, absent));
  } catch {
    if (number === latest) show([], "The search could not be loaded. Please try again, or look around below.");
  }
}

/* Pagefind shortens a word that it does not know until some word begins so: what was found is not what was asked. */
async function wordsOfNoPost(pagefind, query, results) {
  if (!results.length || query.includes('"')) return [];
  const given = query.split(/\s+/).filter(plain);
  const exact = await Promise.all(given.map((word) => pagefind.search(`"${word}"`)));
  const unknown = given.filter((_, place) => !exact[place].results.length);
  if (!unknown.length) return [];
  const { content, locations, meta } = await results[0].data();
  const text = content.split(/\s+/);
  const matched = [...locations.map((place) => text[place] ?? ""), ...meta.title.split(/\s+/)].map(plain);
  return unknown.filter((word) => !matched.some((other) => other.startsWith(plain(word))));
}

function plain(word) {
  return word.normalize("NFKD").replace(/[^\p{L}\p{N}]/gu, "").toLowerCase();
}

function summary(number, query, absent) {
  const posts = number === 1 ? "1 post" : `${number || "No"} posts`;
  const chosen = choices.filter((choice) => choice.value).map((choice) => choice.selectedOptions[0].text);
  const within = chosen.length ? `, for: ${chosen.join(", ")}` : "";
  if (absent.length) {
    const words = absent.map((word) => `“${word}”`).join(" or ");
    return `No post has ${words}; ${posts} ${number === 1 ? "has" : "have"} words that begin alike${within}.`;
  }
  return `${posts}${query && ` with “${query}”`}${within}.`;
}

async function show(results, message) {
  const number = latest;
  const items = await Promise.all(results.slice(0, AT_ONCE).map(item));
  if (number !== latest) return;
  found = results;
  list.replaceChildren(...items);
  status.textContent = message;
  more.hidden = found.length <= items.length;
}

async function showMore() {
  const number = latest;
  const shown = list.children.length;
  const items = await Promise.all(found.slice(shown, shown + AT_ONCE).map(item));
  if (number !== latest) return;
  list.append(...items);
  more.hidden = found.length <= list.children.length;
  items[0].querySelector("a").focus();
}

async function item(result) {
  const { url, meta, excerpt, plain_excerpt: plain, content } = await result.data();
  const made = pattern.cloneNode(true);
  const link = made.querySelector("a");
  link.href = url;
  link.textContent = meta.title;
  made.querySelector(".search__when").append(...[meta.date, meta.topic].map((text) => wrapped("span", text)));
  made.querySelector(".search__excerpt").append(
    content.startsWith(plain) ? "" : "… ",
    ...marked(excerpt),
    content.endsWith(plain) ? "" : " …",
  );
  return made.firstElementChild;
}

/* Texts and <mark> elements from an excerpt, in which nothing else is read as HTML. */
function marked(excerpt) {
  return excerpt.split(/<\/?mark>/).map((part, place) => {
    const text = part.replace(/&(lt|gt|amp);/g, (sign) => ESCAPES[sign]);
    return place % 2 ? wrapped("mark", text) : text;
  });
}

function wrapped(name, text) {
  const element = document.createElement(name);
  element.textContent = text;
  return element;
}

let pause;
function searchSoon() {
  clearTimeout(pause);
  pause = setTimeout(search, PAUSE);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(pause);
  search();
});
words.addEventListener("focus", () => loadedEngine().catch(() => {}), { once: true });
words.addEventListener("input", searchSoon);
form.addEventListener("change", (event) => event.target !== words && search());
more.addEventListener("click", showMore);
addEventListener("popstate", () => {
  readAddress();
  search();
});

place.querySelector(".search__without").remove();
form.hidden = false;
readAddress();
search();
