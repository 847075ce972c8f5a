/* What goes wrong in the network: what stands, and striking. */

import { ask, get, number } from "../api.js";
import { field, h, icon } from "../dom.js";
import { attempt, form, say } from "../notice.js";
import { header } from "../parts/header.js";

const EVERY = 2000; // milliseconds between two looks at what stands

export function faults(pane) {
  const list = h("ul", { class: "rows", "aria-label": "Standing faults" });
  const strike = h("div", {});
  let catalogue = [];
  let drawn = "";

  async function load() {
    const found = await ask("GET", "/api/faults");
    catalogue = found.catalogue;
    const now = JSON.stringify(found.faults);
    const none = h("li", { class: "quietly" }, "Nothing stands. The network works as it should.");
    if (now !== drawn) list.replaceChildren(...found.faults.map(standing), found.faults.length ? all() : none);
    drawn = now;
    if (!strike.hasChildNodes()) strike.replaceChildren(await striking());
  }

  function standing(fault) {
    const title = catalogue.find((known) => known.fault === fault.fault)?.title ?? fault.fault;
    const known = ["id", "fault", "device", "left", "until"];
    const more = Object.entries(fault).filter(([name, value]) => !known.includes(name) && value !== null).map(([name, value]) => `${name} ${value}`);
    const facts = [fault.device ? `for ${fault.device}` : "for everyone", ...more,
      fault.left && `${fault.left} more`, fault.until && `until ${new Date(fault.until * 1000).toLocaleTimeString("en-GB")}`];
    return h("li", {}, icon("fault"), h("div", {}, h("b", {}, title), h("small", {}, facts.filter(Boolean).join(", "))),
      h("button", { type: "button", class: "quiet", onclick: () => clear(`/${fault.id}`) }, "Clear"));
  }

  const all = () => h("li", { class: "end" }, h("button", { type: "button", class: "quiet", onclick: () => clear("") }, "Clear all"));

  async function clear(path) {
    await attempt(async () => { await ask("DELETE", `/api/faults${path}`); await load(); }, "Cleared.");
  }

  async function striking() {
    const linked = (await get("")).devices.map(({ device, platform }) => (
      { value: `${number}:${device}`, label: `${platform || "Device"} (${number}:${device})` }));
    const devices = [{ value: number, label: "This phone and its devices" }, ...linked];
    const which = h("select", { name: "fault" }, catalogue.map(({ fault, title }) => h("option", { value: fault }, title)));
    const whom = h("select", { name: "device" });
    const what = h("p", { class: "quietly" });
    const fields = h("div", { class: "grid" });
    const chosen = () => catalogue.find(({ fault }) => fault === which.value);

    function draw() {
      const fault = chosen();
      what.textContent = fault.what;
      const targets = [...(fault.scope === "device" ? [] : [{ value: "", label: "Everyone" }]), ...(fault.scope === "everyone" ? [] : devices)];
      whom.replaceChildren(...targets.map(({ value, label }) => h("option", { value, selected: value === number }, label)));
      fields.replaceChildren(
        ...fault.parameters.map(parameter),
        ...(fault.standing ? [
          field("How often", h("input", { name: "count", type: "number", min: "1", placeholder: "always" })),
          field("For seconds", h("input", { name: "seconds", type: "number", min: "0.1", step: "any", placeholder: "until cleared" })),
        ] : []));
    }
    which.addEventListener("change", draw);
    const made = form({ class: "card-form" }, async () => {
      const given = Object.fromEntries([...new FormData(made)].filter(([, value]) => value !== ""));
      await ask("POST", "/api/faults", typed(given, chosen()));
      say(`${chosen().title}: done.`);
      await load();
    }, field("What goes wrong", which), what, field("For", whom), fields, h("button", {}, "Strike"));
    draw();
    return made;
  }

  const first = () => attempt(load);
  const timer = setInterval(() => load().catch(() => {}), EVERY);
  pane.append(header("Faults"), h("div", { class: "scroll page" }, list, h("h2", {}, "Let something go wrong"), strike));
  first();
  return { refresh: (kind) => { if (kind === "reset") first(); }, leave: () => clearInterval(timer) };
}

const isNumber = ({ type }) => type === "integer" || type === "number";

/** Types are called as JSON Schema calls them. */
function parameter({ name, type, default: usual, help, choices }) {
  if (type === "boolean") {
    return field(name, h("select", { name }, [true, false].map((value) => h("option", { value: String(value), selected: value === usual }, value ? "yes" : "no"))), help);
  }
  if (choices?.length) return field(name, h("select", { name }, choices.map((value) => h("option", { value, selected: value === usual }, value))), help);
  const numeric = isNumber({ type });
  return field(name, h("input", { name, type: numeric ? "number" : "text", step: numeric ? "any" : null, value: String(usual ?? "") }), help);
}

/** What the form gives, each as the type that the catalogue names. */
function typed(given, { parameters }) {
  const numbers = ["count", "seconds", ...parameters.filter(isNumber).map(({ name }) => name)];
  const flags = parameters.filter(({ type }) => type === "boolean").map(({ name }) => name);
  return Object.fromEntries(Object.entries(given).map(([name, value]) => {
    if (flags.includes(name)) return [name, value === "true"];
    return [name, numbers.includes(name) ? Number(value) : value];
  }));
}
