/* The text of a message: addresses become links, numbers that are mentioned become names. */

import { h } from "../dom.js";

const PARTS = /(https?:\/\/[^\s<>"]+|@\d{7,15})/;

export function rich(text, mentions = [], nameOf = (number) => `+${number}`) {
  return text.split(PARTS).map((part) => {
    if (/^https?:/.test(part)) return h("a", { href: part, target: "_blank", rel: "noreferrer noopener" }, part);
    if (part.startsWith("@") && mentions.includes(part.slice(1))) return h("b", {}, `@${nameOf(part.slice(1))}`);
    return part;
  });
}
