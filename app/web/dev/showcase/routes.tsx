/** The page /ui of the development server: every component in every state. */

import { Hono } from "hono";
import { Buttons, Signs } from "#web/dev/showcase/buttons.tsx";
import { ChoiceStates, FieldStates } from "#web/dev/showcase/fields.tsx";
import { ListStates, TableStates } from "#web/dev/showcase/lists.tsx";
import { NoticeStates, PlanStates } from "#web/dev/showcase/notices.tsx";
import type { PageEnv } from "#web/kit/here.ts";
import { showPage } from "#web/kit/page.tsx";
import { paths } from "#web/paths.ts";
import { PageHeading } from "#web/ui/layout.tsx";

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
