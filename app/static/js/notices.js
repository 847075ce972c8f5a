// What came of something, said where the eye is, and read out.

import { word } from "./words.js";

const SECONDS = 8; // after which good news goes away by itself
const box = document.getElementById("notices");
let timer;

/** Shows `text`; `kind` is "done", or "refused", which stays until it is closed. */
export function tell(kind, text) {
  clear();
  if (!text) return;
  const note = document.createElement("p");
  const close = document.createElement("button");
  note.className = `notice ${kind}`;
  close.className = "text";
  close.type = "button";
  close.textContent = word("close");
  close.addEventListener("click", clear);
  note.append(text, " ", close);
  box.classList.add("floating");
  box.append(note);
  if (kind === "done") timer = setTimeout(leave, SECONDS * 1000);
}

function leave() {
  if (box.matches(":hover, :focus-within")) timer = setTimeout(leave, 1000);
  else clear();
}

function clear() {
  clearTimeout(timer);
  box.classList.remove("floating");
  box.replaceChildren();
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && box.matches(".floating")) clear();
});
