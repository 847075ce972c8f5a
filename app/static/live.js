"use strict";
// Shows each new code as it comes, counts its seconds, and loads the page again when it is old.
const live = document.getElementById("live");
const pause = "fast" in live.dataset ? 1000 : 4000;
let stamp = null;

async function look() {
  try {
    const answer = await fetch(live.dataset.url, { cache: "no-store" });
    if (answer.status === 404) return location.reload();
    if (answer.ok) show(await answer.json());
  } catch (error) {
    // The server is being restarted: look again.
  }
  setTimeout(look, pause);
}

function show(state) {
  if (stamp !== null && state.stamp !== stamp && !isTyping()) return location.reload();
  stamp = stamp ?? state.stamp;
  const picture = document.getElementById("qr");
  if (picture && state.picture) picture.src = state.picture;
  const seconds = document.getElementById("seconds");
  if (seconds && state.seconds !== null) seconds.textContent = state.seconds;
}

function isTyping() {
  const field = document.activeElement;
  return field instanceof HTMLInputElement && field.type !== "checkbox";
}

look();
