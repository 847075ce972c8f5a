/* Making elements. */

/** An element: `on…` are listeners, all else attributes; nothing comes of what is null or false. */
export function h(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat(2).filter((child) => child || child === 0));
  return made;
}

/** One of the symbols in base.html; a label where it stands alone. */
export function icon(name, label = "") {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#i-${name}`);
  svg.setAttribute("class", "icon");
  if (label) {
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", label);
  } else {
    svg.setAttribute("aria-hidden", "true");
  }
  svg.append(use);
  return svg;
}

export function iconButton(name, label, onclick, properties = {}) {
  return h("button", { type: "button", class: "plain", "aria-label": label, title: label, onclick, ...properties }, icon(name));
}

export function field(label, input, hint) {
  return h("label", { class: "field" }, h("span", {}, label), input, hint && h("small", {}, hint));
}

export function check(label, properties) {
  return h("label", { class: "check" }, h("input", { type: "checkbox", ...properties }), h("span", {}, label));
}

/** The first letters of a name, as a portrait. */
export function avatar(name, group = false) {
  const words = name.replace(/^\+/, "").split(/\s+/).filter(Boolean);
  const letters = words.slice(0, 2).map((word) => [...word][0]).join("").toUpperCase();
  return h("span", { class: group ? "avatar group" : "avatar", "aria-hidden": "true" }, letters || "?");
}

const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const date = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium" });
const day = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long" });

export const timeOf = (at) => clock.format(at * 1000);
export const dateOf = (at) => date.format(at * 1000);
export const dayOf = (at) => day.format(at * 1000);

/** The time today, the day before that. */
export function when(at) {
  return dayOf(at) === dayOf(Date.now() / 1000) ? timeOf(at) : dateOf(at);
}

/** Puts `nodes` into `parent`, moving none that stands where it should. */
export function arrange(parent, nodes) {
  nodes.forEach((node, at) => {
    if (parent.children[at] !== node) parent.insertBefore(node, parent.children[at] || null);
  });
  while (parent.children.length > nodes.length) parent.lastElementChild.remove();
}

export function dataUri(blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(new Error("The file could not be read."));
    reader.readAsDataURL(blob);
  });
}
