// What scripts say, in the language of the page: templates/words.html.

const said = document.getElementById("words")?.dataset ?? {};

/** The text `name`, with {names} in it replaced. */
export function word(name, values = {}) {
  return (said[name] ?? "").replace(/\{(\w+)\}/g, (all, key) => values[key] ?? all);
}

// Countdowns are the server's: this browser's clock may be wrong. A second more or less is the way here.
const { responseStart = 0 } = performance.getEntriesByType("navigation")[0] ?? {};
const ahead = Date.parse(said.now) - (performance.timeOrigin + responseStart);
const skew = Math.abs(ahead) > 2000 ? ahead : 0;

/** Milliseconds since 1970, as the server counts them. */
export const now = () => Date.now() + skew;
