/* Where a message is written: text, a file with it, an answer, a correction. */

import { post } from "../api.js";
import { h, icon, iconButton } from "../dom.js";
import { attempt } from "../notice.js";
import { store } from "../store.js";
import { attachments } from "./attach.js";
import { chosenFile } from "./chosen.js";
import { mentioning, mentionsIn } from "./mention.js";
import { summary } from "./summary.js";
import { typist } from "./typist.js";
import { canRecord, recorder } from "./voice.js";

/** `talk` is the chat's. Answers with its node and with what a chat may ask of it. */
export function composer(talk) {
  const text = h("textarea", { rows: "1", "aria-label": "Message", placeholder: "Message", maxlength: "65536" }, store.drafts.get(talk.id));
  const about = h("div", { class: "about", hidden: true });
  const chosen = chosenFile(changed);
  const typing = typist(talk.id);
  const send = iconButton("send", "Send", submit, { type: "submit", class: "round" });
  const record = canRecord() && iconButton("voice", "Record a voice note", voice, { class: "round" });
  const attach = iconButton("attach", "Attach", () => attachments(talk, pick));
  const input = h("input", { type: "file", hidden: true, "aria-label": "File" });
  const row = h("div", { class: "row" }, attach, input, text, record, send);
  const refused = h("p", { class: "quietly", hidden: true });
  const members = mentioning(text, talk);
  const node = h("form", { class: "composer" }, members.node, about, chosen.node, row, refused);
  let mode = {}; // {quoted} or {edited}: the message that this one is about
  let busy = false;

  node.addEventListener("submit", (event) => event.preventDefault());
  input.addEventListener("change", () => { chosen.take(input.files[0]); input.value = ""; });
  text.addEventListener("input", () => { changed(); members.offer(); typing.typed(Boolean(text.value)); });
  text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); submit(); }
    if (event.key === "Escape" && (mode.quoted || mode.edited)) { event.stopPropagation(); reset(); }
  });
  text.addEventListener("paste", (event) => take(event, event.clipboardData.files));
  node.addEventListener("dragover", (event) => event.preventDefault());
  node.addEventListener("drop", (event) => take(event, event.dataTransfer.files));

  function take(event, files) {
    if (!files.length) return;
    event.preventDefault();
    chosen.take(files[0]);
  }

  function pick() {
    input.click();
  }

  function changed() {
    text.style.height = "auto";
    text.style.height = `${Math.min(text.scrollHeight, 160)}px`;
    const something = Boolean(text.value.trim()) || chosen.any();
    send.hidden = Boolean(record) && !something;
    if (record) record.hidden = something || Boolean(mode.edited);
  }

  async function submit() {
    if (busy) return;
    const written = text.value.trim();
    if (!written && !chosen.any()) return;
    busy = true;
    const well = await attempt(async () => {
      if (mode.edited) return post("/edit", { message: mode.edited.id, text: written });
      const file = await chosen.read();
      const mentions = mentionsIn(written, talk);
      return post("/send", { to: talk.id, text: written, quoted: mode.quoted?.id, mentions, ...file });
    });
    busy = false;
    if (well) reset();
    text.focus();
  }

  function reset() {
    text.value = "";
    chosen.clear();
    typing.typed(false);
    set({});
  }

  function set(to) {
    mode = to;
    const message = to.quoted ?? to.edited;
    about.hidden = !message;
    const title = to.edited ? "Edit your message" : `Reply to ${message?.from_me ? "yourself" : message?.from_name}`;
    if (message) {
      about.replaceChildren(
        icon(to.edited ? "edit" : "reply"),
        h("div", {}, h("b", {}, title), h("span", {}, summary(message))),
        iconButton("close", "Not this one", reset));
    }
    changed();
    text.focus();
  }

  async function voice() {
    await attempt(async () => {
      const heard = await recorder(talk.id, node);
      if (heard) await post("/send", { to: talk.id, quoted: mode.quoted?.id, media: heard });
      if (heard) reset();
    });
  }

  changed();
  return {
    node,
    focus: () => { if (matchMedia("(pointer: fine)").matches) text.focus(); },
    reply: (message) => set({ quoted: message }),
    edit: (message) => { text.value = message.text; set({ edited: message }); },
    leave: () => {
      typing.typed(false);
      store.drafts.set(talk.id, mode.edited ? "" : text.value);
    },
    allow(may, why) {
      row.hidden = !may;
      refused.hidden = may;
      refused.textContent = may ? "" : why;
    },
  };
}
