// A part of the page as the server draws it now.

import { morph } from "./morph.js";

const FIELD = "input:not([type=checkbox], [type=hidden]), textarea, select";
const waiting = new Map(); // HTML of parts in whose fields somebody types

export function swap(part, html) {
  const fresh = document.createElement("template");
  fresh.innerHTML = html;
  const focused = part.contains(document.activeElement) ? document.activeElement : null;
  if (focused && isTyped(focused) && !twin(focused, fresh.content)) {
    wait(part, html, focused);
    return;
  }
  waiting.delete(part);
  morph(part, fresh.content);
  if (focused && !focused.isConnected) refocus(part, focused);
  part.dispatchEvent(new Event("swapped", { bubbles: true }));
}

const isTyped = (field) => field.matches(FIELD) && field.value !== (field.defaultValue ?? field.value);
const twin = (element, root) => element.id && root.querySelector(`#${CSS.escape(element.id)}`);

/** What is being typed is not taken away: the part changes when the field is left. */
function wait(part, html, field) {
  if (!waiting.has(part)) {
    field.addEventListener("blur", () => { if (waiting.has(part)) swap(part, waiting.get(part)); }, { once: true });
  }
  waiting.set(part, html);
}

/** The element that had the focus is gone: it goes to the one in its place, else to the part. */
function refocus(part, gone) {
  const next = twin(gone, part);
  if (next && isTyped(gone)) {
    next.value = gone.value;
    next.setSelectionRange?.(gone.selectionStart, gone.selectionEnd);
  }
  if (!next) part.tabIndex = -1;
  (next || part).focus({ preventScroll: true });
}
