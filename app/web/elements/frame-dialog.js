/**
 * Makes the dialog in which the links marked `data-turbo-frame="dialog"` open.
 * The server sends this element empty: without a script these links open pages.
 */
class FrameDialog extends HTMLElement {
  /** @type {HTMLElement | null} the link that opened the dialog */
  #opener = null;

  connectedCallback() {
    // Turbo brings a page back from its cache with a dead copy of its dialog: make it anew.
    const dialog = document.createElement("dialog");
    dialog.setAttribute("aria-labelledby", "dialog-title");
    const frame = document.createElement("turbo-frame");
    frame.id = "dialog";
    dialog.append(frame);
    this.replaceChildren(dialog);

    frame.addEventListener("turbo:frame-load", () => this.#open(dialog, frame));
    dialog.addEventListener("close", () => this.#emptied(frame));
    closeFromInside(dialog);
    document.addEventListener("click", this.#rememberOpener, true);
  }

  disconnectedCallback() {
    document.removeEventListener("click", this.#rememberOpener, true);
  }

  /** @param {MouseEvent} event */
  #rememberOpener = ({ target }) => {
    const link = target instanceof Element && target.closest("a[data-turbo-frame=dialog]");
    if (link instanceof HTMLElement && !this.contains(link)) this.#opener = link;
  };

  /** @param {HTMLDialogElement} dialog @param {HTMLElement} frame */
  #open(dialog, frame) {
    if (!dialog.open) dialog.showModal();
    const field = "input:not([type=hidden], :disabled), select:not(:disabled), textarea:not(:disabled)";
    for (const place of ["[autofocus]", field, "h1"]) {
      const found = frame.querySelector(place);
      if (found instanceof HTMLElement) return found.focus();
    }
  }

  /** @param {HTMLElement} frame */
  #emptied(frame) {
    frame.removeAttribute("src");
    frame.replaceChildren();
    // If the table was refreshed meanwhile, the same link is another element.
    const href = this.#opener?.getAttribute("href");
    const again = href && document.querySelector(`a[data-turbo-frame=dialog][href="${CSS.escape(href)}"]`);
    if (this.#opener?.isConnected) this.#opener.focus();
    else if (again instanceof HTMLElement) again.focus();
  }
}

/** Links marked `data-dialog-close` close it, and so does a press that begins and ends beside it. @param {HTMLDialogElement} dialog */
function closeFromInside(dialog) {
  let pressedBeside = false;
  dialog.addEventListener("mousedown", ({ target }) => {
    pressedBeside = target === dialog;
  });
  dialog.addEventListener("click", (event) => {
    const closes = event.target instanceof Element && event.target.closest("[data-dialog-close]");
    if (closes) event.preventDefault();
    if (closes || (pressedBeside && event.target === dialog)) dialog.close();
  });
}

// An answer without such a frame is a whole page, after a form, at sign-in or for an error: show it whole. After a
// redirect ask for it again as a page: what was asked for as a frame lacks the notice of the action just done.
document.addEventListener("turbo:frame-missing", (event) => {
  event.preventDefault();
  const { response, visit } = /** @type {CustomEvent} */ (event).detail;
  visit(response.redirected ? response.url : response);
});

customElements.define("frame-dialog", FrameDialog);
