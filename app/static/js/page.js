// What every page loads: small helpers at once, the rest where the page has something for it.

import "./copy.js";
import "./forms.js";
import "./search.js";
import "./times.js";
import "./zone.js";

const WHERE = {
  "[data-stream]": "./live.js",
  "[data-logs]": "./logs.js",
  "[data-voucher]": "./voucher.js",
  "[data-choose]": "./way.js",
};

function load() {
  const found = Object.entries(WHERE).filter(([selector]) => document.querySelector(selector));
  return Promise.all(found.map(([, module]) => import(module)));
}

// Where tabs do not fit side by side, the one that is shown is in view.
document.querySelector(".tabs [aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
document.addEventListener("swapped", load); // a part may bring what the page did not have
await load();
document.documentElement.dataset.ready = ""; // for those who wait until the page is all there
