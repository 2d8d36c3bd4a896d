import { event, shown } from "#domain/event.ts";
import type { PlanCounts } from "#domain/imports/counts.ts";

interface OfImport {
  readonly importId: string;
}

export const importEvents = {
  "import-applied": event<{ after: OfImport & PlanCounts }>({
    kind: "imports",
    describe: ({ after }) => ({
      what: "Importation appliquée",
      detail: `nouveaux ${shown(after.created)}, modifiés ${shown(after.updated)}, de retour ${shown(after.returned)}, masqués ${shown(after.masked)}`,
    }),
  }),
  "import-undone": event<{ after: OfImport & { readonly erased: number; readonly restored: number } }>({
    kind: "imports",
    describe: ({ after }) => ({
      what: "Importation annulée",
      detail: `comptes effacés ${shown(after.erased)}, fiches remises comme avant ${shown(after.restored)}`,
    }),
  }),
  "import-abandoned": event<{ after: OfImport }>({
    kind: "imports",
    automatic: true,
    describe: () => ({ what: "Importation abandonnée, restée sans décision" }),
  }),
};
