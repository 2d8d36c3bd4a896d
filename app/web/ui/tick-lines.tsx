/** Lines with a box each. A script saves each box as it is ticked; without one, a button saves them. */

import type { Child } from "hono/jsx";
import { Button } from "#web/ui/button.tsx";

/** Form fields: the boxes ticked, those ticked when the page was made, and the buttons for all pages of the list. */
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
  /** The address that saves the boxes. */
  saveHref: string;
  /** Names all of them, after « Cocher ». */
  revived: string;
  found: number;
  lines: readonly TickLine[];
}

export function TickLines({ saveHref, revived, found, lines }: TickLinesProps) {
  return (
    <tick-list save={saveHref} refresh="decision">
      <p class="list-actions">
        <Button kind="quiet" name={wholeListName} value="cocher" formaction={saveHref}>
          Cocher {revived} ({String(found)})
        </Button>
        <Button kind="quiet" name={wholeListName} value="decocher" formaction={saveHref}>
          Décocher {revived} ({String(found)})
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
