/**
 * With `save`, saves each box as it is ticked or unticked, then reloads the frame `refresh`, which shows the decision.
 * Without, adds two buttons that tick or untick all.
 */
class TickList extends HTMLElement {
  connectedCallback() {
    if (this.hasAttribute("save")) this.addEventListener("change", this.#save);
    else this.#offerAll();
  }

  disconnectedCallback() {
    this.removeEventListener("change", this.#save);
  }

  /** @param {Event} event */
  #save = async ({ target }) => {
    if (!(target instanceof HTMLInputElement)) return;
    const body = new URLSearchParams([[target.checked ? "toucher" : "coche-avant", target.value]]);
    const url = this.getAttribute("save") ?? "";
    const answer = await fetch(url, { method: "POST", body, redirect: "manual" }).catch(() => undefined);
    const isKept = answer?.type === "opaqueredirect";
    this.#say(isKept ? "Enregistré." : "Cette case sera enregistrée quand vous confirmerez.");
    if (isKept)
      document.getElementById(this.getAttribute("refresh") ?? "")?.setAttribute("src", location.href);
  };

  #offerAll() {
    const boxes = () =>
      /** @type {NodeListOf<HTMLInputElement>} */ (this.querySelectorAll("input[type=checkbox]"));
    if (boxes().length < 2 || this.querySelector("[data-tick-all]")) return;
    const line = document.createElement("p");
    for (const [text, ticked] of /** @type {const} */ ([
      ["Tout cocher", true],
      ["Tout décocher", false],
    ])) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button button-quiet";
      button.dataset.tickAll = "";
      button.textContent = text;
      button.addEventListener("click", () => {
        for (const box of boxes()) box.checked = ticked;
      });
      line.append(button);
    }
    this.prepend(line);
  }

  /** @param {string} text */
  #say(text) {
    const status = this.querySelector("[role=status]");
    if (status) status.textContent = text;
  }
}

customElements.define("tick-list", TickList);
