import type { Child } from "hono/jsx";

/** A few choices that unfold over the page, without a script. */
export function Menu({ label, children }: { label: string; children?: Child }) {
  return (
    <details class="menu">
      <summary class="button button-quiet">{label}</summary>
      <div class="menu-panel">{children}</div>
    </details>
  );
}
