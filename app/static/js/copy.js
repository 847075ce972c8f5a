// button[data-copy]: copies the text, and says so in its own place.

import { word } from "./words.js";

const SECONDS = 2;
const status = document.createElement("p");
status.className = "unseen";
status.setAttribute("role", "status");
document.body.append(status);

document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-copy]");
  if (button) say(button, (await copied(button.dataset.copy)) ? "copied" : "uncopied");
});

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return byHand(text); // there is no clipboard without TLS
  }
}

function byHand(text) {
  const focused = document.activeElement;
  const field = document.createElement("textarea");
  field.className = "unseen";
  field.value = text;
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  focused?.focus();
  return done;
}

function say(button, name) {
  if (button.dataset.label) return; // it says so already
  status.textContent = word(name);
  button.dataset.label = button.textContent;
  button.style.minInlineSize = `${button.offsetWidth}px`; // nothing moves
  button.textContent = word(name);
  setTimeout(() => {
    status.textContent = "";
    button.textContent = button.dataset.label;
    button.style.minInlineSize = "";
    delete button.dataset.label;
  }, SECONDS * 1000);
}
