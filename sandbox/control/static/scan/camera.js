/* Looking for a QR code in moving pictures: of a camera, or of the screen with the dashboard on it. */

import { post } from "../api.js";
import { h } from "../dom.js";
import { sheet } from "../notice.js";

const EVERY = 700; // milliseconds between two looks
const LARGEST = 1600; // pixels of a side

export const canSeeScreen = () => Boolean(navigator.mediaDevices?.getDisplayMedia);
export const canSeeCamera = () => Boolean(navigator.mediaDevices?.getUserMedia);

export const screen = () => look("Looking for the code on the screen", () => navigator.mediaDevices.getDisplayMedia({ video: true }));
export const camera = () => look("Point the camera at the code", () => navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } }));

/** Until a code is found and linked: true. False where the person gives up. */
async function look(title, open) {
  let stream;
  try {
    stream = await open();
  } catch {
    throw new Error("The browser shows no picture. Allow it, or paste the picture of the code.");
  }
  const video = h("video", { autoplay: true, muted: true, playsinline: true, class: "viewfinder" });
  video.srcObject = stream;
  const dialog = sheet(title, video);
  let ended = false;
  const end = () => { ended = true; };
  dialog.addEventListener("close", end);
  stream.getVideoTracks()[0].addEventListener("ended", end);
  try {
    await video.play();
    while (!ended) {
      if (await scanned(video)) return true;
      await new Promise((resolve) => { setTimeout(resolve, EVERY); });
    }
    return false;
  } finally {
    stream.getTracks().forEach((track) => track.stop());
    dialog.close();
  }
}

/** Whether what is seen now holds a code that links. Throws where the code is not a good one. */
async function scanned(video) {
  if (!video.videoWidth) return false;
  const scale = Math.min(1, LARGEST / Math.max(video.videoWidth, video.videoHeight));
  const canvas = h("canvas", { width: Math.round(video.videoWidth * scale), height: Math.round(video.videoHeight * scale) });
  canvas.getContext("2d").drawImage(video, 0, 0, canvas.width, canvas.height);
  try {
    await post("/scan", { image: canvas.toDataURL("image/png") });
    return true;
  } catch (error) {
    if (error.status === 400) return false; // no code in sight yet
    throw error;
  }
}
