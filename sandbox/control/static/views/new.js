/* A new chat, a new group, or one that somebody invited to. */

import { ask, number, post } from "../api.js";
import { avatar, check, field, h } from "../dom.js";
import { attempt, form } from "../notice.js";
import { header } from "../parts/header.js";

const digits = (text) => text.replace(/\D/g, "");
const open = (chat) => { location.hash = `#/chat/${encodeURIComponent(chat)}`; };

export function newChat(pane) {
  const people = h("ul", { class: "rows people" });
  const members = h("fieldset", {}, h("legend", {}, "Members"));
  pane.append(header("New chat"), h("div", { class: "scroll page" }, chat(), people, group(), invitation()));
  attempt(async () => {
    const others = (await ask("GET", "/api/phones")).phones.filter((phone) => phone.number !== number);
    people.replaceChildren(...others.map((phone) => h("li", {}, h("a", { href: `#/chat/${phone.number}` },
      avatar(phone.name), h("div", {}, h("b", {}, phone.name), h("small", {}, `+${phone.number}`))))));
    members.append(...others.map((phone) => check(`${phone.name}, +${phone.number}`, { name: "member", value: phone.number })));
  });
  return {};

  function chat() {
    return form({ class: "inline" }, async (made) => open(digits(made.tel.value)),
      field("Number", h("input", { name: "tel", type: "tel", required: true, placeholder: "15550001234", pattern: ".*[0-9].*" })),
      h("button", {}, "Chat"));
  }

  function group() {
    return h("section", {}, h("h2", {}, "New group"), form({ class: "card-form" }, async (made) => {
      const chosen = [...made.querySelectorAll("[name=member]:checked")].map((box) => box.value);
      const typed = made.others.value.split(/[\s,;]+/).map(digits).filter(Boolean);
      const answer = await ask("POST", "/api/groups", { by: number, subject: made.subject.value.trim(), members: [...new Set([...chosen, ...typed])] });
      open(answer.group.id);
    },
    field("Subject", h("input", { name: "subject", required: true, maxlength: "100" })),
    members,
    field("More numbers", h("input", { name: "others", placeholder: "15550001234, 15550001235" })),
    h("button", {}, "Make the group")));
  }

  function invitation() {
    return h("section", {}, h("h2", {}, "Join a group"), form({ class: "inline" }, async (made) => {
      open((await post("/join", { code: made.invite.value.trim() })).group);
    }, field("Invite link or code", h("input", { name: "invite", required: true })), h("button", {}, "Join")));
  }
}
