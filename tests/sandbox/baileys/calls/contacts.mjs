// Other people: who they are, and what they may see.

import { address } from "./address.mjs";

export const contacts = {
  on_whatsapp: (socket, ...numbers) => socket.onWhatsApp(...numbers),

  about: async (socket, of) => (await socket.fetchStatus(address(of)))[0].status.status,

  set_about: (socket, text) => socket.updateProfileStatus(text),

  picture: (socket, of, kind) => socket.profilePictureUrl(address(of), kind),

  subscribe: (socket, to) => socket.presenceSubscribe(address(to)),

  block: (socket, who) => socket.updateBlockStatus(address(who), "block"),

  unblock: (socket, who) => socket.updateBlockStatus(address(who), "unblock"),

  blocklist: (socket) => socket.fetchBlocklist(),

  privacy: (socket) => socket.fetchPrivacySettings(true),

  set_last_seen: (socket, value) => socket.updateLastSeenPrivacy(value),

  set_default_timer: (socket, seconds) => socket.updateDefaultDisappearingMode(seconds),

  timer: async (socket, of) =>
    (await socket.fetchDisappearingDuration(address(of)))[0].disappearing_mode.duration,

  business: (socket, of) => socket.getBusinessProfile(address(of)),

  reject_call: (socket, from, id) => socket.rejectCall(id, address(from)),

  bots: (socket) => socket.getBotListV2(),
};
