/* The file of a message. */

import { h, icon } from "../dom.js";
import { summary } from "./summary.js";

export function file(message, talk) {
  const { media_url: src, mimetype = "", kind, filename } = message;
  if (!src) return [h("p", { class: "gone" }, icon("file"), `${summary({ ...message, text: "" })}, not on this phone`)];
  if (message.view_once && !message.from_me) return [once(message, talk)];
  const mark = message.view_once ? h("span", { class: "once" }, icon("once"), "View once") : null;
  return [mark, shown(kind, src, mimetype, filename, message, talk)];
}

function shown(kind, src, mimetype, filename, message, talk) {
  const type = kind === "document" ? "" : mimetype.split("/")[0];
  if (type === "image") return h("img", { src, alt: message.text || summary(message), class: kind, onload: talk.grown });
  if (message.gif) return gif(src, talk);
  if (type === "video") return h("video", { src, controls: true, preload: "metadata", onloadedmetadata: talk.grown });
  if (type === "audio") return h("div", { class: "sound" }, icon(message.ptt ? "voice" : "sound", summary(message)), h("audio", { src, controls: true, preload: "metadata" }));
  const name = filename || "file";
  return h("a", { class: "card", href: src, download: name }, icon("file"), h("div", {}, h("b", {}, name), h("span", {}, mimetype)));
}

function gif(src, talk) {
  const made = h("video", { autoplay: true, loop: true, playsinline: true, "aria-label": "GIF", onloadedmetadata: talk.grown });
  made.muted = true; // or it may not play by itself
  made.src = src;
  return made;
}

/** Seen in a sheet of its own, and after that no more. */
function once(message, talk) {
  const opened = talk.opened.has(message.id);
  const open = () => {
    talk.opened.add(message.id);
    place.replaceChildren(icon("once"), "Opened");
    place.disabled = true;
    const shownThen = shown(message.kind, message.media_url, message.mimetype, message.filename, message, talk);
    talk.show(summary({ ...message, view_once: false, text: "" }), shownThen);
  };
  const label = opened ? "Opened" : summary({ ...message, view_once: false, text: "" });
  const place = h("button", { type: "button", class: "once", disabled: opened, onclick: open }, icon("once"), label);
  return place;
}
