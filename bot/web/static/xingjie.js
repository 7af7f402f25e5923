// Comfort for the page; everything works without it.
"use strict";

// A page that the browser kept in memory may be older than what is stored.
addEventListener("pageshow", event => {
  if (event.persisted) location.reload();
});

// The keys 0 to 5 answer a question, as long as nothing is being typed.
addEventListener("keydown", event => {
  const isTyping = event.target.closest("input, textarea, select");
  if (isTyping || event.repeat || event.ctrlKey || event.metaKey || event.altKey || !/^[0-5]$/.test(event.key)) return;
  document.querySelector(`[data-key="${event.key}"]`)?.click();
});

// Without a connection the page says so and stays, whatever is tapped. A link within the page needs none.
const offline = document.getElementById("offline");
function staysFor(event) {
  if (navigator.onLine || !offline) return false;
  event.preventDefault();
  offline.hidden = false;
  offline.scrollIntoView({block: "nearest"});
  return true;
}
addEventListener("click", event => {
  const link = event.target.closest("a[href]");
  if (link && !link.getAttribute("href").startsWith("#")) staysFor(event);
});
addEventListener("online", () => {
  if (offline) offline.hidden = true;
});

// A sign of life: the answer that was tapped stands out until the next page is there. Meanwhile nothing is sent a second time,
// for as long as a slow connection may take.
const SLOW_MS = 8000, body = document.body;
addEventListener("submit", event => {
  if (staysFor(event)) return;
  if (body.classList.contains("is-sending")) {
    event.preventDefault();
    return;
  }
  event.submitter?.classList.add("sent");
  body.classList.add("is-sending");
  setTimeout(() => body.classList.remove("is-sending"), SLOW_MS);
});

// Ticks that are not recorded yet are kept in the address of the page, so that the way back from another page finds them.
const points = document.getElementById("points");
if (points && /\/v\/points\./.test(location.pathname)) addEventListener("change", () => {
  const fields = new FormData(points);
  let ticks = parseInt(fields.get("kept"), 16);
  for (const name of fields.keys()) if (name.startsWith("met-")) ticks |= 1 << Number(name.slice(4));
  history.replaceState(null, "", `points.${fields.get("place")}.${ticks.toString(16)}`);
});

// The menu closes on Escape and on a tap outside.
const menu = document.querySelector("details.menu");
addEventListener("keydown", event => {
  if (event.key === "Escape" && menu?.open) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
addEventListener("click", event => {
  if (menu?.open && !menu.contains(event.target)) menu.open = false;
});
