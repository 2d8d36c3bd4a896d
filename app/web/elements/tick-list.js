/**
 * Keeps each box as soon as it is ticked or unticked, then shows what that makes of the decision below. Arrows go
 * from line to line.
 */
class TickList extends HTMLElement {
  connectedCallback() {
    this.addEventListener("change", this.#save);
    this.addEventListener("keydown", this.#move);
  }

  disconnectedCallback() {
    this.removeEventListener("change", this.#save);
    this.removeEventListener("keydown", this.#move);
  }

  /** @param {Event} event */
  #save = async ({ target }) => {
    if (!(target instanceof HTMLInputElement)) return;
    const body = new URLSearchParams([[target.checked ? "toucher" : "coche-avant", target.value]]);
    const url = this.getAttribute("save") ?? "";
    const answer = await fetch(url, { method: "POST", body, redirect: "manual" }).catch(() => undefined);
    const isKept = answer?.type === "opaqueredirect";
    this.#say(isKept ? "Enregistré." : "Cette case sera enregistrée quand vous appliquerez l’importation.");
    if (isKept)
      document.getElementById(this.getAttribute("refresh") ?? "")?.setAttribute("src", location.href);
  };

  /** @param {string} text */
  #say(text) {
    const status = this.querySelector("[role=status]");
    if (status) status.textContent = text;
  }

  /** @param {KeyboardEvent} event */
  #move = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const boxes = [...this.querySelectorAll("input[type=checkbox]")];
    const place = boxes.indexOf(/** @type {Element} */ (event.target));
    if (!step || place < 0) return;
    event.preventDefault();
    /** @type {HTMLElement | undefined} */ (boxes[place + step])?.focus();
  };
}

customElements.define("tick-list", TickList);
