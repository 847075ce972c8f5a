/* What others see of the person who holds this phone. */

import { get, number, post } from "../api.js";
import { avatar, dataUri, field, h } from "../dom.js";
import { attempt, form, say, sure } from "../notice.js";
import { header } from "../parts/header.js";
import { store } from "../store.js";

export function profile(pane) {
  const page = h("div", { class: "scroll page" });
  pane.append(header("Profile"), page);

  async function load() {
    const found = await get("/profile");
    document.getElementById("own-name").textContent = found.name;
    page.replaceChildren(portrait(found), words(found), blocked(found.blocked), anew());
  }
  const refresh = () => attempt(load);

  async function change(fields, done) {
    await post("/profile", fields);
    say(done);
    await load();
  }

  function portrait({ name, picture_url: url }) {
    const file = h("input", { type: "file", accept: "image/*", hidden: true, "aria-label": "Picture of yourself" });
    file.addEventListener("change", () => attempt(async () => change({ picture: await dataUri(file.files[0]) }, "The picture is changed.")));
    return h("div", { class: "portrait large" },
      url ? h("img", { src: `${url}?${Date.now()}`, alt: "Your picture" }) : avatar(name),
      h("div", { class: "row" },
        h("button", { type: "button", class: "quiet", onclick: () => file.click() }, url ? "Change the picture" : "Add a picture"),
        url && h("button", { type: "button", class: "quiet", onclick: () => attempt(() => change({ picture: null }, "The picture is gone.")) }, "Remove")),
      file);
  }

  function words({ name, about }) {
    return form({ class: "card-form" }, (made) => change({ name: made.person.value.trim(), about: made.about.value.trim() }, "Saved."),
      field("Name", h("input", { name: "person", value: name, required: true, maxlength: "25" })),
      field("About", h("input", { name: "about", value: about, maxlength: "139" })),
      field("Number", h("output", {}, `+${number}`)),
      h("button", {}, "Save"));
  }

  function blocked(numbers) {
    const unblock = (who) => attempt(async () => { await post("/block", { number: who, blocked: false }); await load(); });
    return h("section", {}, h("h2", {}, "Blocked"), h("ul", { class: "rows" }, numbers.length
      ? numbers.map((who) => h("li", {}, h("div", {}, h("b", {}, store.nameOf(who)), h("small", {}, `+${who}`)),
        h("button", { type: "button", class: "quiet", onclick: () => unblock(who) }, "Unblock")))
      : h("li", { class: "quietly" }, "Nobody is blocked.")));
  }

  function anew() {
    const reinstall = async () => {
      if (!await sure("Set this phone up anew?", "Set it up anew")) return;
      await attempt(() => post("/reinstall"), "The phone has a new identity, and no linked devices.");
    };
    return h("section", {}, h("h2", {}, "New phone"),
      h("p", {}, "The number moves to a new device: it gets another identity, and its linked devices are logged out."),
      h("button", { type: "button", class: "quiet", onclick: reinstall }, "Set this phone up anew"));
  }

  refresh();
  return { refresh: (kind) => { if (kind === "reset") refresh(); } };
}
