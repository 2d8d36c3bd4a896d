import type { Child } from "hono/jsx";

/** Says that there is nothing to show; the children teach the next step. */
export function EmptyState({ title, children }: { title: string; children?: Child }) {
  return (
    <div class="empty">
      <p class="empty-title">{title}</p>
      {children}
    </div>
  );
}
