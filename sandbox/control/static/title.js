/* The title of the page: what is open, whose phone it is, and how much is unread. */

const phone = document.title;
let open = "";
let waiting = 0;

/** "" where nothing is open. */
export function titled(name) {
  open = name;
  write();
}

export function unreadInTitle(count) {
  waiting = count;
  write();
}

function write() {
  const count = waiting ? `(${waiting}) ` : "";
  const title = count + (open ? `${open} – ${phone}` : phone);
  if (document.title !== title) document.title = title;
}
