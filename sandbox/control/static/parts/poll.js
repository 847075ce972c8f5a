/* A poll: its options are what one votes with. */

import { number, post } from "../api.js";
import { h } from "../dom.js";
import { attempt } from "../notice.js";

export function poll({ id, poll: { question, options, selectable } }) {
  const most = Math.max(1, ...options.map(({ by }) => by.length));
  const mine = options.filter(({ by }) => by.includes(number)).map(({ text }) => text);
  const vote = (text) => {
    const others = selectable === 1 ? [] : mine.filter((one) => one !== text);
    return attempt(() => post("/vote", { message: id, options: mine.includes(text) ? others : [...others, text] }));
  };
  return h("fieldset", { class: "poll" }, h("legend", {}, question), options.map(({ text, by }) =>
    h("button", { type: "button", "aria-pressed": String(mine.includes(text)), onclick: () => vote(text) },
      h("span", { class: "choice" }, text),
      h("span", { class: "votes" }, String(by.length), h("span", { class: "hidden" }, by.length === 1 ? " vote" : " votes")),
      h("meter", { min: 0, max: most, value: by.length, "aria-hidden": "true" }))));
}
