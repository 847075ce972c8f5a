/* What else a message can be: a file, a poll, a place, a person. */

import { post } from "../api.js";
import { check, field, h, icon } from "../dom.js";
import { form, sheet } from "../notice.js";

export function attachments(talk, pick) {
  const item = (name, label, open) => h("button", { type: "button", class: "plain item", onclick: () => { dialog.close(); open(); } }, icon(name), label);
  const dialog = sheet("Attach",
    item("file", "Photo, video, audio or document", pick),
    item("poll", "Poll", () => poll(talk)),
    item("pin", "Location", () => location(talk)),
    item("person", "Contact", () => contact(talk)));
}

function poll(talk) {
  const options = h("textarea", { name: "options", rows: "4", required: true, placeholder: "Yes\nNo" });
  const dialog = sheet("Poll", form({}, async (made) => {
    const texts = made.options.value.split("\n").map((line) => line.trim()).filter(Boolean);
    await post("/poll", { to: talk.id, question: made.question.value.trim(), options: texts, selectable: made.several.checked ? 0 : 1 });
    dialog.close();
  },
  field("Question", h("input", { name: "question", required: true, maxlength: "255" })),
  field("Options, one a line", options),
  check("Several answers are allowed", { name: "several" }),
  h("button", {}, "Send the poll")));
}

function location(talk) {
  const degrees = (name, most, value) => h("input", { name, type: "number", step: "any", min: -most, max: most, value, required: true });
  const dialog = sheet("Location", form({}, async (made) => {
    await post("/location", { to: talk.id, latitude: made.latitude.valueAsNumber, longitude: made.longitude.valueAsNumber, name: made.place.value.trim() });
    dialog.close();
  },
  field("Name of the place", h("input", { name: "place", maxlength: "100" })),
  field("Latitude", degrees("latitude", 90, "52.52")),
  field("Longitude", degrees("longitude", 180, "13.405")),
  h("button", {}, "Send the location")));
}

function contact(talk) {
  const dialog = sheet("Contact", form({}, async (made) => {
    await post("/contact", { to: talk.id, name: made.who.value.trim(), number: made.tel.value.trim() });
    dialog.close();
  },
  field("Name", h("input", { name: "who", required: true, maxlength: "100" })),
  field("Number", h("input", { name: "tel", type: "tel", required: true, placeholder: "15550001234" })),
  h("button", {}, "Send the contact")));
}
