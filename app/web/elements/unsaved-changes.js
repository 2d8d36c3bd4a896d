/** Asks before a form marked `data-unsaved` loses what was typed. Sending it, or its « Annuler », asks nothing. */
const question = "Ce que vous avez saisi n’est pas enregistré. Quitter quand même ?";
const unsaved = () => document.querySelector("form[data-unsaved=typed]");
const mark = (/** @type {any} */ element, /** @type {string} */ state) => {
  const form = element?.closest("form[data-unsaved]");
  if (form && element.form !== null) form.dataset.unsaved = state;
};

document.addEventListener("input", ({ target }) => mark(target, "typed"));
document.addEventListener("submit", ({ target }) => mark(target, "sent"));
addEventListener("beforeunload", (event) => unsaved() && event.preventDefault());
for (const type of ["click", "cancel"]) document.addEventListener(type, leave, true);

/** The user follows a link, or closes the dialog by its cross, by Escape or by a press beside it. @param {any} event */
function leave(event) {
  const { type, target, ctrlKey, metaKey } = event;
  const link = target.closest("a[href]:not([href^='#'], [download], [target])");
  if (link?.matches("[data-dialog-close]")) mark(link, "sent");
  const form = unsaved();
  if (!form || ctrlKey || metaKey || !(link || type === "cancel" || target.localName === "dialog")) return;
  if (confirm(question)) return mark(form, "sent");
  event.preventDefault();
  event.stopImmediatePropagation();
}
