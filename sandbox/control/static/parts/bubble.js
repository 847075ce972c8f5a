/* One message of a chat. */

import { number } from "../api.js";
import { h, icon, iconButton, timeOf } from "../dom.js";
import { file } from "./file.js";
import { poll } from "./poll.js";
import { person, place, summary } from "./summary.js";
import { rich } from "./text.js";
import { ticks } from "./ticks.js";

/** `talk` has what the chat offers: `act(message)`, `nameOf(number)`, `group`, `grown()`, `jump(id)`. */
export function bubble(message, talk) {
  if (message.kind === "event") return h("li", { class: "event", id: `m${message.id}` }, message.text);
  const parts = { body: h("div", { class: "body" }), reactions: h("div", { class: "reactions" }), meta: h("span", { class: "meta" }) };
  const actions = iconButton("more", `Actions for this message of ${timeOf(message.at)}`, () => talk.act(node.message));
  const inside = h("div", { class: "bubble" }, parts.body, parts.meta, actions);
  const node = h("li", { class: `message ${message.from_me ? "mine" : "theirs"} ${message.kind}`, id: `m${message.id}` }, inside, parts.reactions);
  node.parts = parts;
  inside.addEventListener("contextmenu", (event) => {
    if (event.pointerType !== "touch" || event.target.closest("a, img, video")) return;
    event.preventDefault();
    talk.act(node.message);
  });
  update(node, message, talk);
  return node;
}

/** Draws anew only what is different, so that nothing that plays or is selected is disturbed. */
export function update(node, message, talk) {
  node.message = message;
  if (!node.parts) return;
  const { body, reactions, meta } = node.parts;
  const { status, read_by: readers, reactions: given, ...rest } = message;
  redraw(body, rest, () => content(message, talk));
  redraw(meta, [status, message.edited, message.revoked], () => [
    message.edited && !message.revoked && h("span", {}, "edited"),
    h("time", {}, timeOf(message.at)),
    message.from_me && ticks(message),
  ]);
  redraw(reactions, given, () => (message.revoked ? [] : counted(given)));
}

function redraw(place, value, draw) {
  const drawn = JSON.stringify(value);
  if (place.drawn === drawn) return;
  place.drawn = drawn;
  place.replaceChildren(...draw().flat(2).filter(Boolean));
}

function content(message, talk) {
  const author = talk.group && !message.from_me ? h("p", { class: "author" }, message.from_name) : null;
  if (message.revoked) return [author, h("p", { class: "gone" }, icon("gone"), "This message was deleted")];
  const text = message.text ? h("p", { class: "text" }, rich(message.text, message.mentions, talk.nameOf)) : null;
  const shown = {
    text: () => [text],
    poll: () => [message.poll ? poll(message) : text],
    location: () => [location(message)],
    contact: () => [contact(message)],
  }[message.kind] ?? (() => [...file(message, talk), text]);
  return [author, quote(message, talk), ...shown()];
}

function quote({ quote: quoted }, talk) {
  if (!quoted) return null;
  const author = quoted.from === number ? "You" : quoted.from_name;
  return h("button", { type: "button", class: "quote", onclick: () => talk.jump(quoted.id) }, h("b", {}, author), h("span", {}, summary(quoted)));
}

function location({ text }) {
  const [latitude, longitude] = text.split(" ")[0].split(",");
  return h("div", { class: "card" }, icon("pin"), h("div", {},
    h("b", {}, place(text) || "Location"),
    h("span", {}, `${Number(latitude).toFixed(5)}, ${Number(longitude).toFixed(5)}`)));
}

function contact({ text }) {
  const { name, tel } = person(text);
  const words = h("div", {}, h("b", {}, name), h("span", {}, tel ? `+${tel}` : "Contact"));
  return h(tel ? "a" : "div", { class: "card", href: tel && `#/chat/${tel}` }, icon("person"), words);
}

function counted(given) {
  const by = new Map();
  for (const one of given) by.set(one.emoji, [...(by.get(one.emoji) ?? []), one]);
  return [...by].map(([emoji, who]) => h("span", { title: who.map(({ name }) => name).join(", ") }, emoji, who.length > 1 && ` ${who.length}`));
}
