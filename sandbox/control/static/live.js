/* What happens to the phone, as it happens. */

import { number } from "./api.js";

const KINDS = ["message", "receipt", "typing", "presence", "devices", "group", "profile"];

/**
 * Calls `heard(kind, data)`; a kind `reset` says that something may have been missed. Only while
 * the page is seen: a browser holds few connections to a host, and there may be many phones.
 */
export function follow(heard) {
  let source = null;
  let missed = false;

  function open() {
    source = new EventSource(`/api/phones/${number}/events`);
    for (const kind of KINDS) source.addEventListener(kind, (event) => heard(kind, JSON.parse(event.data)));
    source.addEventListener("reset", () => heard("reset", {}));
    source.addEventListener("error", () => {
      missed = true;
      document.body.classList.add("lost");
    });
    source.addEventListener("open", () => {
      document.body.classList.remove("lost");
      if (missed) heard("reset", {});
      missed = false;
    });
  }

  document.addEventListener("visibilitychange", () => {
    source?.close();
    missed = true;
    if (document.visibilityState === "visible") open();
  });
  open();
}

/** `work`, never twice at once; asked again meanwhile, it runs once more. */
export function coalesced(work) {
  let running = false;
  let again = false;
  return async () => {
    again = true;
    if (running) return;
    running = true;
    while (again) {
      again = false;
      await work();
    }
    running = false;
  };
}
