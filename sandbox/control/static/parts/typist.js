/* Tells the other side that somebody is typing: seldom, and that they have stopped. */

import { post } from "../api.js";

const AGAIN = 5000; // milliseconds
const IDLE = 4000;

export function typist(to) {
  let told = 0;
  let timer;
  const tell = (state) => post("/typing", { to, state }).catch(() => {}); // a courtesy: not worth a word

  function stop() {
    clearTimeout(timer);
    if (told) tell("paused");
    told = 0;
  }

  return {
    typed(something) {
      if (!something) return stop();
      clearTimeout(timer);
      timer = setTimeout(stop, IDLE);
      if (Date.now() - told < AGAIN) return undefined;
      told = Date.now();
      return tell("composing");
    },
  };
}
