/** Lines with a box each, kept as soon as it is ticked; without a script, with a button. */

import type { Child } from "hono/jsx";
import { Button } from "#web/ui/button.tsx";

/** Form fields: what is ticked, what was when the page was made, and all pages of the list at once. */
export const tickName = "toucher";
export const wasTickedName = "coche-avant";
export const wholeListName = "liste-entiere";

interface TickLine {
  value: string;
  ticked: boolean;
  label: Child;
  detail?: Child;
}

interface TickLinesProps {
  /** Where the boxes are kept. */
  saveHref: string;
  /** What all of them are, after « Cocher ». */
  whole: string;
  found: number;
  lines: readonly TickLine[];
}

export function TickLines({ saveHref, whole, found, lines }: TickLinesProps) {
  return (
    <tick-list save={saveHref} refresh="decision">
      <p class="list-actions">
        <Button kind="quiet" name={wholeListName} value="cocher" formaction={saveHref}>
          Cocher {whole} ({String(found)})
        </Button>
        <Button kind="quiet" name={wholeListName} value="decocher" formaction={saveHref}>
          Décocher {whole} ({String(found)})
        </Button>
        <noscript>
          <Button kind="quiet" formaction={saveHref}>
            Enregistrer les cases
          </Button>
        </noscript>
      </p>
      <ul class="name-list">
        {lines.map(({ value, ticked, label, detail }) => (
          <li>
            {ticked && <input type="hidden" name={wasTickedName} value={value} />}
            <label class="tick">
              <input type="checkbox" name={tickName} value={value} checked={ticked} />
              {label}
            </label>
            {detail}
          </li>
        ))}
      </ul>
      <p class="visually-hidden" role="status" />
    </tick-list>
  );
}
