/** Writes the date picked in the calendar into the field beside it, as a French date. */
class DateField extends HTMLElement {
  connectedCallback() {
    const [written, calendar] = this.querySelectorAll("input");
    calendar.onchange = () => {
      written.value = calendar.value.split("-").reverse().join("/");
      written.dispatchEvent(new Event("input", { bubbles: true }));
    };
  }
}

customElements.define("date-field", DateField);
