/** Ticks or unticks a whole list of people at once. */
class TickList extends HTMLElement {
  connectedCallback() {
    if (this.querySelector("[data-tick-all]")) return;
    const boxes = () =>
      /** @type {NodeListOf<HTMLInputElement>} */ (this.querySelectorAll("input[type=checkbox]"));
    if (boxes().length < 2) return;
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
}

customElements.define("tick-list", TickList);
