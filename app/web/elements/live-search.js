/**
 * Sends its form at every letter typed, and announces how many were found.
 * The stylesheet hides the search button once this element is defined.
 */
class LiveSearch extends HTMLElement {
  /** The least delay between two searches: the first letter after a pause starts one at once. */
  static delayMs = 80;
  #timer = 0;
  #askedAt = 0;

  connectedCallback() {
    this.addEventListener("input", this.#later);
    this.addEventListener("formdata", this.#shorten);
    document.addEventListener("turbo:frame-load", this.#announce);
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
    this.removeEventListener("input", this.#later);
    this.removeEventListener("formdata", this.#shorten);
    document.removeEventListener("turbo:frame-load", this.#announce);
  }

  /** Letters replace the address; Back undoes the choice of a filter. @param {Event} event */
  #later = ({ target }) => {
    const form = this.querySelector("form");
    if (!form) return;
    clearTimeout(this.#timer);
    form.dataset.turboAction = target instanceof HTMLSelectElement ? "advance" : "replace";
    this.#timer = setTimeout(
      () => {
        this.#askedAt = performance.now();
        form.requestSubmit();
      },
      this.#askedAt + LiveSearch.delayMs - performance.now(),
    );
  };

  /** Keeps empty fields out of the address. @param {FormDataEvent} event */
  #shorten = ({ formData }) => {
    for (const [name, value] of [...formData]) if (value === "") formData.delete(name);
  };

  /** @param {Event} event */
  #announce = ({ target }) => {
    if (!(target instanceof Element) || target.id !== this.getAttribute("frame")) return;
    const status = this.querySelector("[role=status]");
    if (status) status.textContent = target.querySelector("[data-result-count]")?.textContent ?? "";
  };
}

// Without Turbo each letter would load a page: the button stays.
if ("Turbo" in window) customElements.define("live-search", LiveSearch);
