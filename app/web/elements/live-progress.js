/** Reloads its frame until the work has ended, then the whole page. */
class LiveProgress extends HTMLElement {
  static everyMs = 700;
  #timer = 0;
  #address = "";

  connectedCallback() {
    const frame = this.closest("turbo-frame");
    const status = document.getElementById(`${frame?.id}-etape`);
    const stage = this.getAttribute("stage") ?? "";
    if (status && status.textContent !== stage) status.textContent = stage;
    frame?.addEventListener("turbo:frame-missing", this.#ended);
    this.#address = location.href;
    const next = () => this.closest("turbo-frame:not([busy])")?.setAttribute("src", this.#address);
    this.#timer = setInterval(next, LiveProgress.everyMs);
  }

  disconnectedCallback() {
    clearInterval(this.#timer);
  }

  /** @param {Event} event */
  #ended = (event) => {
    event.preventDefault();
    event.stopPropagation();
    // Another page may be on its way already.
    if (location.href === this.#address)
      /** @type {any} */ (window).Turbo.visit(this.#address, { action: "replace" });
  };
}

// Without Turbo the page reloads by itself.
if ("Turbo" in window) customElements.define("live-progress", LiveProgress);
