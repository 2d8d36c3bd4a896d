/** « /ui », on a development server: every component in every state, to be looked at together. */

import { Hono } from "hono";
import { showPage } from "#web/page.tsx";
import { paths } from "#web/paths.ts";
import { Buttons, Signs } from "#web/showcase/buttons.tsx";
import { ChoiceStates, FieldStates } from "#web/showcase/fields.tsx";
import { ListStates, TableStates } from "#web/showcase/lists.tsx";
import { NoticeStates, PlanStates } from "#web/showcase/notices.tsx";
import { PageHeading } from "#web/ui/layout.tsx";
import type { PageEnv } from "#web/visit.ts";

export function showcaseRoutes(): Hono<PageEnv> {
  return new Hono<PageEnv>().get(paths.ui.pattern, (c) =>
    showPage(c, {
      title: "Composants",
      wide: true,
      children: (
        <>
          <PageHeading
            title="Composants"
            lead="Chaque élément des écrans, dans chacun de ses états. Changez la taille de la fenêtre et le thème du système, ou imprimez."
          />
          <Buttons />
          <Signs />
          <FieldStates />
          <ChoiceStates />
          <NoticeStates />
          <PlanStates />
          <TableStates />
          <ListStates />
        </>
      ),
    }),
  );
}
