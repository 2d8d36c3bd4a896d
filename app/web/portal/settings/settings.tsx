/** "Connexion par l'ENT": the portal's address and protocol. */

import type { Context } from "hono";
import { removePortal, savePortal } from "#actions/portal/save-portal.ts";
import { countArrivals } from "#data/portal/arrivals.ts";
import { findPortal } from "#data/portal/portals.ts";
import { refuse } from "#web/kit/errors.tsx";
import { type FormErrors, readForm, type Typed, typedValue } from "#web/kit/form.ts";
import { actorOf, leaveNotice, type PageEnv, signedInContext } from "#web/kit/here.ts";
import { showPage } from "#web/kit/page.tsx";
import { paths } from "#web/paths.ts";
import { noPortal, portalForm } from "#web/portal/settings/settings-form.ts";
import { PortalSettingsPage } from "#web/portal/settings/settings-page.tsx";

export async function showPortalSettings(
  c: Context<PageEnv>,
  shown: { typed?: Typed; errors?: FormErrors } = {},
): Promise<Response> {
  const { site, context } = c.var;
  const { uai } = context.school;
  const { portal, arrivals } = await site.database.inSchool(uai, async (tx) => ({
    portal: await findPortal(tx),
    arrivals: await countArrivals(tx),
  }));
  const { typed, errors = {} } = shown;
  const value = (name: string, stored: string | undefined): string | undefined =>
    typed ? typedValue(typed, name) : stored;
  const returnUrl = site.portalReturnUrl(uai);
  return showPage(c, {
    title: "Connexion par l’ENT",
    status: Object.keys(errors).length > 0 ? 422 : 200,
    children: (
      <PortalSettingsPage
        {...{ uai, errors, arrivals, returnUrl }}
        tileUrl={new URL(paths.portal({ uai }), returnUrl).href}
        isSet={portal !== undefined}
        hasSecret={portal?.sealedSecret !== undefined}
        typed={{
          protocol: value("protocole", portal?.protocol ?? noPortal),
          address: value("adresse", portal?.address),
          attribute: value("attribut", portal?.attribute),
          clientId: value("client", portal?.clientId),
        }}
      />
    ),
  });
}

export async function postPortalSettings(c: Context<PageEnv>): Promise<Response> {
  const { site } = c.var;
  const context = signedInContext(c);
  const { uai } = context.school;
  const form = await readForm(c, portalForm(site.portalNetwork.allowsPrivate));
  if (!form.ok) return showPortalSettings(c, { typed: form.typed, errors: form.refusal });
  const values = form.value;
  const answer = values
    ? await savePortal(site, actorOf(context), uai, values.portal, values.secret)
    : await removePortal(site, actorOf(context), uai);
  if (!answer.ok) throw refuse(403);
  await leaveNotice(
    c,
    values
      ? "La connexion par l’ENT est réglée. Testez-la maintenant."
      : "On n’entre plus par l’ENT. Les ID ENT des comptes sont gardés.",
  );
  return c.redirect(paths.portalSettings({ uai }), 303);
}
