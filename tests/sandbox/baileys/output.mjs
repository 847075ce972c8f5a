// Speaking to the test: stdout is ours alone.

import { Console } from "node:console";

import pino from "pino";

// A part of the library prints to the console.
globalThis.console = new Console(process.stderr);

export function say(event, data = {}) {
  process.stdout.write(JSON.stringify({ event, ...data }) + "\n");
}

/** The library's own log: what it complains of is told to the test. */
export const log = pino(
  { level: "warn", formatters: { level: (label) => ({ level: label }) } },
  {
    write(line) {
      const { level, msg, ...rest } = JSON.parse(line);
      const text = [msg, JSON.stringify(rest)].filter(Boolean).join(" ");
      say("log", { level: level === "warn" ? "WARNING" : "ERROR", text });
    },
  },
);
