/* Who a chat is with: a person, or a group with its members and rules. */

import { get, number, post } from "../api.js";
import { avatar, check, dataUri, dateOf, field, h, icon } from "../dom.js";
import { coalesced } from "../live.js";
import { attempt, form, say, sheet, sure } from "../notice.js";
import { header } from "../parts/header.js";
import { store } from "../store.js";

export function info(pane, id) {
  const group = id.endsWith("@g.us");
  const page = h("div", { class: "scroll page" });
  pane.append(header(group ? "Group info" : "Contact info", `#/chat/${encodeURIComponent(id)}`), page);
  const load = coalesced(() => attempt(() => (group ? showGroup(page, id, load) : showPerson(page, id, load))));
  load();
  return { refresh: (kind, data) => { if (kind === "reset" || kind === "profile" || (kind === "group" && data.id === id)) load(); } };
}

async function showPerson(page, id, load) {
  const blocked = (await get("/profile")).blocked.includes(id);
  const shared = (await get("/groups")).groups.filter((one) => one.members.some((member) => member.number === id));
  const block = () => attempt(async () => { await post("/block", { number: id, blocked: !blocked }); await load(); }, blocked ? "Unblocked." : "Blocked.");
  page.replaceChildren(
    h("div", { class: "portrait large" }, avatar(store.nameOf(id)), h("b", {}, store.nameOf(id)), h("small", {}, `+${id}`)),
    h("h2", {}, "Groups in common"),
    h("ul", { class: "rows" }, shared.map(link), !shared.length && h("li", { class: "quietly" }, "None.")),
    h("div", { class: "row" }, h("button", { type: "button", class: "quiet", onclick: block }, blocked ? "Unblock" : "Block")));
}

function link({ id, subject }) {
  const href = `#/chat/${encodeURIComponent(id)}`;
  return h("li", {}, h("a", { href }, avatar(subject, true), h("b", {}, subject)));
}

async function showGroup(page, id, load) {
  const { group } = await get(`/groups/${encodeURIComponent(id)}`);
  const me = group.members.find((member) => member.number === number);
  const admin = Boolean(me?.admin);
  const verb = (name, fields) => post(`/groups/${encodeURIComponent(id)}/${name}`, fields);
  const may = admin || !group.locked;
  const parts = [
    h("div", { class: "portrait large" }, avatar(group.subject, true), h("b", {}, group.subject),
      h("small", {}, `${group.members.length} members, made ${dateOf(group.created)}`)),
    may ? words(group, verb, load) : group.description && h("p", { class: "text" }, group.description),
    h("h2", {}, "Members"),
    h("ul", { class: "rows", "aria-label": "Members" }, group.members.map((member) => row(member, admin, verb, load))),
    admin && adding(verb, load),
    admin && rules(group, verb, load),
    admin && invite(verb),
    h("section", {}, h("button", { type: "button", class: "quiet", onclick: () => leave(verb) }, "Leave the group")),
  ];
  page.replaceChildren(...parts.filter(Boolean));
}

function words(group, verb, load) {
  const file = h("input", { type: "file", accept: "image/*", hidden: true, "aria-label": "Picture of the group" });
  file.addEventListener("change", () => attempt(async () => verb("picture", { picture: await dataUri(file.files[0]) }), "The picture is changed."));
  return form({ class: "card-form" }, async (made) => {
    const subject = made.subject.value.trim();
    const description = made.description.value.trim();
    if (subject !== group.subject) await verb("subject", { subject });
    if (description !== group.description) await verb("description", { description });
    say("Saved.");
    await load();
  },
  field("Subject", h("input", { name: "subject", value: group.subject, required: true, maxlength: "100" })),
  field("Description", h("textarea", { name: "description", rows: "2", maxlength: "2048" }, group.description)),
  h("div", { class: "row" }, h("button", {}, "Save"), h("button", { type: "button", class: "quiet", onclick: () => file.click() }, "Change the picture")), file);
}

function row(member, admin, verb, load) {
  const self = member.number === number;
  const name = self ? "You" : member.name || store.nameOf(member.number);
  const role = member.owner ? "Owner" : member.admin ? "Admin" : "";
  const acting = admin && !self && h("button", { type: "button", class: "plain", "aria-label": `Actions for ${name}`, onclick: () => act(member, name, verb, load) }, icon("more"));
  return h("li", {}, avatar(member.name || name), h("div", {}, h("b", {}, name), h("small", {}, `+${member.number}`)), role && h("span", { class: "role" }, role), acting);
}

function act(member, name, verb, load) {
  const item = (label, symbol, action) => h("button", { type: "button", class: "plain item", onclick: async () => {
    dialog.close();
    await attempt(() => change(verb, action, [member.number]));
    await load();
  } }, icon(symbol), label);
  const dialog = sheet(name,
    h("a", { class: "plain item", href: `#/chat/${member.number}`, onclick: () => dialog.close() }, icon("chat"), "Open the chat"),
    member.admin ? item("No admin any more", "person", "demote") : item("Make an admin", "person", "promote"),
    item("Remove from the group", "delete", "remove"));
}

/** Throws what WhatsApp says of those for whom it did not work. */
async function change(verb, action, numbers) {
  const { errors } = await verb("members", { action, numbers });
  const failed = Object.entries(errors).map(([who, code]) => `${store.nameOf(who)} (${code})`);
  if (failed.length) throw new Error(`WhatsApp refused this for ${failed.join(", ")}.`);
}

function adding(verb, load) {
  return form({ class: "inline" }, async (made) => {
    await change(verb, "add", [made.tel.value.replace(/\D/g, "")]);
    await load();
  }, field("Add a number", h("input", { name: "tel", type: "tel", required: true, placeholder: "15550001234" })), h("button", {}, "Add"));
}

function rules(group, verb, load) {
  const set = (name) => async (event) => {
    await attempt(() => verb("settings", { [name]: event.target.checked }));
    await load();
  };
  return h("section", {}, h("h2", {}, "Settings"),
    check("Only admins can write", { checked: group.announce, onchange: set("announce") }),
    check("Only admins can change subject, description and picture", { checked: group.locked, onchange: set("locked") }));
}

function invite(verb) {
  const link = h("output", { class: "link" });
  const show = (name) => attempt(async () => { link.textContent = `https://chat.whatsapp.com/${(await verb(name)).code}`; });
  return h("section", {}, h("h2", {}, "Invite link"), h("p", {}, link),
    h("div", { class: "row" },
      h("button", { type: "button", class: "quiet", onclick: () => show("invite") }, "Show the link"),
      h("button", { type: "button", class: "quiet", onclick: () => attempt(() => navigator.clipboard.writeText(link.textContent), "Copied.") }, "Copy"),
      h("button", { type: "button", class: "quiet", onclick: () => show("revoke-invite") }, "Make a new one")));
}

async function leave(verb) {
  if (!await sure("Leave the group?", "Leave")) return;
  if (await attempt(() => verb("leave"))) location.hash = "#/";
}
