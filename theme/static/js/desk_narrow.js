/* A filtered page narrowed by several values, which the address holds after `#`; by one value CSS does it alone.
   No module: from a disk a browser loads none. */
(() => {
  const main = document.querySelector("main");
  const found = main.querySelector("[data-desk-found]");
  const lines = [...main.querySelectorAll(".desk-only")];
  const kept = [...main.querySelectorAll("[data-desk-keep]")].map((link) => [link, link.getAttribute("href")]);
  const narrowing = [...main.querySelectorAll("[data-desk-narrow]")].map((link) => [link, link.getAttribute("href").slice(1)]);
  const ALL = "all";
  const kindOf = (key) => key.split("=")[0];

  function named() {
    try {
      return decodeURIComponent(location.hash.slice(1)).split("&");
    } catch {
      return [];
    }
  }

  /* In the order of the page, so that the same choice has one address; of each kind the first. */
  function chosen() {
    const keys = named();
    const known = lines.map((line) => line.id).filter((key) => keys.includes(key));
    return known.filter((key, place) => known.findIndex((other) => kindOf(other) === kindOf(key)) === place);
  }

  const address = (keys) => `#${lines.map((line) => line.id).filter((key) => keys.includes(key)).join("&") || ALL}`;

  function narrow() {
    const keys = chosen();
    for (const part of main.querySelectorAll("[data-keys]")) {
      const own = part.dataset.keys.split(" ");
      part.toggleAttribute("data-out", !keys.every((key) => own.includes(key)));
    }
    for (const part of main.querySelectorAll("[data-holds], [data-cells]")) {
      part.toggleAttribute("data-out", !part.querySelector("[data-keys]:not([data-out])"));
    }
    for (const line of lines) line.toggleAttribute("data-on", keys.includes(line.id));
    main.toggleAttribute("data-narrowed", keys.length > 0);
    const posts = main.querySelectorAll(".desk-card:not([data-out])").length;
    found.textContent = keys.length ? `${posts} ${posts === 1 ? "post" : "posts"} on this page.` : "";
    lead(keys);
  }

  /* Every link leads from what is chosen to what it adds or takes away. */
  function lead(keys) {
    const without = (kind) => keys.filter((key) => kindOf(key) !== kind);
    for (const [link, key] of narrowing) {
      const isChosen = keys.includes(key);
      link.href = address(isChosen ? without(kindOf(key)) : [...without(kindOf(key)), key]);
      if (isChosen) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    for (const link of main.querySelectorAll("[data-desk-widen]")) link.href = address(without(link.dataset.deskWiden));
    for (const [link, page] of kept) link.href = keys.length ? page + address(keys) : page;
  }

  /* Other places of the page, such as its top, change nothing. */
  addEventListener("hashchange", () => {
    const isOther = location.hash && !location.hash.includes("=") && location.hash !== `#${ALL}`;
    if (!isOther) narrow();
  });
  narrow();
})();
