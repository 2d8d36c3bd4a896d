/** To the portal and back: who leaves for it, who comes from it, who it is here. */

import type { Context } from "hono";
import { enterByPortal } from "#actions/portal/enter-by-portal.ts";
import type { PortalRefusal } from "#domain/portal/portal.ts";
import { loginUrl, logoutUrl, type PortalArrival, redeem, returnedState } from "#portal/portal.ts";
import { deviceToken, placeOf, setDeviceCookie } from "#web/kit/cookies.ts";
import { type PageEnv, setSessionCookie } from "#web/kit/here.ts";
import { landing, ownPath } from "#web/kit/landing.ts";
import { showPage } from "#web/kit/page.tsx";
import { paths } from "#web/paths.ts";
import { type Departure, setJourney, takeJourney, wasSecondAttempt } from "#web/portal/journey.ts";
import { openPortal } from "#web/portal/known-portal.ts";
import { leaveTrial } from "#web/portal/settings/trial.tsx";
import { CookiesPage, NoAccountPage, NotConfirmedPage } from "#web/portal/sign-in-pages.tsx";

/** Where the button of the sign-in page and the portal's own tile lead. */
export function goToPortal(c: Context<PageEnv>): Promise<Response> {
  return leaveForPortal(c, { back: ownPath(c.var.context.school.uai, c.req.query("suite")) });
}

export async function leaveForPortal(c: Context<PageEnv>, departure: Departure): Promise<Response> {
  const { site, context } = c.var;
  const { uai } = context.school;
  const portal = await openPortal(c);
  if (!portal) return c.redirect((departure.trial ? paths.portalSettings : paths.signIn)({ uai }), 303);
  if (!portal.ok) return showNotConfirmed(c, portal.refusal);
  const journey = setJourney(c, departure);
  const url = await loginUrl(site.portalNetwork, portal.value, journey, site.portalReturnUrl(uai));
  if (!url.ok) return showNotConfirmed(c, url.refusal);
  c.header("Cache-Control", "no-store");
  return c.redirect(url.value, 303);
}

export async function comeFromPortal(c: Context<PageEnv>): Promise<Response> {
  const { site, context } = c.var;
  const { uai } = context.school;
  const portal = await openPortal(c);
  if (!portal) return c.redirect(paths.signIn({ uai }), 303);
  if (!portal.ok) return showNotConfirmed(c, portal.refusal);
  const query = new URL(c.req.url).searchParams;
  const state = returnedState(portal.value, query);
  const journey = takeJourney(c);
  if (!journey || journey.state !== state)
    return wasSecondAttempt(state) ? showCookies(c) : leaveForPortal(c, { again: true });
  const returnUrl = site.portalReturnUrl(uai);
  const arrival = await redeem(site.portalNetwork, portal.value, journey, returnUrl, query);
  if (journey.trial) return leaveTrial(c, arrival);
  if (!arrival.ok) return showNotConfirmed(c, arrival.refusal);
  return letIn(c, arrival.value, journey.back);
}

async function letIn(
  c: Context<PageEnv>,
  arrival: PortalArrival,
  back: string | undefined,
): Promise<Response> {
  const { site, context } = c.var;
  const { uai } = context.school;
  const answer = await enterByPortal(site, uai, {
    ...arrival,
    place: placeOf(c),
    deviceToken: deviceToken(c),
  });
  if (!answer.ok)
    return answer.refusal === "no-account"
      ? showNoAccount(c, arrival.entId)
      : showNotConfirmed(c, answer.refusal);
  const { token, user } = answer.value;
  setSessionCookie(c, uai, token);
  setDeviceCookie(c, uai, answer.value.deviceToken);
  return c.redirect(ownPath(uai, back) ?? landing(uai, user.profile), 303);
}

/** After our own session has ended; where it leads, the portal alone says. */
export async function leavePortal(c: Context<PageEnv>): Promise<Response> {
  const { site, context } = c.var;
  const portal = await openPortal(c);
  const url = portal?.ok ? await logoutUrl(site.portalNetwork, portal.value) : undefined;
  const leaving = url?.ok ? url.value : undefined;
  return c.redirect(leaving ?? paths.signIn({ uai: context.school.uai }), 303);
}

function showNoAccount(c: Context<PageEnv>, entId: string): Promise<Response> {
  const { site, context } = c.var;
  return showPage(c, {
    title: "Aucun compte relié à l’ENT",
    status: 403,
    children: <NoAccountPage school={context.school} product={site.productName} entId={entId} />,
  });
}

function showNotConfirmed(c: Context<PageEnv>, refusal: PortalRefusal): Promise<Response> {
  return showPage(c, {
    title: "L’ENT n’a pas confirmé votre connexion",
    status: 502,
    children: <NotConfirmedPage school={c.var.context.school} refusal={refusal} />,
  });
}

function showCookies(c: Context<PageEnv>): Promise<Response> {
  return showPage(c, {
    title: "La connexion n’a pas pu se terminer",
    status: 403,
    children: <CookiesPage school={c.var.context.school} />,
  });
}
