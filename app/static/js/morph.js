// Makes one tree like another and keeps every element that is in both: with it its focus, its caret, what is typed,
// what is scrolled and opened, and the press of a finger that has not been lifted yet.

const SCRIPTS = ["aria-busy", "data-label", "style"]; // attributes that scripts of ours set

export function morph(old, fresh) {
  let next = old.firstChild;
  for (const wanted of [...fresh.childNodes]) {
    const found = match(next, wanted);
    if (!found) {
      old.insertBefore(wanted, next);
      continue;
    }
    if (found === next) next = next.nextSibling;
    else old.insertBefore(found, next);
    update(found, wanted);
  }
  while (next) {
    const gone = next;
    next = next.nextSibling;
    gone.remove();
  }
}

/** The first from `node` on that is the same element; a text only if it is the very next. */
function match(node, wanted) {
  if (wanted.nodeType !== Node.ELEMENT_NODE) return node?.nodeType === wanted.nodeType ? node : null;
  let found = node;
  while (found && !(found.nodeName === wanted.nodeName && key(found) === key(wanted))) found = found.nextSibling;
  return found;
}

function key(element) {
  const summary = element.nodeName === "DETAILS" ? element.querySelector("summary")?.textContent.trim() : "";
  return element.id || element.getAttribute("action") || element.getAttribute("name") || summary;
}

function update(old, fresh) {
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.data !== fresh.data) old.data = fresh.data;
    return;
  }
  const moment = old.dateTime; // a script says it, or the server
  attributes(old, fresh);
  if ("label" in old.dataset || (moment && moment === fresh.dateTime)) return;
  morph(old, fresh);
}

function attributes(old, fresh) {
  const own = (name) => SCRIPTS.includes(name) || (name === "open" && old.nodeName === "DETAILS");
  for (const { name, value } of fresh.attributes) {
    if (!own(name) && old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  for (const { name } of [...old.attributes]) {
    if (!own(name) && !fresh.hasAttribute(name)) old.removeAttribute(name);
  }
}
