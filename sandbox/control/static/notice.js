/* What a person is told, and asked. */

import { h, iconButton } from "./dom.js";

const place = document.getElementById("notice");
let timer;

/** A sentence that goes away by itself. */
export function say(text) {
  clearTimeout(timer);
  place.textContent = text;
  timer = setTimeout(() => { place.textContent = ""; }, 6000);
}

/** Runs `work`; what it throws is said. Whether it went well. */
export async function attempt(work, done = "") {
  try {
    await work();
    if (done) say(done);
    return true;
  } catch (error) {
    say(error.message);
    return false;
  }
}

/** A form whose button rests while `work(form)` runs. */
export function form(properties, work, ...children) {
  const made = h("form", properties, ...children);
  made.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = made.querySelector("button:not([type=button])");
    if (button?.disabled) return;
    if (button) button.disabled = true;
    await attempt(() => work(made));
    if (button) button.disabled = false;
  });
  return made;
}

/** A sheet over the page, with a title; the dialog, which `close()` takes away. */
export function sheet(title, ...children) {
  const close = iconButton("close", "Close", () => dialog.close());
  const dialog = h("dialog", { class: "sheet", "aria-label": title }, h("header", {}, h("h2", {}, title), close), ...children);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** Whether a person means it. */
export function sure(question, yes, ...shown) {
  return new Promise((resolve) => {
    const answer = h("button", { type: "button", onclick: () => { resolve(true); dialog.close(); } }, yes);
    const dialog = sheet(question, ...shown, h("div", { class: "row" }, answer));
    dialog.addEventListener("close", () => resolve(false));
  });
}
