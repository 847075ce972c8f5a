/* What passes: who is typing, who is there. */

const PATIENCE = 12000; // milliseconds after which somebody is not typing any more
const key = (chat, by) => `${chat} ${by}`;

export const store = {
  chats: [],
  names: new Map(),
  drafts: new Map(), // by chat: what was begun to be written
  changed: () => {},
  _typing: new Map(),
  _presence: new Map(),

  heard(kind, data) {
    if (kind === "typing") this._type(data);
    if (kind === "presence") this._presence.set(data.number, data);
  },

  /** Who is typing in a chat: `{by, state}`. */
  typing(chat) {
    return [...this._typing.values()].filter((found) => found.chat === chat);
  },

  /** As the list of chats knows it. */
  nameOf(number) {
    return this.names.get(number) ?? `+${number}`;
  },

  /** A chat was looked at. */
  read(chat) {
    const found = this.chats.find((one) => one.chat === chat);
    if (!found?.unread) return;
    found.unread = 0;
    this.changed();
  },

  presence(number) {
    return this._presence.get(number);
  },

  /** Who has written is not typing any more. */
  settle(chats) {
    for (const { chat, last } of chats) {
      const found = last && this._typing.get(key(chat, last.from));
      if (found && last.at >= found.at) this._stop(chat, last.from);
    }
  },

  _type({ chat, by, state, at }) {
    this._stop(chat, by);
    if (state === "paused") return;
    const timer = setTimeout(() => {
      this._stop(chat, by);
      this.changed();
    }, PATIENCE);
    this._typing.set(key(chat, by), { chat, by, state, at, timer });
  },

  _stop(chat, by) {
    clearTimeout(this._typing.get(key(chat, by))?.timer);
    this._typing.delete(key(chat, by));
  },
};
