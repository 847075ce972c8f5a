// Moments in the reader's zone and words, and what counts with the time: once a second, while the page is seen.

import { now } from "./words.js";

const LOCALE = `${document.documentElement.lang || "en"}-u-nu-latn`;
const SHAPES = {
  "": { dateStyle: "medium", timeStyle: "short" },
  date: { dateStyle: "medium" },
  time: { timeStyle: "medium" },
};
const UNITS = [["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];
const FULL = new Intl.DateTimeFormat(LOCALE, { dateStyle: "full", timeStyle: "long" });
const AGO = new Intl.RelativeTimeFormat(LOCALE);

const seconds = (from, to) => Math.max(0, (to - from) / 1000);
const put = (element, text) => { if (element.textContent !== text) element.textContent = text; };

/** `3 min 5 sec`: the two largest units. */
export function duration(whole) {
  const first = Math.max(0, UNITS.findIndex(([, size]) => whole >= size));
  let rest = Math.floor(whole);
  const said = UNITS.slice(whole < 1 ? 3 : first).slice(0, 2).map(([unit, size]) => {
    const count = Math.floor(rest / size);
    rest -= count * size;
    return [count, unit];
  });
  return said.filter(([count], i) => count || !i).map(([value, unit]) =>
    new Intl.NumberFormat(LOCALE, { style: "unit", unit, unitDisplay: "short" }).format(value)).join(" ");
}

function ago(gone) {
  const whole = Math.max(1, gone);
  const [unit, size] = UNITS.find(([, least]) => whole >= least) ?? UNITS[3];
  return AGO.format(-Math.floor(whole / size), unit);
}

/** Says the moments within `root` in the reader's own zone. */
export function localize(root) {
  for (const time of root.querySelectorAll("time[data-local]")) {
    const at = new Date(time.dateTime);
    put(time, new Intl.DateTimeFormat(LOCALE, SHAPES[time.dataset.local] ?? SHAPES[""]).format(at));
    time.title = FULL.format(at);
  }
}

/** Makes what counts within `root` true for now. */
export function count(root) {
  for (const time of root.querySelectorAll("time[data-since], time[data-until]")) {
    const at = Date.parse(time.dateTime);
    if ("until" in time.dataset) put(time, duration(Math.ceil(seconds(now(), at))));
    else put(time, (time.dataset.since === "ago" ? ago : duration)(seconds(at, now())));
    time.setAttribute("role", "timer"); // never read out by itself, wherever it stands
  }
  for (const bar of root.querySelectorAll("progress[data-from]")) {
    const [from, to] = [bar.dataset.from, bar.dataset.to].map(Date.parse);
    bar.value = bar.max * Math.min(1, Math.max(0, (now() - from) / (to - from)));
  }
}

let timer;
function tick() {
  clearInterval(timer);
  if (document.hidden) return;
  count(document);
  timer = setInterval(() => count(document), 1000);
}

document.addEventListener("visibilitychange", tick);
document.addEventListener("swapped", (event) => {
  localize(event.target);
  count(event.target);
});
localize(document);
tick();
