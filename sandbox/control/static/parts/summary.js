/* A message in one line. */

const WORDS = {
  image: "Photo", video: "Video", audio: "Audio", sticker: "Sticker", document: "Document",
  location: "Location", live_location: "Live location", contact: "Contact", contacts: "Contacts",
  group_invite: "Invitation to a group", video_note: "Video note",
};

export function summary({ kind, text, revoked, filename, ptt, gif, poll, view_once: once }) {
  if (revoked || kind === "revoked") return "This message was deleted";
  if (kind === "text" || kind === "event") return text;
  if (kind === "poll") return `Poll: ${poll?.question ?? text.split("\n")[0]}`;
  if (kind === "location") return `Location${place(text) ? `: ${place(text)}` : ""}`;
  if (kind === "contact") return `Contact: ${person(text).name}`;
  const word = ptt ? "Voice note" : gif ? "GIF" : WORDS[kind] ?? `Message (${kind.replaceAll("_", " ")})`;
  if (once) return `${word}, to be seen once`;
  return [word, kind === "document" ? filename : text].filter(Boolean).join(": ");
}

/** Who is meant by "name number". */
export function person(text) {
  const [, name, tel] = /^(.*?)\s*\+?(\d{7,15})?$/s.exec(text);
  return { name: name || "Contact", tel };
}

/** What the place at "lat,lon name" is called. */
export const place = (text) => text.split(" ").slice(1).join(" ");
