/** Says in words how strong the typed password is. The server judges it: the dictionaries are too heavy for a page. */
class PasswordStrength extends HTMLElement {
  static delayMs = 300;
  #timer = 0;
  /** Answers may come back in another order: only the last one asked for counts. */
  #asked = 0;

  connectedCallback() {
    this.addEventListener("input", this.#later);
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
    this.removeEventListener("input", this.#later);
  }

  #later = () => {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#ask, PasswordStrength.delayMs);
  };

  #ask = async () => {
    const asked = ++this.#asked;
    const { value } = /** @type {HTMLInputElement} */ (this.querySelector("input"));
    const said = value === "" ? "" : await this.#judge(value).catch(() => "");
    const status = this.querySelector("[role=status]");
    if (status && asked === this.#asked) status.textContent = said;
  };

  /** @param {string} password */
  async #judge(password) {
    const body = new URLSearchParams({ password });
    const answer = await fetch(this.getAttribute("action") ?? "", { method: "POST", body });
    return answer.ok ? answer.text() : "";
  }
}

customElements.define("password-strength", PasswordStrength);
