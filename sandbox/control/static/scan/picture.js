/* The picture of a QR code in what was pasted or dropped, from another page or from a folder. */

import { dataUri } from "../dom.js";

/** A request for `scan`, or null: there is neither a picture nor the text of a code. */
export async function wishIn(transfer) {
  const image = [...transfer.files].find((file) => file.type.startsWith("image/"));
  if (image) return { image: await dataUri(image) };
  const shown = new DOMParser().parseFromString(transfer.getData("text/html"), "text/html").querySelector("img")?.src;
  const text = transfer.getData("text/plain").trim();
  for (const found of [shown, transfer.getData("text/uri-list"), text]) {
    if (found?.startsWith("data:image/")) return { image: found };
  }
  return text.split(",").length >= 4 ? { qr: text } : null;
}
