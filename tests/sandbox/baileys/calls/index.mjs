// What a test may ask of the client; each returns something that JSON can say.

import { account } from "./account.mjs";
import { chat } from "./chat.mjs";
import { contacts } from "./contacts.mjs";
import { groups } from "./groups.mjs";

export const calls = { ...account, ...chat, ...contacts, ...groups };
