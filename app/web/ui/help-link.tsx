import { createContext, useContext } from "hono/jsx";
import { Icon } from "#web/ui/icon.tsx";

/** The help about the screen that is shown. */
export const HelpAddress = createContext<string | undefined>(undefined);

/** In a tab of its own: what is being filled in stays as it is. */
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

/** In a dialog, which covers the bar. */
export function DialogHelp() {
  const href = useContext(HelpAddress);
  return href ? <HelpLink href={href} /> : null;
}
