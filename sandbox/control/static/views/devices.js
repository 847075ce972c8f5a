/* Linked devices: what there is, and linking another one. */

import { get, number, post } from "../api.js";
import { dataUri, dateOf, field, h, icon, timeOf } from "../dom.js";
import { coalesced } from "../live.js";
import { attempt, form, say, sure } from "../notice.js";
import { header } from "../parts/header.js";
import { camera, canSeeCamera, canSeeScreen, screen } from "../scan/camera.js";
import { wishIn } from "../scan/picture.js";

const EVERY = 3000; // milliseconds: nobody tells a phone that a device came or went
// Run by a bookmark on the dashboard's page: brings the code's picture to the page of this phone.
const BOOKMARK = (page) => `javascript:(()=>{const i=document.querySelector('#qr,img[src^="data:image"]');`
  + `i?open(${JSON.stringify(page)}+'#scan='+encodeURIComponent(i.src)):alert('There is no QR code on this page.')})()`;

export function devices(pane) {
  const list = h("ul", { class: "rows", "aria-label": "Linked devices" });
  let drawn = "";
  const refresh = coalesced(() => attempt(async () => {
    const found = (await get("")).devices;
    if (JSON.stringify(found) === drawn) return;
    drawn = JSON.stringify(found);
    list.replaceChildren(...found.map(device), !found.length ? h("li", { class: "quietly" }, "No device is linked.") : "");
  }));
  const onpaste = (event) => { if (!event.target.closest("input, textarea")) take(event, event.clipboardData); };

  pane.append(header("Linked devices"), h("div", { class: "scroll page" },
    list,
    h("h2", {}, "Link a device"),
    byPicture(), byCode(), byBookmark(), byText()));
  document.addEventListener("paste", onpaste);
  const timer = setInterval(refresh, EVERY);
  refresh();
  return {
    refresh: (kind) => { if (["devices", "reset", "presence", "seen"].includes(kind)) refresh(); },
    leave: () => {
      clearInterval(timer);
      document.removeEventListener("paste", onpaste);
    },
  };

  function device({ device: id, platform, online, since }) {
    const unlink = async () => {
      if (await sure(`Unlink ${platform}?`, "Unlink")) await attempt(() => post("/unlink", { device: id }), "The device is unlinked.");
      refresh();
    };
    return h("li", {}, icon("device"), h("div", {}, h("b", {}, platform || "A device"),
      h("small", {}, `Device ${id}, ${online ? "online" : "offline"}`),
      h("small", {}, `Linked ${dateOf(since)}, ${timeOf(since)}`)),
    h("button", { type: "button", class: "quiet", onclick: unlink }, "Unlink"));
  }

  async function scan(wish) {
    say("Scanning …");
    await attempt(() => post("/scan", wish), "The device is linked.");
    refresh();
  }

  async function take(event, transfer) {
    event.preventDefault();
    const wish = await wishIn(transfer);
    if (wish) await scan(wish);
    else say("There is no picture in this. Copy the picture of the code itself, and paste it here.");
  }

  async function see(looking) {
    await attempt(async () => { if (await looking()) say("The device is linked."); });
    refresh();
  }

  function byPicture() {
    const file = h("input", { type: "file", accept: "image/*", hidden: true, "aria-label": "Picture of the QR code" });
    file.addEventListener("change", async () => { await scan({ image: await dataUri(file.files[0]) }); file.value = ""; });
    const box = h("div", { class: "drop", tabindex: "0", role: "group", "aria-label": "Paste or drop the picture of the QR code" },
      icon("scan"),
      h("p", {}, h("b", {}, "Paste or drop the QR code here"), h("br"), "Copy its picture on the dashboard, or drag it over."),
      h("div", { class: "row" },
        canSeeScreen() && h("button", { type: "button", onclick: () => see(screen) }, "Scan from the screen"),
        canSeeCamera() && h("button", { type: "button", class: "quiet", onclick: () => see(camera) }, "Use the camera"),
        h("button", { type: "button", class: "quiet", onclick: () => file.click() }, "Choose a picture")), file);
    box.addEventListener("dragover", (event) => { event.preventDefault(); box.classList.add("over"); });
    box.addEventListener("dragleave", () => box.classList.remove("over"));
    box.addEventListener("drop", (event) => { box.classList.remove("over"); take(event, event.dataTransfer); });
    return box;
  }

  function byCode() {
    const code = h("input", { name: "code", placeholder: "ABCD-EFGH", autocomplete: "off", autocapitalize: "characters", spellcheck: "false", required: true, maxlength: "16", class: "code" });
    return h("section", {}, form({ class: "inline" }, async (made) => {
      await post("/enter-code", { code: code.value.trim() });
      say("The device is linked.");
      made.reset();
      refresh();
    }, field("Or type a pairing code", code), h("button", {}, "Link"),
    h("small", {}, `The device must have asked for a code of +${number}.`)));
  }

  function byBookmark() {
    const link = h("a", { href: BOOKMARK(location.origin + location.pathname), class: "quiet button", draggable: "true" }, `Scan with ${number}`);
    link.addEventListener("click", (event) => { event.preventDefault(); say("Drag this to the bookmarks, then click it on the dashboard's page."); });
    return h("details", {}, h("summary", {}, "Straight from the dashboard"),
      h("p", {}, "Drag this button to your bookmarks once. Then click the bookmark wherever a QR code is shown: this phone scans it."),
      h("p", {}, link));
  }

  function byText() {
    const text = h("textarea", { name: "qr", rows: "3", required: true, spellcheck: "false" });
    return h("details", {}, h("summary", {}, "The text of a QR code"),
      form({}, async (made) => { await scan({ qr: text.value.trim() }); made.reset(); }, field("Text", text), h("button", {}, "Link")));
  }
}
