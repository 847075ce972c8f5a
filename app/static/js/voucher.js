// The voucher's field: a code is shown as UBOT-XXXX-XXXX-XXXX while it is typed, and comes out of the address of a
// printed card, which then forgets it.

const PREFIX = "UBOT";

function shown(text) {
  const plain = text.toUpperCase().replace(/[\s_\-\u2010-\u2014]/g, "");
  if (PREFIX.startsWith(plain)) return plain;
  const whole = plain.startsWith(PREFIX) ? plain : PREFIX + plain;
  return whole.match(/.{1,4}/g).join("-");
}

// In the middle of the text, and while something is deleted, nothing moves under the caret.
function atTheEnd(field, event) {
  const deletes = event.inputType?.startsWith("delete");
  return !deletes && !event.isComposing && field.selectionStart === field.value.length;
}

function fromAddress(field) {
  const code = location.hash.slice(1);
  if (!code.toUpperCase().startsWith(PREFIX)) return;
  field.value = shown(code);
  history.replaceState(null, "", location.pathname + location.search);
  field.focus();
}

const field = document.querySelector("[data-voucher]");
if (field) {
  field.addEventListener("input", (event) => {
    if (atTheEnd(field, event)) field.value = shown(field.value);
  });
  field.addEventListener("change", () => { field.value = shown(field.value); });
  addEventListener("hashchange", () => fromAddress(field));
  fromAddress(field);
}
