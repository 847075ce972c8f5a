const list = document.getElementById("messages");
const status = document.getElementById("status");
const root = `/api/phones/${list.dataset.number}`;
const shown = new Set();

async function ask(path, body) {
  const answer = await fetch(root + path, body && {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  const value = await answer.json();
  if (!value.success) throw new Error(value.error);
  return value;
}

function dataUri(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(new Error("The file could not be read."));
    reader.readAsDataURL(file);
  });
}

function element(tag, text, properties) {
  const made = Object.assign(document.createElement(tag), properties);
  made.textContent = text || "";
  return made;
}

/* Runs `work(form)` at each submit; the person sees what happens. */
function onSubmit(id, done, work) {
  const form = document.getElementById(id);
  const button = form.querySelector("button");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    status.textContent = "One moment …";
    try {
      await work(form);
      status.textContent = done;
    } catch (error) {
      status.textContent = error.message;
    }
    button.disabled = false;
  });
}

async function showDevices() {
  const { devices } = await ask("");
  const items = devices.map((device) => {
    const since = new Date(device.since * 1000).toLocaleString();
    const state = device.online ? "online" : "offline";
    const item = element("li", `${device.device}: ${device.platform}, ${state}, since ${since}`);
    const button = element("button", "Unlink", { type: "button" });
    button.addEventListener("click", () => unlink(device.device));
    item.append(button);
    return item;
  });
  const none = element("li", "None.");
  document.getElementById("devices").replaceChildren(...(items.length ? items : [none]));
}

async function unlink(device) {
  try {
    await ask("/unlink", { device });
    status.textContent = "Unlinked.";
    await showDevices();
  } catch (error) {
    status.textContent = error.message;
  }
}

function file(message) {
  const type = message.mimetype || "";
  if (type.startsWith("image/")) return element("img", "", { src: message.media_url, alt: message.kind });
  if (type.startsWith("audio/")) return element("audio", "", { src: message.media_url, controls: true });
  if (type.startsWith("video/")) return element("video", "", { src: message.media_url, controls: true });
  return element("a", message.filename || "file", { href: message.media_url });
}

function show(message) {
  if (shown.has(message.id)) return;
  shown.add(message.id);
  const item = element("li", message.text, { className: message.from_me ? "mine" : "" });
  const other = message.from_me ? `to ${message.to}` : `from ${message.from}`;
  const kind = message.kind === "text" ? "" : `, ${message.kind}`;
  const at = new Date(message.at * 1000).toLocaleTimeString();
  item.prepend(element("small", `${other}${kind}, ${at}`));
  if (message.media_url) item.append(file(message));
  list.append(item);
  list.scrollTop = list.scrollHeight;
}

async function follow() {
  for (let since = 0; ;) {
    try {
      const { messages } = await ask(`/messages?wait=20&since=${since}`);
      messages.forEach(show);
      if (messages.length) since = messages[messages.length - 1].id;
    } catch (error) {
      status.textContent = "The sandbox does not answer.";
      await new Promise((resolve) => setTimeout(resolve, 2000));
    }
  }
}

function kindOf(type, form) {
  if (form.document.checked) return "document";
  if (form.sticker.checked) return "sticker";
  const kind = type.split("/")[0];
  return ["image", "audio", "video"].includes(kind) ? kind : "document";
}

async function media(form) {
  const chosen = form.file.files[0];
  if (!chosen) return null;
  const mimetype = chosen.type || "application/octet-stream";
  const kind = kindOf(mimetype, form);
  const ptt = kind === "audio" && form.voice.checked;
  return { kind, mimetype, filename: chosen.name, ptt, data: await dataUri(chosen) };
}

async function scan(wish) {
  await ask("/scan", wish);
  await showDevices();
}

onSubmit("scan", "Linked.", async (form) => {
  const picture = form.picture.files[0];
  await scan(picture ? { image: await dataUri(picture) } : { qr: form.qr.value });
  form.reset();
});

onSubmit("enter-code", "Linked.", async (form) => {
  await ask("/enter-code", { code: form.code.value });
  form.reset();
  await showDevices();
});

onSubmit("send", "Sent.", async (form) => {
  const { to, text } = form;
  await ask("/send", { to: to.value.trim(), text: text.value, media: await media(form) });
  text.value = "";
  form.file.value = "";
});

document.querySelector("#scan textarea").addEventListener("paste", async (event) => {
  const picture = [...event.clipboardData.files].find((item) => item.type.startsWith("image/"));
  if (!picture) return;
  event.preventDefault();
  const transfer = new DataTransfer();
  transfer.items.add(picture);
  document.querySelector("#scan [name=picture]").files = transfer.files;
  document.getElementById("scan").requestSubmit();
});

showDevices().catch((error) => { status.textContent = error.message; });
setInterval(() => showDevices().catch(() => {}), 5000);
follow();
