/**
 * A key presses the element whose `data-key` it is: in the row that has the focus, otherwise in the page or the dialog.
 * Up and down move from row to row, on the boxes or on the links. Keys do nothing in a text field, with another key
 * held, or once switched off in "Mon compte".
 */
class ShortcutKeys extends HTMLElement {
  connectedCallback() {
    document.addEventListener("keydown", this.#press);
    const box = document.querySelector("[data-shortcuts]");
    if (!(box instanceof HTMLInputElement)) return;
    box.checked = areWanted();
    box.closest("[hidden]")?.removeAttribute("hidden");
    box.addEventListener("change", () => localStorage.setItem("raccourcis", box.checked ? "oui" : "non"));
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this.#press);
  }

  /** @param {KeyboardEvent} event */
  #press = (event) => {
    const { key, target } = event;
    if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented || !areWanted()) return;
    if (!(target instanceof HTMLElement)) return;
    const step = key === "ArrowDown" ? 1 : key === "ArrowUp" ? -1 : 0;
    const isSearch = target.matches("[type=search]") && step === 1;
    if (!isSearch && target.matches("input:not([type=checkbox]), select, textarea")) return;
    const found = step ? rowBeside(target, step, isSearch) : keyed(target, key);
    if (!found) return;
    event.preventDefault();
    if (step || found.matches("input")) found.focus();
    else found.click();
  };
}

function areWanted() {
  return localStorage.getItem("raccourcis") !== "non";
}

/** @param {HTMLElement} from @param {string} key @returns {HTMLElement | null} */
function keyed(from, key) {
  const place = document.querySelector("dialog[open]") ?? document;
  const marked = `[data-key="${CSS.escape(key)}"]`;
  return from.closest("tr")?.querySelector(marked) ?? place.querySelector(`:not(tr *)${marked}`);
}

/** @param {HTMLElement} from @param {number} step @param {boolean} isSearch @returns {HTMLElement | null | undefined} */
function rowBeside(from, step, isSearch) {
  const rows = [...document.querySelectorAll("main :is(tbody tr, tick-list li:has([type=checkbox]))")];
  const same = from.matches("[type=checkbox]") ? "[type=checkbox]" : "a, button";
  const at = isSearch ? -1 : rows.findIndex((row) => row.contains(from));
  return at < 0 && !isSearch ? null : rows[at + step]?.querySelector(same);
}

customElements.define("shortcut-keys", ShortcutKeys);
