/* The button that copies a page's address; it shows only where the browser can copy. */
for (const place of document.querySelectorAll("[data-copy-link]")) {
  const status = place.querySelector("[role=status]");

  place.querySelector("button").addEventListener("click", async () => {
    const address = document.querySelector("link[rel=canonical]")?.href ?? location.href.split("#")[0];
    status.textContent = "";
    try {
      await navigator.clipboard.writeText(address);
      status.textContent = "The link is copied.";
    } catch {
      status.textContent = `Please copy it from here: ${address}`;
    }
  });
  place.hidden = !navigator.clipboard;
}
