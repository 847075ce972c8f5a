// Its own account: linking, name, log out.

export const account = {
  code: (socket, number) => socket.requestPairingCode(number),

  logout: (socket) => socket.logout(),

  push_name: (socket) => socket.user.name ?? "",

  me: (socket) => ({ pn: socket.user.id, lid: socket.user.lid }),
};
