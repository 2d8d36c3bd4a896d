/** "Connexion par l'ENT": the portal's address and protocol. */

import type { Context } from "hono";
import { removePortal, savePortal } from "#actions/portal/save-portal.ts";
import { countArrivals } from "#data/portal/arrivals.ts";
import { findPortal } from "#data/portal/portals.ts";
import { answerRefusal, said } from "#web/kit/answer.ts";
import { refuse } from "#web/kit/errors.tsx";
import { type Again, newForm, readForm } from "#web/kit/form.ts";
import { here, type PageEnv } from "#web/kit/here.ts";
import { showPage, statusOf } from "#web/kit/page.tsx";
import { portalForm } from "#web/portal/settings/settings-form.ts";
import { PortalSettingsPage } from "#web/portal/settings/settings-page.tsx";

export async function showPortalSettings(c: Context<PageEnv>, again: Again = newForm): Promise<Response> {
  const { site, school, to, read } = here(c);
  const { portal, arrivals } = await read(async (tx) => ({
    portal: await findPortal(tx),
    arrivals: await countArrivals(tx),
  }));
  const returnUrl = site.portalReturnUrl(school.uai);
  const tileUrl = new URL(to.portal(), returnUrl).href;
  const props = { uai: school.uai, portal, arrivals, returnUrl, tileUrl, again };
  return showPage(c, {
    title: "Connexion par l’ENT",
    status: statusOf(again.errors),
    children: <PortalSettingsPage {...props} />,
  });
}

export async function postPortalSettings(c: Context<PageEnv>): Promise<Response> {
  const { site, to, act } = here(c);
  const form = await readForm(c, portalForm(site.portalNetwork.allowsPrivate));
  if (!form.ok) return showPortalSettings(c, form);
  const values = form.value;
  const saved = values ? await act(savePortal, values.portal, values.secret) : await act(removePortal);
  if (!saved.ok) return answerRefusal(c, saved, () => Promise.reject(refuse(403)));
  const sentence = values
    ? "La connexion par l’ENT est réglée. Testez-la maintenant."
    : "On n’entre plus par l’ENT. Les ID ENT des comptes sont gardés.";
  return said(c, sentence, to.portalSettings());
}
