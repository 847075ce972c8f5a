/* A file that goes with the next message: as what, and whether it is to be seen once. */

import { check, dataUri, h, iconButton } from "../dom.js";

const KINDS = { image: "Photo", sticker: "Sticker", video: "Video", audio: "Audio", voice: "Voice note", document: "Document" };
const FITTING = { image: ["image", "sticker", "document"], video: ["video", "document"], audio: ["voice", "audio", "document"] };

export function chosenFile(changed) {
  const node = h("div", { class: "chosen", hidden: true });
  let file = null;

  function clear() {
    file = null;
    node.hidden = true;
    node.replaceChildren();
    changed();
  }

  return {
    node,
    clear,
    any: () => file !== null,

    take(taken) {
      if (!taken) return;
      file = taken;
      const fitting = FITTING[taken.type.split("/")[0]] ?? ["document"];
      const kinds = h("select", { name: "kind", "aria-label": "Send as" }, fitting.map((kind) => h("option", { value: kind }, KINDS[kind])));
      node.replaceChildren(h("b", {}, taken.name), kinds, check("View once", { name: "once" }), iconButton("close", "No file", clear));
      node.hidden = false;
      changed();
    },

    /** The fields of a request, none without a file. */
    async read() {
      if (!file) return {};
      const kind = node.querySelector("select").value;
      const media = {
        kind: kind === "voice" ? "audio" : kind,
        ptt: kind === "voice",
        mimetype: file.type || "application/octet-stream",
        filename: file.name,
        data: await dataUri(file),
      };
      return { media, view_once: node.querySelector("[name=once]").checked };
    },
  };
}
