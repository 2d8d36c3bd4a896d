import type { Child } from "hono/jsx";

interface ReasonLineProps {
  /** The reason, a whole sentence. */
  children?: Child;
  remedy?: { href: string; label: string } | undefined;
}

/** Why a button is missing, with a link to the remedy. */
export function ReasonLine({ children, remedy }: ReasonLineProps) {
  return (
    <p class="reason">
      {children} {remedy && <a href={remedy.href}>{remedy.label}</a>}
    </p>
  );
}
