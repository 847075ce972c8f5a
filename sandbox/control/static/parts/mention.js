/* Mentioning members of a group: "@" and a number, offered as names. */

import { number } from "../api.js";
import { h } from "../dom.js";

export function mentionsIn(text, talk) {
  const written = [...text.matchAll(/@(\d{7,15})/g)].map(([, found]) => found);
  return [...new Set(written)].filter((found) => talk.members().some((member) => member.number === found));
}

export function mentioning(text, talk) {
  const node = h("div", { class: "mentions", role: "group", "aria-label": "Mention", hidden: true });

  function before() {
    return /(^|\s)@([^\s@]*)$/.exec(text.value.slice(0, text.selectionStart))?.[2];
  }

  function take(member) {
    const at = text.selectionStart;
    const start = at - before().length;
    text.setRangeText(`${member.number} `, start, at, "end");
    node.hidden = true;
    text.focus();
  }

  function offer() {
    const begun = before()?.toLowerCase();
    const fitting = begun === undefined ? [] : talk.members().filter((member) => member.number !== number
      && (member.number.startsWith(begun) || talk.nameOf(member.number).toLowerCase().startsWith(begun)));
    node.hidden = !fitting.length;
    node.replaceChildren(...fitting.slice(0, 5).map((member) =>
      h("button", { type: "button", class: "quiet", onclick: () => take(member) }, talk.nameOf(member.number))));
  }

  return { node, offer };
}
