// input[data-search="#list"]: hides the entries of the list that do not have all the words.

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function search(field) {
  const list = document.querySelector(field.dataset.search);
  if (!list) return;
  const words = plain(field.value).split(/\s+/).filter(Boolean);
  let found = 0;
  for (const entry of list.querySelectorAll("li:not(li li)")) {
    const text = plain(entry.textContent);
    entry.hidden = !words.every((one) => text.includes(one));
    found += entry.hidden ? 0 : 1;
  }
  for (const none of list.querySelectorAll("[data-none]")) none.hidden = found > 0;
}

function all() {
  document.querySelectorAll("[data-search]").forEach((field) => { if (field.value) search(field); });
}

document.addEventListener("input", (event) => {
  if (event.target.matches?.("[data-search]")) search(event.target);
});
document.addEventListener("swapped", all);
all(); // a browser that comes back keeps what was typed
