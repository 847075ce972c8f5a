/* How far a message has come. */

import { icon } from "../dom.js";

const LOOKS = { sent: ["tick", "Sent"], delivered: ["ticks", "Delivered"], read: ["ticks", "Read"], played: ["ticks", "Played"] };

export function ticks({ status, revoked }) {
  if (revoked || !LOOKS[status]) return null;
  const [name, label] = LOOKS[status];
  const made = icon(name, label);
  made.classList.add(status);
  return made;
}
