/** "Effacement des comptes masqués": when, if at all, and the proof. */

import type { Context } from "hono";
import { z } from "zod";
import { saveErasureSettings } from "#actions/school/save-erasure-settings.ts";
import { findErasureSettings, listErasures, listMaskedUsers } from "#data/erasure/erasures.ts";
import { dayInFrance } from "#domain/calendar.ts";
import { unknownPerson } from "#domain/names.ts";
import {
  erasureModes,
  fewestErasureMonths,
  isErasureDue,
  mostErasureMonths,
} from "#domain/people/erasure.ts";
import { maskingSentences } from "#domain/people/masking.ts";
import { profileLabels } from "#domain/people/user.ts";
import { said } from "#web/kit/answer.ts";
import { csvText } from "#web/kit/csv.ts";
import { dateAndTime } from "#web/kit/dates.ts";
import { refuse } from "#web/kit/errors.tsx";
import { type Again, newForm, readForm } from "#web/kit/form.ts";
import { here, type PageEnv } from "#web/kit/here.ts";
import { showPage, statusOf } from "#web/kit/page.tsx";
import { ErasurePage } from "#web/school/settings/erasure-page.tsx";

const months = z.coerce
  .number(`Indiquez un nombre de mois, de ${fewestErasureMonths} à ${mostErasureMonths}.`)
  .int("Indiquez un nombre entier de mois.")
  .min(fewestErasureMonths, `Au moins ${fewestErasureMonths} mois.`)
  .max(mostErasureMonths, `${mostErasureMonths} mois au plus.`);

const erasureForm = z.object({
  mode: z.enum(erasureModes, "Choisissez l’un des deux."),
  familiesMonths: months,
  staffMonths: months,
  agreedTo: z.coerce.number().optional().catch(undefined),
});

/** `dueNow`: how many would be erased the next night, to be agreed to. */
export async function showErasure(
  c: Context<PageEnv>,
  again: Again = newForm,
  dueNow?: number,
): Promise<Response> {
  const { site, to, read } = here(c);
  const { settings, masked, erased } = await read(async (tx) => ({
    settings: await findErasureSettings(tx),
    masked: await listMaskedUsers(tx),
    erased: (await listErasures(tx)).length,
  }));
  const now = site.clock();
  const due = masked.filter((person) => isErasureDue(person, settings, now)).length;
  const held = masked.filter(({ held }) => held !== undefined).length;
  const counts = { masked: masked.length, due, held, erased };
  return showPage(c, {
    title: "Effacement des comptes masqués",
    status: statusOf(again.errors, dueNow),
    children: <ErasurePage to={to} settings={settings} again={again} dueNow={dueNow} counts={counts} />,
  });
}

export async function postErasure(c: Context<PageEnv>): Promise<Response> {
  const form = await readForm(c, erasureForm);
  if (!form.ok) return showErasure(c, form);
  const { to, act } = here(c);
  const { agreedTo, ...settings } = form.value;
  const saved = await act(saveErasureSettings, settings, agreedTo);
  if (saved.ok) return said(c, "L’effacement des comptes masqués est réglé.", to.erasureSettings());
  if (typeof saved.refusal === "string") throw refuse(403, saved.refusal);
  return showErasure(c, form, saved.refusal.dueNow);
}

/** The proof that people were erased: when, of which profile, masked when and why. It names nobody. */
export async function sendErasures(c: Context<PageEnv>): Promise<Response> {
  const { site, context } = c.var;
  const { uai } = context.school;
  const erasures = await site.database.inSchool(uai, listErasures);
  const rows = erasures.map(({ userId, profile, maskedAt, reason, erasedAt }) => [
    dateAndTime(erasedAt),
    unknownPerson,
    userId,
    profileLabels[profile],
    dateAndTime(maskedAt),
    maskingSentences[reason],
  ]);
  c.header("Content-Type", "text/csv; charset=utf-8");
  const name = `effacements-${uai}-${dayInFrance(site.clock())}.csv`;
  c.header("Content-Disposition", `attachment; filename="${name}"`);
  c.header("Cache-Control", "no-store");
  return c.body(
    csvText([["Effacé le", "Personne", "Numéro du compte", "Profil", "Masqué le", "Raison"], ...rows]),
  );
}
