/* A chat: what was said, and what to say. */

import { get, number, post } from "../api.js";
import { arrange, avatar, dayOf, h, timeOf, when } from "../dom.js";
import { coalesced } from "../live.js";
import { attempt, sheet } from "../notice.js";
import { actions } from "../parts/actions.js";
import { bubble, update } from "../parts/bubble.js";
import { composer } from "../parts/composer.js";
import { header } from "../parts/header.js";
import { store } from "../store.js";
import { titled } from "../title.js";

const STEP = 100; // messages that are asked for at a time
const GONE = "You are not in this group any more.";
const NEAR = 80; // pixels from the end within which the newest message is followed

export function chat(pane, id) {
  const group = id.endsWith("@g.us");
  const nodes = new Map(); // what is drawn, by the message's id, and by the day
  const name = h("span", { class: "name" }, group ? "" : `+${id}`);
  const line = h("small", {});
  const portrait = h("span", { class: "portrait" });
  const list = h("ol", { class: "messages", role: "log", "aria-label": "Messages", tabindex: "0" });
  const earlier = h("button", { type: "button", class: "plain earlier", hidden: true, onclick: more }, "Show earlier messages");
  const newest = h("button", { type: "button", class: "newest", hidden: true, onclick: toEnd }, "New messages");
  const scroll = h("div", { class: "scroll" }, earlier, list);
  let limit = STEP;
  let shown = { messages: [], name: "", group: null };
  let last = 0;

  const talk = {
    id, group,
    opened: new Set(),
    nameOf: (who) => shown.group?.members.find((member) => member.number === who)?.name || store.nameOf(who),
    members: () => shown.group?.members ?? [],
    admin: () => talk.members().some((member) => member.number === number && member.admin),
    grown: () => { if (following) toEnd(); },
    jump: (message) => {
      const node = document.getElementById(`m${message}`);
      node?.scrollIntoView({ block: "center" });
      node?.animate([{ opacity: 0.3 }, { opacity: 1 }], 600);
    },
    show: (title, ...content) => sheet(title, ...content),
    act: (message) => actions(message, talk, write),
  };
  const write = composer(talk);
  let following = true;

  pane.append(
    header(h("a", { class: "who", href: `#/info/${encodeURIComponent(id)}` }, portrait, h("h1", {}, name, line))),
    scroll, newest, write.node);
  scroll.addEventListener("scroll", () => {
    following = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < NEAR;
    if (following) newest.hidden = true;
  });
  new ResizeObserver(() => { if (following) toEnd(); }).observe(scroll);

  const load = coalesced(() => attempt(async () => {
    shown = await get(`/chats/${encodeURIComponent(id)}?limit=${limit}`);
    if (shown.presence) store.heard("presence", shown.presence);
    draw();
    if (document.visibilityState === "visible" && shown.unread) {
      await post(`/chats/${encodeURIComponent(id)}/read`);
      store.read(id);
    }
  }));

  function draw() {
    name.textContent = shown.name;
    titled(shown.name);
    portrait.replaceChildren(avatar(shown.name, group));
    status();
    const wanted = [];
    let day = "";
    for (const message of shown.messages) {
      if (dayOf(message.at) !== day) {
        day = dayOf(message.at);
        wanted.push(node(day, () => h("li", { class: "day" }, day)));
      }
      const drawn = node(message.id, () => bubble(message, talk));
      update(drawn, message, talk);
      wanted.push(drawn);
    }
    arrange(list, wanted);
    earlier.hidden = !shown.earlier;
    const end = shown.messages.at(-1);
    if (!end || end.id === last) return;
    const first = last === 0;
    last = end.id;
    if (first || following || end.from_me) toEnd();
    else newest.hidden = false;
  }

  function node(key, make) {
    if (!nodes.has(key)) nodes.set(key, make());
    return nodes.get(key);
  }

  function status() {
    const typing = store.typing(id);
    const doing = typing[0]?.state === "recording" ? "recording …" : "typing …";
    if (typing.length) line.textContent = group ? `${talk.nameOf(typing[0].by)} is ${doing}` : doing;
    else if (group) line.textContent = shown.group ? everybody() : GONE;
    else line.textContent = there(store.presence(id)) || `+${id}`;
    const may = !group || (shown.group && (!shown.group.announce || talk.admin()));
    write.allow(Boolean(may), shown.group ? "Only admins can write here." : GONE);
  }

  function everybody() {
    const names = talk.members().map((member) => (member.number === number ? "You" : talk.nameOf(member.number)));
    return names.join(", ");
  }

  function toEnd() {
    following = true;
    newest.hidden = true;
    scroll.scrollTop = scroll.scrollHeight;
  }

  async function more() {
    const height = scroll.scrollHeight;
    limit += STEP;
    await load();
    scroll.scrollTop += scroll.scrollHeight - height;
  }

  load();
  write.focus();
  return {
    refresh(kind) {
      if (kind === "typing" || kind === "presence") status();
      else load();
    },
    leave: () => write.leave(),
  };
}

function there(presence) {
  if (!presence) return "";
  if (presence.available) return "online";
  if (!presence.last_seen) return "offline";
  const at = presence.last_seen;
  return `last seen ${when(at) === timeOf(at) ? "today at" : when(at)} ${timeOf(at)}`;
}
