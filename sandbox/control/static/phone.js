/* A phone: the list of its chats beside whatever is open. */

import { ask, get, number, post } from "./api.js";
import { h } from "./dom.js";
import { coalesced, follow } from "./live.js";
import { attempt, say, sure } from "./notice.js";
import { store } from "./store.js";
import { titled } from "./title.js";
import { chat } from "./views/chat.js";
import { devices } from "./views/devices.js";
import { faults } from "./views/faults.js";
import { info } from "./views/info.js";
import { showChats } from "./views/list.js";
import { newChat } from "./views/new.js";
import { profile } from "./views/profile.js";

const VIEWS = { chat, info, devices, faults, new: newChat, profile };
const pane = document.getElementById("main");
let open = null;

const refreshChats = coalesced(() => attempt(async () => {
  store.chats = (await get("/chats")).chats;
  store.settle(store.chats);
  showChats(store, where().id);
}));

function where() {
  const [, view = "", id = ""] = location.hash.split("/");
  return { view, id: decodeURIComponent(id) };
}

function route() {
  if (location.hash.startsWith("#scan=")) return offered();
  const { view, id } = where();
  open?.leave?.();
  const known = Object.hasOwn(VIEWS, view);
  document.body.dataset.pane = known ? "main" : "side";
  pane.replaceChildren();
  titled("");
  open = known ? VIEWS[view](pane, id) : null;
  pane.classList.toggle("empty", !known);
  if (known && !pane.contains(document.activeElement)) pane.focus({ preventScroll: true });
  showChats(store, id);
  for (const link of document.querySelectorAll("#tools a")) {
    link.toggleAttribute("aria-current", link.hash.split("/")[1] === view);
  }
}

/**
 * The page was opened with the picture of a code: by a bookmark on another page, but any page could
 * do that, so the person is asked.
 */
async function offered() {
  const image = decodeURIComponent(location.hash.slice("#scan=".length));
  history.replaceState(null, "", "#/devices");
  route();
  const shown = image.startsWith("data:image/") && h("img", { src: image, alt: "QR code", class: "offered" });
  if (!shown || !await sure("Link the device that shows this code?", "Link it", shown)) return;
  say("Scanning …");
  await attempt(() => post("/scan", { image }), "The device is linked.");
}

function heard(kind, data) {
  store.heard(kind, data);
  if (["message", "receipt", "group", "profile", "reset"].includes(kind)) refreshChats();
  if (kind === "typing") showChats(store, where().id);
  if (["group", "profile", "reset"].includes(kind)) attempt(learnNames);
  open?.refresh?.(kind, data);
}

function appear() {
  const available = document.visibilityState === "visible";
  fetch(`/api/phones/${number}/appear`, { method: "POST", keepalive: true, body: JSON.stringify({ available }) });
  if (available) open?.refresh?.("seen", {});
}

window.addEventListener("hashchange", route);
window.addEventListener("pagehide", appear);
document.addEventListener("visibilitychange", appear);
document.addEventListener("keydown", (event) => {
  const busy = event.target.value || document.querySelector("dialog[open]");
  if (event.key === "Escape" && where().view && !busy) location.hash = "#/";
});
store.changed = () => { showChats(store, where().id); open?.refresh?.("typing", {}); };
async function learnNames() {
  const { phones } = await ask("GET", "/api/phones");
  store.names = new Map(phones.map((phone) => [phone.number, phone.name]));
}

route();
follow(heard);
attempt(learnNames);
refreshChats();
appear();
