// The log view: new lines at its end, a filter, and a pause in which nothing is lost.

const MOST = 2000; // lines on the page
const NEAR = 24; // pixels from the end that still count as being there
const LEVELS = ["error", "warning", "info", "debug"]; // the worst first

const list = document.querySelector("[data-logs]");
const form = document.querySelector("[data-logs-form]");
const pause = document.querySelector("[data-logs-pause]");
const toEnd = document.querySelector("[data-logs-end]");
const waiting = document.querySelector("[data-logs-waiting]");
const none = document.querySelector("[data-logs-none]");
const file = document.querySelector("[data-logs-file]");

let held = null; // lines that came during a pause; null: no pause
let unread = 0; // lines behind the end of what is seen

/** Shows lines {at, level, text} of services/logs.py, oldest first, as text and never as HTML. */
export function append(lines) {
  document.querySelector("[data-logs-problem]")?.remove();
  if (held) {
    held = [...held, ...lines].slice(-MOST);
    unread += lines.length;
  } else {
    const following = isAtEnd();
    list.append(...lines.map(item));
    while (list.childElementCount > MOST) list.firstElementChild.remove();
    filter();
    unread = following ? 0 : unread + lines.length;
    if (following) goToEnd();
  }
  tell();
}

function item({ at, level, text }) {
  const made = document.createElement("li");
  made.className = level;
  if (!at) {
    made.textContent = text;
    return made;
  }
  const time = document.createElement("time");
  time.dateTime = at;
  localize(time);
  const said = document.createElement("span");
  const word = list.dataset[level];
  if (word) {
    const mark = document.createElement("b");
    mark.textContent = word;
    said.append(mark, " ");
  }
  said.append(text);
  made.append(time, said);
  return made;
}

function localize(time) {
  const at = new Date(time.dateTime);
  const two = (number) => String(number).padStart(2, "0");
  const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join("-");
  time.textContent = `${day} ${[at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join(":")}`;
}

function filter() {
  const text = form.elements.q.value.trim().toLowerCase();
  const level = form.elements.level.value;
  const levels = level ? LEVELS.slice(0, LEVELS.indexOf(level) + 1) : LEVELS;
  let shown = 0;
  for (const line of list.children) {
    line.hidden = !line.classList.contains("gap") && !isLike(line, text, levels);
    if (!line.hidden) shown += 1;
  }
  none.textContent = list.childElementCount ? none.dataset.unlike : none.dataset.empty;
  none.hidden = shown > 0;
}

function isLike(line, text, levels) {
  const said = line.lastElementChild.lastChild?.data ?? ""; // without the word of its level
  return levels.some((one) => line.classList.contains(one)) && said.toLowerCase().includes(text);
}

function filterAnew() {
  const following = isAtEnd();
  filter();
  if (following) goToEnd();
  const asked = new URLSearchParams(new FormData(form)).toString();
  file.href = `${file.dataset.logsFile}?${asked}`;
  history.replaceState(null, "", `?${asked}`);
}

function tell() {
  waiting.textContent = unread ? waiting.dataset.logsWaiting.replace("{count}", unread) : "";
  toEnd.hidden = held !== null || isAtEnd();
}

function isAtEnd() {
  return list.scrollHeight - list.scrollTop - list.clientHeight < NEAR;
}

function goToEnd() {
  list.scrollTop = list.scrollHeight;
  unread = 0;
  tell();
}

function follow() {
  const lines = held;
  held = null;
  append(lines);
  goToEnd();
}

pause.addEventListener("click", () => {
  const word = pause.textContent;
  pause.textContent = pause.dataset.follow;
  pause.dataset.follow = word;
  if (held) follow();
  else held = [];
  tell();
});
toEnd.addEventListener("click", () => {
  goToEnd();
  list.focus();
});
list.addEventListener("scroll", () => {
  if (isAtEnd() && !held) unread = 0;
  tell();
});
form.addEventListener("input", filterAnew);

const zone = document.querySelector("[data-logs-zone]");
zone.textContent = zone.dataset.logsZone;
list.querySelectorAll("time").forEach(localize);
document.querySelector("[data-logs-refresh]").hidden = true;
pause.hidden = false;
goToEnd();
