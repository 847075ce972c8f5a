// What the client tells of what happens to it: one row for each kind of event.

import { DisconnectReason } from "@whiskeysockets/baileys";

import { say } from "./output.mjs";

/** Every message that it has seen, by id. */
export const heard = new Map();

const rows = {
  "connection.update": connection,
  "messages.upsert": ({ messages }) => messages.forEach(message),
  "message-receipt.update": (changes) =>
    changes.forEach(({ key, receipt }) => say("receipt", { id: key.id, by: receipt.userJid })),
  "messages.update": (changes) =>
    changes.forEach(({ key, update }) => {
      if (update.status) say("receipt", { id: key.id, status: update.status });
    }),
  "presence.update": ({ id, presences }) =>
    Object.values(presences).forEach((it) => say("presence", { of: id, ...it })),
  "groups.upsert": (groups) =>
    groups.forEach(({ id, subject }) => say("joined", { gid: id, subject })),
  "groups.update": (changes) =>
    changes.forEach(({ id, subject }) => say("group", { gid: id, subject })),
  "group-participants.update": ({ id, action, participants }) =>
    say("members", { gid: id, action, who: participants.map((it) => it.id ?? it) }),
  "contacts.update": (changes) =>
    changes.forEach(({ id, notify, imgUrl }) => say("contact", { of: id, notify, picture: imgUrl })),
  call: (calls) => calls.forEach(({ id, status, from }) => say("call", { id, what: status, by: from })),
  "blocklist.update": ({ blocklist, type }) => say("blocklist", { changed: blocklist, type }),
};

export function tell(socket) {
  for (const [event, row] of Object.entries(rows)) socket.ev.on(event, row);
}

function connection({ qr, connection: state, receivedPendingNotifications, lastDisconnect }) {
  if (qr) say("qr", { text: qr });
  if (state === "open") say("connected");
  if (receivedPendingNotifications) say("caught_up");
  const code = lastDisconnect?.error?.output?.statusCode;
  if (state === "close" && code !== DisconnectReason.restartRequired)
    say(code === DisconnectReason.loggedOut ? "logged_out" : "disconnected", { code });
}

function message(it) {
  const { key, message: content, pushName } = it;
  heard.set(key.id, it);
  say("message", {
    id: key.id,
    chat: key.remoteJid,
    alt: key.remoteJidAlt ?? "",
    sender: key.participant ?? key.remoteJid,
    from_me: key.fromMe,
    name: pushName ?? "",
    text: content?.extendedTextMessage?.text ?? content?.conversation ?? "",
    media: content?.documentMessage?.fileName ?? "",
    reaction: content?.reactionMessage?.text ?? "",
  });
}
