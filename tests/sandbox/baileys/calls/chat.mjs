// Messages, media, receipts, typing.

import { downloadMediaMessage } from "@whiskeysockets/baileys";

import { heard } from "../telling.mjs";
import { address } from "./address.mjs";

const send = async (socket, to, content) => (await socket.sendMessage(address(to), content)).key.id;

export const chat = {
  send_text: (socket, to, text) => send(socket, to, { text }),

  send_file: (socket, to, data, fileName) =>
    send(socket, to, {
      document: Buffer.from(data, "hex"),
      mimetype: "application/octet-stream",
      fileName,
    }),

  react: (socket, id, text) => {
    const { key } = heard.get(id);
    return send(socket, key.remoteJid, { react: { text, key } });
  },

  download: async (socket, id) =>
    (await downloadMediaMessage(heard.get(id), "buffer", {})).toString("hex"),

  mark_read: (socket, id) => socket.readMessages([heard.get(id).key]),

  typing: (socket, to) => socket.sendPresenceUpdate("composing", address(to)),
};
