/** Accepts files dropped on a file input, and lists the chosen ones, each with its size and a button to remove it. */
class DropZone extends HTMLElement {
  connectedCallback() {
    this.addEventListener("dragover", this.#over);
    this.addEventListener("dragleave", this.#left);
    this.addEventListener("drop", this.#drop);
    this.addEventListener("change", this.#list);
    this.#list();
  }

  disconnectedCallback() {
    this.removeEventListener("dragover", this.#over);
    this.removeEventListener("dragleave", this.#left);
    this.removeEventListener("drop", this.#drop);
    this.removeEventListener("change", this.#list);
  }

  get #input() {
    return /** @type {HTMLInputElement} */ (this.querySelector("input[type=file]"));
  }

  /** @param {DragEvent} event */
  #over = (event) => {
    event.preventDefault();
    this.toggleAttribute("over", true);
  };

  #left = () => this.toggleAttribute("over", false);

  /** @param {DragEvent} event */
  #drop = (event) => {
    event.preventDefault();
    this.#left();
    const dropped = [...(event.dataTransfer?.files ?? [])];
    if (!this.#input.multiple) return this.#choose(dropped.slice(0, 1));
    const names = new Set(dropped.map((file) => file.name));
    this.#choose([...[...(this.#input.files ?? [])].filter((file) => !names.has(file.name)), ...dropped]);
  };

  /** @param {File[]} files */
  #choose(files) {
    const chosen = new DataTransfer();
    for (const file of files) chosen.items.add(file);
    this.#input.files = chosen.files;
    this.#input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  #list = () => {
    const files = [...(this.#input.files ?? [])];
    const list = document.createElement("ul");
    list.append(...files.map((file) => this.#line(file, files)));
    this.querySelector("[role=status]")?.replaceChildren(...(files.length > 0 ? [list] : []));
  };

  /** @param {File} file @param {File[]} files */
  #line(file, files) {
    const remove = document.createElement("button");
    remove.type = "button";
    remove.className = "button button-quiet";
    remove.textContent = "Retirer";
    remove.setAttribute("aria-label", `Retirer ${file.name}`);
    remove.addEventListener("click", () => {
      this.#choose(files.filter((other) => other !== file));
      this.#input.focus();
    });
    const line = document.createElement("li");
    line.append(`${file.name} (${size(file.size)})`, remove);
    return line;
  }
}

/** @param {number} bytes */
function size(bytes) {
  const unit = bytes < 1_000_000 ? "kilobyte" : "megabyte";
  const amount = unit === "kilobyte" ? Math.ceil(bytes / 1000) : bytes / 1_000_000;
  return new Intl.NumberFormat("fr-FR", { style: "unit", unit, maximumFractionDigits: 1 }).format(amount);
}

customElements.define("drop-zone", DropZone);
