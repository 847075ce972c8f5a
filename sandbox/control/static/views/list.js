/* The list of chats. */

import { number } from "../api.js";
import { arrange, avatar, h, when } from "../dom.js";
import { summary } from "../parts/summary.js";
import { ticks } from "../parts/ticks.js";
import { unreadInTitle } from "../title.js";

const place = document.getElementById("chats");
const none = document.getElementById("no-chats");
const rows = new Map(); // chat → {drawn, node}

export function showChats(store, open) {
  none.hidden = store.chats.length > 0;
  arrange(place, store.chats.map((chat) => row(chat, store.typing(chat.chat), chat.chat === open)));
  const unread = store.chats.reduce((sum, chat) => sum + chat.unread, 0);
  unreadInTitle(unread);
}

/** Drawn anew only where something is different. */
function row(chat, typing, open) {
  const drawn = JSON.stringify([chat, typing.map(({ by, state }) => [by, state]), open]);
  if (rows.get(chat.chat)?.drawn !== drawn) {
    const before = rows.get(chat.chat)?.node;
    const node = draw(chat, typing, open);
    if (before?.isConnected) {
      const focused = before.contains(document.activeElement);
      before.replaceWith(node);
      if (focused) node.firstElementChild.focus();
    }
    rows.set(chat.chat, { drawn, node });
  }
  return rows.get(chat.chat).node;
}

function draw(chat, typing, open) {
  const { last } = chat;
  const text = typing.length
    ? h("em", {}, typing[0].state === "recording" ? "recording …" : "typing …")
    : last ? [last.from_me && last.kind !== "event" && ticks(last), h("span", {}, author(chat) + summary(last))] : "";
  const unread = chat.unread
    ? h("span", { class: "count" }, String(chat.unread), h("span", { class: "hidden" }, " unread"))
    : null;
  return h("li", {}, h("a", { href: `#/chat/${encodeURIComponent(chat.chat)}`, "aria-current": open && "page", class: chat.unread ? "unread" : null },
    avatar(chat.name, chat.group),
    h("span", { class: "name" }, chat.name),
    h("time", {}, when(chat.at)),
    h("span", { class: "last" }, text),
    unread));
}

function author({ group, last }) {
  return group && last.from !== number && last.kind !== "event" ? `${last.from_name}: ` : "";
}
