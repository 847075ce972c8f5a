/* The control API, as the phone on this page uses it. */

const holder = document.querySelector("[data-number]");
export const number = holder?.dataset.number;
const root = `/api/phones/${number}`;

/** Throws an Error with the API's own sentence, `status` and `code`. */
export async function ask(method, path, body) {
  let answer;
  try {
    answer = await fetch(path, body === undefined ? { method } : {
      method,
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
  } catch {
    throw new Error("The sandbox does not answer. Is it running?");
  }
  const value = await answer.json();
  if (value.success) return value;
  throw Object.assign(new Error(value.error), { status: answer.status, code: value.code });
}

export const get = (path) => ask("GET", root + path);
export const post = (path, body = {}) => ask("POST", root + path, body);
