// All features, none, or the usual ones, at once: without a script the form asks the server for that.

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-choose]");
  if (!button) return;
  event.preventDefault();
  for (const box of button.form.querySelectorAll("[data-usual]")) {
    box.checked = button.dataset.choose === "usual" ? box.dataset.usual === "1" : button.dataset.choose === "all";
  }
});
