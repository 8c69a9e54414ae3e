/* Answers on their way: kept in this browser, and sent again and again until the service has them, once.
   An item is {id, digest, body, fields}: what is sent, and what stood in the form. */
const FIRST_PAUSE = 2000;
const LONGEST_PAUSE = 300000;
const TIMEOUT = 20000;
/* Answers that say nothing about the answers sent: the same may be taken in a while. */
const NOT_NOW = [408, 425, 429];

/* Where a survey's answers wait; in pages that may keep nothing they wait in the page. */
export function waitingRoom(address) {
  const prefix = `masthead:${address}:`;
  const key = (item) => `${prefix}${item.digest}:${item.id}`;
  const store = storage();
  return {
    /* Returns whether a reload would find it. */
    keep(item) {
      try {
        store.setItem(key(item), JSON.stringify(item));
        return true;
      } catch {
        return false;
      }
    },
    drop(item) {
      try {
        store.removeItem(key(item));
      } catch {
        /* Then nothing was kept either. */
      }
    },
    items() {
      try {
        const names = Array.from({ length: store.length }, (_, number) => store.key(number));
        return names.filter((name) => name.startsWith(prefix)).flatMap((name) => read(store.getItem(name)));
      } catch {
        return [];
      }
    },
  };
}

function read(text) {
  try {
    const item = JSON.parse(text);
    return item?.id && item.body && Array.isArray(item.fields) ? [item] : [];
  } catch {
    return [];
  }
}

function storage() {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

/* Sends an item until there is an answer about it: {status, body}. `hear(reason)` is told why it is not there yet,
   "offline", "crowded" or "away". `wishes` gets the reader's: an event "again" or "stop"; after "stop" it returns null. */
export async function deliver(address, item, hear, wishes) {
  let isStopped = false;
  wishes.addEventListener("stop", () => (isStopped = true), { once: true });
  for (let tries = 0; ; tries += 1) {
    const answer = await inTurn(item.id, () => attempt(address, item.body));
    if (answer.status) return answer;
    if (isStopped) return null;
    hear(answer.reason);
    await pauseBefore(tries, answer.seconds, wishes);
    if (isStopped) return null;
  }
}

/* Several tabs may have the same item: one sends at a time, and the service gives all the same receipt. */
function inTurn(id, work) {
  return navigator.locks ? navigator.locks.request(`masthead:${id}`, work) : work();
}

async function attempt(address, body) {
  try {
    const response = await fetch(address, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
      credentials: "omit",
      signal: AbortSignal.timeout(TIMEOUT),
    });
    if (response.status < 500 && !NOT_NOW.includes(response.status)) {
      return { status: response.status, body: await response.json() };
    }
    const reason = response.status === 429 ? "crowded" : "away";
    return { reason, seconds: Number(response.headers.get("Retry-After")) || 0 };
  } catch {
    /* No answer, or one that broke off or came from something else on the way. */
    return { reason: navigator.onLine ? "away" : "offline", seconds: 0 };
  }
}

/* Twice as long each time, and not for all readers at the same moment. Where the service named a time it is kept. */
function pauseBefore(tries, seconds, wishes) {
  const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** Math.min(tries, 20)) * (0.5 + Math.random() / 2);
  return new Promise((resolve) => {
    const over = new AbortController();
    const go = () => {
      clearTimeout(timer);
      over.abort();
      resolve();
    };
    const timer = setTimeout(go, Math.max(pause, seconds * 1000));
    const signal = over.signal;
    wishes.addEventListener("again", go, { signal });
    wishes.addEventListener("stop", go, { signal });
    if (seconds) return;
    window.addEventListener("online", go, { signal });
    document.addEventListener("visibilitychange", () => document.hidden || go(), { signal });
    /* Another tab has just delivered something. */
    window.addEventListener("storage", (event) => event.newValue === null && go(), { signal });
  });
}
