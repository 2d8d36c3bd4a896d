import { type Context, Hono } from "hono";
import { listSchoolsUpToTwo } from "#data/school/schools.ts";
import { uaiSchema } from "#domain/school/school.ts";
import { showStatement } from "#web/help/accessibility/routes.tsx";
import type { PageEnv } from "#web/kit/here.ts";
import { showPage } from "#web/kit/page.tsx";
import { paths } from "#web/paths.ts";
import { Actions, Button } from "#web/ui/button.tsx";
import { TextField } from "#web/ui/fields.tsx";
import { PageHeading } from "#web/ui/layout.tsx";

/** `/` goes to the only school, or asks which one. */
export function homeRoutes(): Hono<PageEnv> {
  return new Hono<PageEnv>()
    .get(paths.accessibilityOfAll.pattern, showStatement)
    .get(paths.school.pattern, (c, next) => {
      const uai = uaiSchema.safeParse(c.req.param("uai"));
      return uai.success ? Promise.resolve(c.redirect(paths.signIn({ uai: uai.data }))) : next();
    })
    .get(paths.home.pattern, async (c) => {
      const typed = c.req.query("uai");
      const uai = uaiSchema.safeParse(typed);
      if (uai.success) return c.redirect(paths.signIn({ uai: uai.data }));
      const schools = await c.var.site.database.asPlatform(listSchoolsUpToTwo);
      if (schools.length === 1 && typed === undefined)
        return c.redirect(paths.signIn({ uai: schools[0]!.uai }));
      return showWhichSchool(c, typed, uai.error?.issues[0]?.message);
    });
}

function showWhichSchool(c: Context<PageEnv>, typed: string | undefined, error: string | undefined) {
  return showPage(c, {
    title: "Votre établissement",
    status: typed === undefined ? 200 : 422,
    children: (
      <>
        <PageHeading title="Votre établissement" />
        <form method="get" action={paths.home({})}>
          <TextField
            name="uai"
            label="UAI de l’établissement"
            hint="7 chiffres et une lettre, par exemple 0999999Z. Votre établissement vous l’a donné."
            value={typed}
            error={typed === undefined ? undefined : error}
            required
            autocomplete="off"
          />
          <Actions>
            <Button>Continuer</Button>
          </Actions>
        </form>
      </>
    ),
  });
}
