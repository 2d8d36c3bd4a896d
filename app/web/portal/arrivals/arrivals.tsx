/** Who came from the portal without an account: whose is it? */

import type { Context } from "hono";
import { z } from "zod";
import { dismissArrival, linkArrival } from "#actions/portal/link-arrival.ts";
import type { SchoolTransaction } from "#data/database.ts";
import { countArrivals, findArrival, listArrivals, listLinkable } from "#data/portal/arrivals.ts";
import { fullName, ofName } from "#domain/names.ts";
import { isEntId } from "#domain/portal/portal.ts";
import { reasonSentence } from "#domain/reasons.ts";
import { refuse } from "#web/kit/errors.tsx";
import { readForm, withoutNull } from "#web/kit/form.ts";
import { actorOf, here, leaveNotice, type PageEnv, signedInContext } from "#web/kit/here.ts";
import { showPage } from "#web/kit/page.tsx";
import { paths } from "#web/paths.ts";
import { ArrivalPage, ArrivalsPage } from "#web/portal/arrivals/arrivals-page.tsx";

const perPage = 20;
const mostCandidates = 3;
const mostFound = 30;

export async function showArrivals(c: Context<PageEnv>): Promise<Response> {
  const entId = c.req.query("pour");
  if (entId) return showArrival(c, entId);
  const { school, read } = here(c);
  const asked = Math.max(1, Number.parseInt(c.req.query("page") ?? "", 10) || 1);
  const shown = await read((tx) => readArrivals(tx, asked));
  return showPage(c, {
    title: "Venus de l’ENT sans compte relié",
    wide: true,
    children: <ArrivalsPage uai={school.uai} {...shown} />,
  });
}

async function readArrivals(tx: SchoolTransaction, asked: number) {
  const count = await countArrivals(tx);
  const pages = Math.max(1, Math.ceil(count / perPage));
  const page = Math.min(asked, pages);
  const lines = [];
  for (const arrival of await listArrivals(tx, { limit: perPage, offset: (page - 1) * perPage })) {
    const { shownName, maskedUser } = arrival;
    // A name proves nothing: the account that can do everything is never proposed on one.
    const candidates =
      shownName && !maskedUser
        ? await listLinkable(tx, shownName, { limit: mostCandidates, withAdministrator: false })
        : [];
    lines.push({ ...arrival, candidates });
  }
  return { count, page, pages, lines };
}

async function showArrival(c: Context<PageEnv>, entId: string): Promise<Response> {
  const { site, context } = c.var;
  const { uai } = context.school;
  if (!isEntId(entId)) throw refuse(404);
  const search = withoutNull(c.req.query("q") ?? "")
    .trim()
    .slice(0, 100);
  const { arrival, found } = await site.database.inSchool(uai, async (tx) => ({
    arrival: await findArrival(tx, entId),
    found: search ? await listLinkable(tx, search, { limit: mostFound, withAdministrator: true }) : undefined,
  }));
  if (!arrival) return c.redirect(paths.arrivals({ uai }), 303);
  return showPage(c, {
    title: "Relier une personne venue de l’ENT",
    wide: true,
    children: <ArrivalPage {...{ uai, arrival, search, found, mostFound }} />,
  });
}

const entIdField = z.string().refine(isEntId);
const linkForm = z.object({ "id-ent": entIdField, personne: z.uuid() });

export async function postLinkArrival(c: Context<PageEnv>): Promise<Response> {
  const context = signedInContext(c);
  const { uai } = context.school;
  const form = await readForm(c, linkForm);
  if (!form.ok) return c.redirect(paths.arrivals({ uai }), 303);
  const { "id-ent": entId, personne: userId } = form.value;
  const answer = await linkArrival(c.var.site, actorOf(context), uai, { entId, userId });
  await leaveNotice(
    c,
    answer.ok
      ? `L’ID ENT ${entId} est celui ${ofName(fullName(answer.value))}, qui entrera désormais par l’ENT.`
      : reasonSentence(answer.refusal),
  );
  return c.redirect(paths.arrivals({ uai }), 303);
}

export async function postDismissArrival(c: Context<PageEnv>): Promise<Response> {
  const context = signedInContext(c);
  const { uai } = context.school;
  const form = await readForm(c, z.object({ "id-ent": entIdField }));
  if (!form.ok) return c.redirect(paths.arrivals({ uai }), 303);
  const answer = await dismissArrival(c.var.site, actorOf(context), uai, form.value["id-ent"]);
  await leaveNotice(
    c,
    answer.ok
      ? "La personne est écartée de la liste. Elle y reviendra si elle se présente de nouveau."
      : reasonSentence(answer.refusal),
  );
  return c.redirect(paths.arrivals({ uai }), 303);
}
