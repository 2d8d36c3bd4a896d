/** Shows only the classes whose name contains what is typed, and the chosen ones. */
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
