// A real WhatsApp client (Baileys) in a process of its own, led by JSON lines.
//
//     node client.mjs STORE ROOT     with HTTPS_PROXY, NODE_EXTRA_CA_CERTS, NODE_USE_ENV_PROXY set
//
// It speaks as tests/sandbox/client does: it tells what happens to it on stdout, one object a line,
// `{"event": name, …}`, and obeys lines of `{"call": name, "args": [...]}` on stdin, each answered
// by `{"event": "result", …}`. What it tells stands in telling.mjs, what it can do in calls/.

import { readFileSync } from "node:fs";
import { Agent } from "node:https";
import { createInterface } from "node:readline";

import makeWASocket, { DisconnectReason, useMultiFileAuthState } from "@whiskeysockets/baileys";
import { WA_CERT_DETAILS } from "@whiskeysockets/baileys/lib/Defaults/index.js";

import { calls } from "./calls/index.mjs";
import { log, say } from "./output.mjs";
import { tell } from "./telling.mjs";

const [store, root] = process.argv.slice(2);
WA_CERT_DETAILS.PUBLIC_KEY = readFileSync(root);

// The websocket and uploads take an agent; for downloads, fetch reads the environment itself.
const agent = new Agent({ proxyEnv: process.env });
const { state, saveCreds } = await useMultiFileAuthState(store);
let socket;

function connect() {
  socket = makeWASocket({ auth: state, agent, fetchAgent: agent, logger: log });
  socket.ev.on("creds.update", saveCreds);
  socket.ev.on("connection.update", ({ connection, lastDisconnect }) => {
    const code = lastDisconnect?.error?.output?.statusCode;
    // A client that has just been linked is asked to connect again.
    if (connection === "close" && code === DisconnectReason.restartRequired) connect();
  });
  tell(socket);
}

connect();
for await (const line of createInterface({ input: process.stdin })) {
  const { call, args } = JSON.parse(line);
  try {
    say("result", { value: (await calls[call](socket, ...args)) ?? null });
  } catch (error) {
    say("result", { error: `${error.name}: ${error.message}` });
  }
}
