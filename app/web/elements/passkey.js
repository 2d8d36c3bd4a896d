/** A form that a passkey answers: the browser asks for the key, and the form sends its answer. */
class PasskeyForm extends HTMLElement {
  connectedCallback() {
    this.addEventListener("submit", this.#ask);
  }

  disconnectedCallback() {
    this.removeEventListener("submit", this.#ask);
  }

  /** @param {SubmitEvent} event */
  #ask = async (event) => {
    const form = /** @type {HTMLFormElement} */ (event.target);
    const answer = /** @type {HTMLInputElement} */ (form.elements.namedItem("answer"));
    if (answer.value) return;
    event.preventDefault();
    if (!globalThis.PublicKeyCredential?.parseRequestOptionsFromJSON)
      return this.#say("Ce navigateur ne connaît pas les clés d’accès. Utilisez un autre moyen.");
    this.#say("Suivez ce que votre navigateur vous demande.");
    try {
      answer.value = JSON.stringify(await this.#credential());
    } catch {
      return this.#say(
        "La clé d’accès n’a pas répondu. Rien n’est changé : réessayez, ou utilisez un autre moyen.",
      );
    }
    form.requestSubmit();
  };

  #credential() {
    const options = JSON.parse(this.getAttribute("options") ?? "");
    return this.hasAttribute("creates")
      ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
      : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
  }

  /** @param {string} text */
  #say(text) {
    const status = this.querySelector("[role=status]");
    if (status) status.textContent = text;
  }
}

customElements.define("passkey-form", PasskeyForm);
