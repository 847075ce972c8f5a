/* What can be done with a message. */

import { number, post } from "../api.js";
import { h, icon } from "../dom.js";
import { attempt, sheet } from "../notice.js";

const REACTIONS = ["👍", "❤️", "😂", "😮", "😢", "🙏"];

/** `talk` and `write` are the chat's and its composer. */
export function actions(message, talk, write) {
  const done = (work) => async () => {
    dialog.close();
    await attempt(work);
  };
  const mine = message.from_me;
  const item = (name, label, work) => h("button", { type: "button", class: "plain item", onclick: done(work) }, icon(name), label);
  const react = (emoji) => done(() => post("/react", { message: message.id, emoji }));
  const reacted = message.reactions.some(({ by }) => by === number);
  const items = message.revoked ? [] : [
    h("div", { class: "row emoji", role: "group", "aria-label": "React" },
      REACTIONS.map((emoji) => h("button", { type: "button", class: "plain", "aria-label": `React with ${emoji}`, onclick: react(emoji) }, emoji))),
    h("form", { class: "row", onsubmit: (event) => { event.preventDefault(); react(event.target.emoji.value.trim())(); } },
      h("input", { name: "emoji", "aria-label": "Another reaction", placeholder: "Another one", maxlength: "16", required: true }),
      h("button", { class: "quiet" }, "React")),
    reacted && item("gone", "Take my reaction back", () => post("/react", { message: message.id, emoji: "" })),
    item("reply", "Reply", async () => write.reply(message)),
    mine && ["text", "image", "video", "document"].includes(message.kind) && item("edit", "Edit", async () => write.edit(message)),
    (mine || (talk.group && talk.admin())) && item("delete", "Delete for everyone", () => post("/revoke", { message: message.id })),
    message.text && item("copy", "Copy the text", () => navigator.clipboard.writeText(message.text)),
  ];
  const receipts = mine && !message.revoked && h("p", { class: "quietly" }, status(message, talk));
  const dialog = sheet("Message", ...items, receipts || h("p", { class: "quietly" }, `From ${message.from_name}, +${message.from}`));
}

function status({ status: reached, read_by: readers }, talk) {
  if (talk.group && readers.length) return `Read by ${readers.map(talk.nameOf).join(", ")}`;
  return `${reached[0].toUpperCase()}${reached.slice(1)}`;
}
