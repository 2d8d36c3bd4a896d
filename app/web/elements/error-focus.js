/** Moves the focus to itself when it comes on the page: the summary of a form's errors. */
class ErrorFocus extends HTMLElement {
  connectedCallback() {
    this.focus();
  }
}

customElements.define("error-focus", ErrorFocus);
