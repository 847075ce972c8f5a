/* Recording a voice note, where the browser can. */

import { post } from "../api.js";
import { dataUri, h, iconButton } from "../dom.js";

const FORMATS = ["audio/ogg;codecs=opus", "audio/mp4", "audio/webm;codecs=opus"];

export function canRecord() {
  return Boolean(navigator.mediaDevices?.getUserMedia && window.MediaRecorder);
}

/** Shows itself in the place of `node`'s row; what was heard, or null. */
export async function recorder(to, node) {
  const stream = await microphone();
  const mimeType = FORMATS.find((format) => MediaRecorder.isTypeSupported(format));
  const recording = new MediaRecorder(stream, { mimeType });
  const heard = [];
  recording.addEventListener("dataavailable", ({ data }) => heard.push(data));
  const ended = new Promise((resolve) => { recording.addEventListener("stop", resolve, { once: true }); });
  recording.start();
  post("/typing", { to, state: "recording" }).catch(() => {}); // a courtesy: not worth a word
  const keep = await shown(node);
  recording.stop();
  await ended;
  stream.getTracks().forEach((track) => track.stop());
  post("/typing", { to, state: "paused" }).catch(() => {});
  if (!keep) return null;
  const sound = new Blob(heard, { type: recording.mimeType });
  return { kind: "audio", ptt: true, mimetype: recording.mimeType.replace(";", "; "), data: await dataUri(sound) };
}

async function microphone() {
  try {
    return await navigator.mediaDevices.getUserMedia({ audio: true });
  } catch {
    throw new Error("There is no microphone that may be used. Attach a recording instead.");
  }
}

/** Whether the person sends it. */
function shown(node) {
  return new Promise((resolve) => {
    const began = Date.now();
    const time = h("span", { role: "timer" }, "0:00");
    const bar = h("div", { class: "row recording" },
      iconButton("delete", "Discard the voice note", () => end(false)),
      h("span", { class: "dot" }), time,
      iconButton("send", "Send the voice note", () => end(true), { class: "round" }));
    const timer = setInterval(() => {
      const seconds = Math.floor((Date.now() - began) / 1000);
      time.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    }, 250);
    node.classList.add("records");
    node.append(bar);
    function end(keep) {
      clearInterval(timer);
      bar.remove();
      node.classList.remove("records");
      resolve(keep);
    }
  });
}
