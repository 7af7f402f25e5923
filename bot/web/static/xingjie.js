// Comfort for the page; everything works without it.
"use strict";

// A page that the browser kept in memory may be older than what is stored.
addEventListener("pageshow", event => {
  if (event.persisted) location.reload();
});

// The keys 0 to 5 answer a question, as long as nothing is being typed.
addEventListener("keydown", event => {
  const isTyping = event.target.closest("input, textarea, select");
  if (isTyping || event.ctrlKey || event.metaKey || event.altKey || !/^[0-5]$/.test(event.key)) return;
  document.querySelector(`[data-key="${event.key}"]`)?.click();
});

// A sign of life: the answer that was tapped stands out until the next page is there.
addEventListener("submit", event => {
  event.submitter?.classList.add("sent");
  document.body.classList.add("is-sending");
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
