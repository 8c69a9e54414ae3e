/* What a survey's answers mean: the rules of editorial/conditions.py, answers.py and option_order.py, in the page.
   A test runs both on the same surveys and answers. Here is no page: `parts(name)` gives the values under a name. */
const OTHER = "other";
const BIGGEST = 1e15;
const LONGEST = { text: 500, long_text: 5000, email: 254 };
/* Python's idea of white space and of what may be trimmed, which is not quite the browser's. */
const EDGES = " \\t\\n\\u00a0\\u1680\\u2000-\\u200a\\u202f\\u205f\\u3000";
const TRIMMED = new RegExp(`^[${EDGES}]+|[${EDGES}]+$`, "g");
const SPACE = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const NAME = `[^@${SPACE}"(),:;<>\\[\\\\\\]]+`;
const LABEL = `[^@${SPACE}"(),:;<>\\[\\\\\\].]+`;
const EMAIL = new RegExp(`^${NAME}@${LABEL}(?:\\.${LABEL})+$`, "u");
const NUMBER = /^[+-]?[0-9]{1,16}(?:\.[0-9]{1,16})?$/;
const GROUPED = /^[+-]?[1-9][0-9]{0,2}\.[0-9]{3}$/;
const DAY = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/;
const PIPE = /\{([\p{L}\p{N}_]+)\}/gu;

/* The ids of the questions that these answers lead to. */
export function shownQuestions(questions, answers) {
  const shown = new Map();
  for (const question of questions) {
    const groups = question.when ?? [];
    const isShown = !groups.length || groups.some((group) => group.every((condition) => holds(condition, shown, answers)));
    if (isShown) shown.set(question.id, question);
  }
  return [...shown.keys()];
}

/* The answers that count so far: given, fit to be kept, and to questions that are shown. */
export function counted(questions, answers) {
  const shown = new Set(shownQuestions(questions, answers));
  const kept = questions.filter((question) => shown.has(question.id) && isFit(question, answers[question.id]));
  return Object.fromEntries(kept.map((question) => [question.id, answers[question.id]]));
}

/* Words with `{id}` replaced by that answer; `said` are the fixed words of the reader's language. */
export function piped(words, questions, answers, said) {
  return words.replace(PIPE, (whole, id) => {
    const question = questions.find((other) => other.id === id);
    if (!question) return whole;
    return (Object.hasOwn(answers, id) && show(question, answers[id], said)) || said["[your answer]"];
  });
}

/* The answer in a form, or null; `said` tells how the reader's language writes numbers. */
export function fromForm(question, parts, said) {
  const value = READERS[question.type](question, parts, said);
  const isEmpty = value === "" || (typeof value === "object" && value !== null && !Object.keys(value).length);
  return isEmpty ? null : value;
}

/* The options in the order for a seed; pinned ones stay where they stand. */
export function orderShown(question, seed) {
  const options = question.options ?? [];
  if (!(seed && question.shuffle)) return options.map((option) => option.id);
  const draws = new Map(options.map((option) => [option, draw(`${seed}:${question.id}:${option.id}`)]));
  const loose = options.filter((option) => !option.pin);
  loose.sort((one, two) => draws.get(one) - draws.get(two) || (one.id < two.id ? -1 : 1));
  return options.map((option) => (option.pin ? option : loose.shift()).id);
}

function holds(condition, shown, answers) {
  const question = shown.get(condition.question);
  const value = question ? answers[condition.question] : null;
  const isAnswered = Boolean(question) && isFit(question, value);
  if (condition.operator === "answered") return condition.values.includes(isAnswered);
  return isAnswered && COMPARISONS[condition.operator](value, condition.values);
}

const includes = (value, wanted) =>
  (Array.isArray(value) ? value : [value]).some((pick) => wanted.includes(wordsOf(pick) === null ? pick : OTHER));

const COMPARISONS = {
  is: includes,
  includes,
  is_not: (value, wanted) => !includes(value, wanted),
  below: (value, [bound]) => value < bound,
  above: (value, [bound]) => value > bound,
  at_least: (value, [bound]) => value >= bound,
  at_most: (value, [bound]) => value <= bound,
};

/* Reading a form. */
const sent = (question, parts) => parts(question.id).filter(Boolean);
const first = (values) => values[0] ?? "";
const normalised = (text) => text.replace(/\r\n?/g, "\n").replace(TRIMMED, "");
const written = (question, parts) => normalised(first(parts(question.id)));
const otherWords = (question, parts) => (question.other ? normalised(first(parts(`${question.id}__other`))) : "");

function readChoice(question, parts) {
  const picks = sent(question, parts);
  const words = otherWords(question, parts);
  const isOther = (picks.length === 1 && picks[0] === OTHER) || (!picks.length && words);
  if (question.other && isOther) return { other: words };
  return picks.length === 1 ? picks[0] : picks;
}

function readChoices(question, parts) {
  const picks = sent(question, parts);
  const words = otherWords(question, parts);
  const isOther = question.other && (picks.includes(OTHER) || words);
  return isOther ? [...picks.filter((pick) => pick !== OTHER), { other: words }] : picks;
}

function readPoint(question, parts) {
  const picks = sent(question, parts);
  if (picks.length !== 1) return picks;
  return question.points.some((point) => point.id === picks[0]) ? Number(picks[0]) : picks[0];
}

function readMatrix(question, parts) {
  const cells = question.rows.map((row) => [row.id, first(parts(`${question.id}__${row.id}`))]);
  return Object.fromEntries(cells.filter(([, column]) => column));
}

function readRank(question, parts) {
  const places = question.options
    .map((option) => [option.id, normalised(first(parts(`${question.id}__${option.id}`)))])
    .filter(([, place]) => place);
  const known = question.options.map((_, number) => String(number + 1));
  const given = places.map(([, place]) => place);
  const isOrder = given.every((place) => known.includes(place)) && new Set(given).size === given.length;
  if (!isOrder) return Object.fromEntries(places);
  return places.sort((one, two) => Number(one[1]) - Number(two[1])).map(([id]) => id);
}

/* A point is taken for a comma too, but not where it could stand between thousands. */
function readNumber(question, parts, said) {
  const typed = written(question, parts);
  const hasComma = said.decimal === ",";
  const plain = hasComma ? typed.replaceAll(",", ".") : typed;
  return NUMBER.test(plain) && !(hasComma && GROUPED.test(typed)) ? Number(plain) : typed;
}

const READERS = {
  choice: readChoice,
  choices: readChoices,
  yes_no: readChoice,
  scale: readPoint,
  nps: readPoint,
  stars: readPoint,
  matrix: readMatrix,
  rank: readRank,
  text: written,
  long_text: written,
  email: written,
  number: readNumber,
  date: written,
  consent: (question, parts) => written(question, parts) === "true" || written(question, parts),
  statement: () => null,
};

/* Whether there is an answer that can be kept. */
function isFit(question, value) {
  return value !== null && value !== undefined && CHECKS[question.type](question, value);
}

const length = (text) => [...text].length;
const isPlain = (text) => !/[\p{Cc}\p{Cs}]/u.test(text.replace(/[\n\t]/g, ""));
const ids = (options) => (options ?? []).map((option) => option.id);
const areDistinct = (values) => new Set(values).size === values.length;
const isCount = (question, count) => !(count < (question.min ?? -Infinity) || count > (question.max ?? Infinity));

function isText(question, value) {
  const most = question.max ?? LONGEST[question.type];
  const least = question.min ?? 0;
  return typeof value === "string" && isPlain(value) && length(value) <= most && length(value) >= least;
}

/* The words in `{other: words}`, or null where a pick is anything else. */
function wordsOf(pick) {
  const isObject = typeof pick === "object" && pick !== null && !Array.isArray(pick);
  return isObject && Object.keys(pick).length === 1 && typeof pick.other === "string" ? pick.other : null;
}

function isPick(question, pick) {
  const words = wordsOf(pick);
  if (words === null) return ids(question.options).includes(pick);
  return Boolean(question.other && words) && isPlain(words) && length(words) <= 500;
}

function arePicks(question, picks) {
  if (!Array.isArray(picks)) return false;
  const none = question.none?.id;
  if (!picks.every((pick) => (none && pick === none) || isPick(question, pick))) return false;
  if (!areDistinct(picks.map((pick) => (wordsOf(pick) === null ? pick : OTHER)))) return false;
  return none && picks.includes(none) ? picks.length === 1 : isCount(question, picks.length);
}

function isPoint(question, value) {
  return typeof value === "number" && ids(question.points).map(Number).includes(value);
}

function isMatrix(question, cells) {
  if (typeof cells !== "object" || Array.isArray(cells)) return false;
  const rows = Object.keys(cells);
  const areKnown = rows.every((row) => ids(question.rows).includes(row) && ids(question.columns).includes(cells[row]));
  return areKnown && !(question.required && rows.length < question.rows.length);
}

function isOrder(question, order) {
  const isKnown = Array.isArray(order) && order.every((id) => ids(question.options).includes(id));
  return isKnown && areDistinct(order) && isCount(question, order.length);
}

function isNumber(question, value) {
  const isFinite = typeof value === "number" && Math.abs(value) <= BIGGEST;
  return isFinite && isCount(question, value);
}

function dayOf(text) {
  const [, year, month, day] = (typeof text === "string" && DAY.exec(text)) || [];
  const lengths = [31, isLeap(Number(year)) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  const isDay = Number(year) >= 1 && Number(day) >= 1 && Number(day) <= lengths[Number(month) - 1];
  return isDay ? { day: Number(day), month: Number(month), year: Number(year) } : null;
}

const isLeap = (year) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

const CHECKS = {
  choice: isPick,
  choices: arePicks,
  yes_no: isPick,
  scale: isPoint,
  nps: isPoint,
  stars: isPoint,
  matrix: isMatrix,
  rank: isOrder,
  text: isText,
  long_text: isText,
  email: (question, value) => isText(question, value) && EMAIL.test(value),
  number: isNumber,
  date: (question, value) => dayOf(value) !== null,
  consent: (question, value) => value === true,
  statement: () => false,
};

/* An answer in words; only those that can be kept are shown. */
function show(question, value, said) {
  return SHOWN[question.type](question, value, said);
}

const label = (options, id) => options.find((option) => option.id === id)?.label ?? id;
const offered = (question) => [...(question.options ?? []), ...(question.none ? [question.none] : [])];
const showPick = (question, pick) => wordsOf(pick) ?? label(offered(question), pick);
const asText = (question, value) => value;

function asList(words, said) {
  return words.length > 1 ? `${words.slice(0, -1).join(", ")}${said[" and "]}${words.at(-1)}` : words[0];
}

function showDay(question, value, said) {
  const { day, month, year } = dayOf(value);
  const values = { day, month: said.months[month - 1], year };
  return said["{day} {month} {year}"].replace(/\{(\w+)\}/g, (_, part) => values[part]);
}

function showPoint(question, value) {
  return label(question.points, String(value)) || String(value);
}

/* Without the exponent that a very small number would get. */
function showNumber(question, value, said) {
  return withoutExponent(value).replace(".", said.decimal);
}

function withoutExponent(value) {
  const text = String(value);
  const [digits, exponent] = text.split("e-");
  if (!exponent) return text;
  const bare = digits.replace("-", "").replace(".", "");
  return `${value < 0 ? "-" : ""}0.${"0".repeat(Number(exponent) - 1)}${bare}`;
}

const SHOWN = {
  choice: showPick,
  choices: (question, picks, said) => asList(picks.map((pick) => showPick(question, pick)), said),
  yes_no: showPick,
  scale: showPoint,
  nps: showPoint,
  stars: showPoint,
  rank: (question, order, said) => asList(order.map((id) => label(question.options, id)), said),
  text: asText,
  long_text: asText,
  email: asText,
  number: showNumber,
  date: showDay,
  consent: (question, value, said) => said.Yes,
};

/* FNV-1a, then the finaliser of MurmurHash3; see editorial/option_order.py. */
function draw(words) {
  let bits = 0x811c9dc5;
  for (let place = 0; place < words.length; place += 1) bits = Math.imul(bits ^ words.charCodeAt(place), 0x01000193);
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
