/** "Accès des inspecteurs": the head lets one in, until a day or without, and out again. */

import { type Context, Hono } from "hono";
import { z } from "zod";
import { closeInspection, openInspection } from "#actions/inspectors/open-inspection.ts";
import { findInspector, listInspectors, searchInspectors } from "#data/inspectors/inspectors.ts";
import { listInspectorMailOutcomes } from "#data/inspectors/mails.ts";
import { listOpenings } from "#data/inspectors/openings.ts";
import { dayInFrance, parseCalendarDate } from "#domain/calendar.ts";
import { openingIsOpen } from "#domain/inspectors/inspector.ts";
import { fullName } from "#domain/names.ts";
import { type Reason, reasonSentence } from "#domain/reasons.ts";
import { CloseInspectionPage, OpenInspectionPage } from "#web/inspectors/opening-pages.tsx";
import { OpeningsPage } from "#web/inspectors/openings-page.tsx";
import { refuse } from "#web/kit/errors.tsx";
import { type FormErrors, readForm, typedValue, withoutNull } from "#web/kit/form.ts";
import { headOnly } from "#web/kit/guards.ts";
import { actorOf, leaveNotice, type PageEnv, signedInContext } from "#web/kit/here.ts";
import { showPage } from "#web/kit/page.tsx";
import { targetId } from "#web/kit/target.ts";
import { paths } from "#web/paths.ts";

export function openingsRoutes(): Hono<PageEnv> {
  return new Hono<PageEnv>()
    .use(paths.inspectors.pattern, headOnly)
    .use(`${paths.inspectors.pattern}/*`, headOnly)
    .get(paths.inspectors.pattern, showOpenings)
    .get(paths.openInspection.pattern, (c) => showOpen(c))
    .post(paths.openInspection.pattern, postOpen)
    .get(paths.closeInspection.pattern, (c) => showClose(c))
    .post(paths.closeInspection.pattern, postClose);
}

/** Fewer would list everybody. */
const fewestLetters = 3;

async function showOpenings(c: Context<PageEnv>): Promise<Response> {
  const { site, context } = c.var;
  const { uai } = context.school;
  const search = withoutNull(c.req.query("q") ?? "")
    .trim()
    .slice(0, 100);
  const openings = await site.database.inSchool(uai, listOpenings);
  const ids = [...new Set(openings.map(({ inspectorId }) => inspectorId))];
  const read = await site.database.asPlatform(async (db) => ({
    inspectors: await listInspectors(db, ids),
    outcomes: await listInspectorMailOutcomes(db, uai, ids),
    found: search.length >= fewestLetters ? await searchInspectors(db, search) : undefined,
  }));
  const now = site.clock();
  const lines = openings.map((opening) => ({
    ...opening,
    open: openingIsOpen(opening, now),
    inspector: read.inspectors.find(({ id }) => id === opening.inspectorId)!,
    lastMail: read.outcomes.find(({ inspectorId }) => inspectorId === opening.inspectorId),
  }));
  return showPage(c, {
    title: "Accès des inspecteurs",
    wide: true,
    children: <OpeningsPage {...{ uai, search, fewestLetters, lines }} found={read.found} />,
  });
}

const openForm = z.object({ fin: z.string().optional() });

async function showOpen(
  c: Context<PageEnv>,
  errors: FormErrors = {},
  endsOn?: string,
  refused?: Reason,
): Promise<Response> {
  const { site, context } = c.var;
  const { uai } = context.school;
  const id = targetId(c);
  const inspector = await site.database.asPlatform((db) => findInspector(db, id));
  if (!inspector) throw refuse(404);
  return showPage(c, {
    title: `Ouvrir l’accès à ${fullName(inspector)}`,
    status: refused ? 409 : Object.keys(errors).length > 0 ? 422 : 200,
    children: (
      <OpenInspectionPage
        {...{ uai, inspector, errors, endsOn }}
        refusal={refused && reasonSentence(refused)}
        today={dayInFrance(site.clock())}
        hasMailbox={site.hasMailbox}
        mailFrom={site.mailFrom}
      />
    ),
  });
}

async function postOpen(c: Context<PageEnv>): Promise<Response> {
  const context = signedInContext(c);
  const { uai } = context.school;
  const form = await readForm(c, openForm);
  const typed = typedValue(form.typed, "fin") || undefined;
  const endsOn = typed && parseCalendarDate(typed);
  if (typed && (!endsOn || endsOn < dayInFrance(c.var.site.clock())))
    return showOpen(c, { fin: "Indiquez un jour à venir, ou laissez vide." }, typed);
  const answer = await openInspection(c.var.site, actorOf(context), uai, targetId(c), endsOn);
  if (!answer.ok) {
    if (answer.refusal === "not-found") throw refuse(404);
    return showOpen(c, {}, typed, answer.refusal);
  }
  await leaveNotice(
    c,
    `L’accès est ouvert à ${fullName(answer.value)}. Un courriel part vers ${answer.value.email}.`,
  );
  return c.redirect(paths.inspectors({ uai }), 303);
}

async function showClose(c: Context<PageEnv>, refused?: Reason): Promise<Response> {
  const { site, context } = c.var;
  const id = targetId(c);
  const inspector = await site.database.asPlatform((db) => findInspector(db, id));
  if (!inspector) throw refuse(404);
  return showPage(c, {
    title: `Fermer l’accès à ${fullName(inspector)}`,
    status: refused ? 409 : 200,
    children: (
      <CloseInspectionPage
        uai={context.school.uai}
        inspector={inspector}
        refusal={refused && reasonSentence(refused)}
      />
    ),
  });
}

async function postClose(c: Context<PageEnv>): Promise<Response> {
  const context = signedInContext(c);
  const { uai } = context.school;
  const answer = await closeInspection(c.var.site, actorOf(context), uai, targetId(c));
  if (!answer.ok) {
    if (answer.refusal === "not-found") throw refuse(404);
    return showClose(c, answer.refusal);
  }
  await leaveNotice(
    c,
    `L’accès est fermé à ${fullName(answer.value)}. Un courriel part vers ${answer.value.email}.`,
  );
  return c.redirect(paths.inspectors({ uai }), 303);
}
