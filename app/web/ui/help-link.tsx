import { createContext, useContext } from "hono/jsx";
import { Icon } from "#web/ui/icon.tsx";

export const HelpAddress = createContext<string | undefined>(undefined);

/** Opens a tab of its own: a form keeps what was typed. */
export function HelpLink({ href }: { href: string }) {
  return (
    <a
      class="help-link"
      href={href}
      target="_blank"
      rel="noopener"
      title="Aide sur cet écran (nouvel onglet)"
      data-key="?"
    >
      <Icon name="help" />
      Aide<span class="visually-hidden"> sur cet écran (nouvel onglet)</span>
    </a>
  );
}

/** A dialog covers the bar, which has the other link to the help. */
export function DialogHelp() {
  const href = useContext(HelpAddress);
  return href ? <HelpLink href={href} /> : null;
}
