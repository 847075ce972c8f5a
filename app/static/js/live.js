// Parts of the page change by themselves: by a stream, and where that is blocked by asking now and then.

import { swap } from "./swap.js";
import { word } from "./words.js";

const HIDDEN = 60_000; // milliseconds in the background after which the stream is closed
const SILENT = 40_000; // milliseconds without any sign after which the line is dead: it beats every 15 s
const FIRST = 3000; // milliseconds between the first two questions; then slower and slower
const SLOWEST = 30_000;
const PATIENCE = 10_000; // milliseconds until it is said that the page is not live, or that a stream does not come
const EACH = 5; // of so many questions one tries the stream again
const TRIES = 2; // of the browser to open the stream, then it is blocked

const page = document.querySelector("[data-stream]");
const log = document.querySelector("[data-logs]");
let source, watchdog, asking, complaint, rest;
let since = "", asked = 0, pause = FIRST, turn = 0, errors = 0, away = false;

const note = document.createElement("p");
note.className = "stale";
note.setAttribute("role", "status");
document.body.append(note);

function address(base, name) {
  const url = new URL(base, location.href);
  const names = [...document.querySelectorAll("[data-part]")].map((part) => part.dataset.part);
  url.searchParams.set(name, [...new Set(names)].join(" "));
  if (log) url.searchParams.set("logs", log.dataset.cursor ?? "");
  return url;
}

function open() {
  close();
  if (!window.EventSource) return ask();
  const url = address(page.dataset.stream, "parts");
  if (since) url.searchParams.set("since", since);
  source = new EventSource(url);
  hear(PATIENCE);
  errors = 0;
  source.addEventListener("open", () => { errors = 0; hear(); live(true); });
  source.addEventListener("beat", () => hear());
  source.addEventListener("live", (event) => live(read(event).live));
  source.addEventListener("part", (event) => show(read(event)));
  source.addEventListener("log", (event) => write(read(event)));
  source.addEventListener("gone", () => { close(); setTimeout(reload, 1500); }); // a form may be leaving already
  source.addEventListener("error", () => {
    live(false);
    errors += 1;
    if (source?.readyState === EventSource.CLOSED || errors >= TRIES) ask();
  });
}

function close() {
  turn += 1; // an answer that is still under way comes too late
  clearTimeout(watchdog);
  clearTimeout(asking);
  source?.close();
  source = null;
}

function read(event) {
  hear();
  since = event.lastEventId || since;
  return JSON.parse(event.data);
}

function hear(patience = SILENT) {
  clearTimeout(watchdog);
  watchdog = setTimeout(ask, patience);
}

function show({ name, html }) {
  for (const part of document.querySelectorAll(`[data-part="${CSS.escape(name)}"]`)) swap(part, html);
}

async function write({ lines, cursor }) {
  log.dataset.cursor = cursor ?? "";
  if (lines.length) (await import("./logs.js")).append(lines);
}

/** What the stream would have told, by a plain request. */
async function ask() {
  close();
  const mine = turn;
  try {
    const answer = await fetch(address(page.dataset.partsUrl, "names"), { headers: { Accept: "application/json" } });
    if (answer.redirected || answer.status === 401 || answer.status === 404) return reload();
    if (!answer.ok) throw new Error(answer.statusText);
    const told = await answer.json();
    if (mine !== turn) return;
    for (const [name, html] of Object.entries(told.parts)) show({ name, html });
    if (told.log) await write(told.log);
    live(true);
    if (away) { // the server is back
      away = false;
      return open();
    }
  } catch {
    if (mine !== turn) return;
    away = true;
    live(false);
  }
  asked += 1;
  pause = Math.min(SLOWEST, pause * 1.2);
  asking = setTimeout(asked % EACH ? ask : open, pause);
}

function live(is) {
  if (is) {
    clearTimeout(complaint);
    complaint = null;
    note.textContent = "";
    if (source) pause = FIRST;
  } else {
    complaint ??= setTimeout(() => { note.textContent = word("stale"); }, PATIENCE);
  }
}

const reload = () => location.reload();

document.addEventListener("sent", () => { if (source?.readyState !== EventSource.OPEN) ask(); });
document.addEventListener("visibilitychange", () => {
  clearTimeout(rest);
  if (document.hidden) rest = setTimeout(close, HIDDEN);
  else if (!source) open();
});
addEventListener("pagehide", close);
addEventListener("pageshow", (event) => { if (event.persisted) open(); });
open();
