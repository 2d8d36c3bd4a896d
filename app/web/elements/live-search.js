/**
 * Searches while one types: sends its form, and says aloud how many were found.
 * The search button is hidden by the stylesheet once this element is defined.
 */
class LiveSearch extends HTMLElement {
  static delayMs = 120;
  #timer = 0;

  connectedCallback() {
    this.addEventListener("input", this.#later);
    document.addEventListener("turbo:frame-load", this.#announce);
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
    this.removeEventListener("input", this.#later);
    document.removeEventListener("turbo:frame-load", this.#announce);
  }

  #later = () => {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.querySelector("form")?.requestSubmit(), LiveSearch.delayMs);
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
