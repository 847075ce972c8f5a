// form[data-live] is sent by script: the page stays, and what came of it is said there.

import { tell } from "./notices.js";
import { word } from "./words.js";

const sending = new WeakSet();

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || !form.matches("[data-live]")) return;
  event.preventDefault();
  if (!sending.has(form)) send(form, event.submitter);
});

async function send(form, button) {
  sending.add(form);
  button?.setAttribute("aria-busy", "true");
  const answer = await post(form, button);
  button?.removeAttribute("aria-busy");
  if (answer.to) {
    location.assign(answer.to); // still `sending`: nothing is sent twice while the page leaves
    return;
  }
  sending.delete(form);
  tell(answer.kind, answer.message);
  if (answer.kind === "done") settle(form);
  mark(form, answer.field);
  document.dispatchEvent(new Event("sent"));
}

/** {kind, message, to, field} of app/web/forms.py; of any other answer its sentence. */
async function post(form, button) {
  const sent = new FormData(form);
  if (button?.name) sent.set(button.name, button.value);
  try {
    const response = await fetch(form.getAttribute("action") || location.href, {
      method: "POST",
      body: new URLSearchParams(sent),
      headers: { Accept: "application/json", "X-Page": location.pathname },
    });
    const said = await response.json();
    return said.kind ? said : { kind: "refused", message: said.error };
  } catch {
    return { kind: "refused", message: word("offline") };
  }
}

/** What the form holds now is what is kept: nothing of it is being typed any more. */
function settle(form) {
  for (const field of form.elements) {
    if (field.type === "password") field.value = "";
    if (field.type === "checkbox") field.defaultChecked = field.checked;
    else if (field.options) for (const option of field.options) option.defaultSelected = option.selected;
    else if ("defaultValue" in field) field.defaultValue = field.value;
  }
  form.reset();
  const around = form.closest("details.card");
  if (!around) return;
  around.open = false;
  if (around.contains(document.activeElement)) around.querySelector("summary").focus();
}

/** Marks the field that was refused, and goes there. */
function mark(form, name) {
  for (const field of form.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
  const wrong = name && form.elements[name];
  if (!wrong?.focus) return;
  wrong.setAttribute("aria-invalid", "true");
  wrong.focus();
}
