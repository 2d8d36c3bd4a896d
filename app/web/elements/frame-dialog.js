/**
 * Makes the dialog in which the links marked `data-turbo-frame="dialog"` open.
 * The server sends it empty, so that without a script these links are plain navigations.
 */
class FrameDialog extends HTMLElement {
  /** @type {HTMLElement | null} the link that opened the dialog */
  #opener = null;

  connectedCallback() {
    // Always anew: a page that Turbo brings back from its cache carries a dead copy of the last dialog.
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
    // The table may have been refreshed meanwhile: then the same link is another element.
    const href = this.#opener?.getAttribute("href");
    const again = href && document.querySelector(`a[data-turbo-frame=dialog][href="${CSS.escape(href)}"]`);
    if (this.#opener?.isConnected) this.#opener.focus();
    else if (again instanceof HTMLElement) again.focus();
  }
}

/** A link marked `data-dialog-close`, or a press that begins and ends beside the dialog. @param {HTMLDialogElement} dialog */
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

// An answer that has no such frame is a whole page: where a form led, a sign-in, an error. Show it whole. Where a
// redirect led is asked for again, as a page: asked for as a frame, it said nothing of what was just done.
document.addEventListener("turbo:frame-missing", (event) => {
  event.preventDefault();
  const { response, visit } = /** @type {CustomEvent} */ (event).detail;
  visit(response.redirected ? response.url : response);
});

customElements.define("frame-dialog", FrameDialog);
