// Comfort for the desk; everything works without it.
"use strict";

// The keys 1 to 3 press the buttons of a decision, as long as no text is being typed.
const decisions = document.querySelectorAll("[data-key]");
if (decisions.length) document.body.classList.add("has-keys");
addEventListener("keydown", event => {
  const isTyping = event.target.closest("textarea, select, input:not([type=checkbox]):not([type=radio])");
  if (isTyping || event.repeat || event.ctrlKey || event.metaKey || event.altKey || !/^[1-3]$/.test(event.key)) return;
  document.querySelector(`[data-key="${event.key}"]`)?.click();
});

// What was sent is not sent a second time, for as long as a slow connection may take.
const SLOW_MS = 8000, body = document.body;
addEventListener("submit", event => {
  if (body.classList.contains("is-sending")) {
    event.preventDefault();
    return;
  }
  event.submitter?.classList.add("sent");
  body.classList.add("is-sending");
  setTimeout(() => body.classList.remove("is-sending"), SLOW_MS);
});
