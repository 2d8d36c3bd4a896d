/** Leaves on the list the classes whose name holds what is typed, and those that are chosen. */
class ClassSearch extends HTMLElement {
  connectedCallback() {
    this.oninput = ({ target }) => {
      const typed = /** @type {HTMLInputElement} */ (target).value.trim().toLowerCase();
      for (const box of this.parentElement?.querySelectorAll("label.class-box") ?? [])
        box.toggleAttribute(
          "hidden",
          !`${box.textContent} ${box.title}`.toLowerCase().includes(typed) && !box.querySelector(":checked"),
        );
    };
  }
}

customElements.define("class-search", ClassSearch);
