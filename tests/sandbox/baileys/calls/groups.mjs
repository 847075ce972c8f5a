// Groups: their life.

import { address } from "./address.mjs";

export const groups = {
  create_group: async (socket, subject, members) =>
    (await socket.groupCreate(subject, members.map(address))).id,

  group: async (socket, gid) => {
    const { subject, participants, desc } = await socket.groupMetadata(gid);
    return { subject, desc, members: participants.map(({ id }) => id) };
  },

  groups: async (socket) => Object.keys(await socket.groupFetchAllParticipating()),

  set_subject: (socket, gid, subject) => socket.groupUpdateSubject(gid, subject),

  invite_code: (socket, gid) => socket.groupInviteCode(gid),

  join: (socket, code) => socket.groupAcceptInvite(code),

  leave: (socket, gid) => socket.groupLeave(gid),
};
