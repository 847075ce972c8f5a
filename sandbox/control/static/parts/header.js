/* The head of whatever is open beside the list. */

import { h, icon } from "../dom.js";
import { titled } from "../title.js";

export function header(title, back = "#/", ...more) {
  if (typeof title === "string") titled(title);
  return h("header", { class: "head" },
    h("a", { class: "plain back", href: back, "aria-label": "Back" }, icon("back")),
    typeof title === "string" ? h("h1", {}, title) : title,
    ...more);
}
