/**
 * Searches while one types: sends its form, and says aloud how many were found.
 * The search button is hidden by the stylesheet once this element is defined.
 */
class LiveSearch extends HTMLElement {
  /** Between two questions: a letter after a pause is looked for at once, those of one stroke together. */
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

  /** Letters replace the address; a filter chosen is a step that Back undoes. @param {Event} event */
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

  /** What is empty says nothing in the address. @param {FormDataEvent} event */
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

// Without Turbo each letter would load a page: leave the button.
if ("Turbo" in window) customElements.define("live-search", LiveSearch);
