/** Of a number, or an address: a LID, a group. */
export const address = (to) => (to.includes("@") ? to : `${to}@s.whatsapp.net`);
