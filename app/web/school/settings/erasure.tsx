/** "Effacement des comptes masqués": when, if at all, and the proof. */

import type { Context } from "hono";
import { z } from "zod";
import { saveErasureSettings } from "#actions/school/save-erasure-settings.ts";
import { findErasureSettings, listErasures, listMaskedUsers } from "#data/erasure/erasures.ts";
import { dayInFrance } from "#domain/calendar.ts";
import { unknownPerson } from "#domain/names.ts";
import {
  type ErasureSettings,
  erasureModes,
  fewestErasureMonths,
  isErasureDue,
  mostErasureMonths,
} from "#domain/people/erasure.ts";
import { maskingSentences } from "#domain/people/masking.ts";
import { profileLabels } from "#domain/people/user.ts";
import { csvText } from "#web/kit/csv.ts";
import { dateAndTime } from "#web/kit/dates.ts";
import { refuse } from "#web/kit/errors.tsx";
import { type FormErrors, readForm, type Typed, typedValue } from "#web/kit/form.ts";
import { actorOf, leaveNotice, type PageEnv, signedInContext } from "#web/kit/here.ts";
import { showPage } from "#web/kit/page.tsx";
import { paths } from "#web/paths.ts";
import { ErasurePage } from "#web/school/settings/erasure-page.tsx";

const modeNames = { announce: "annoncer", erase: "effacer" } as const;

const months = z.coerce
  .number(`Indiquez un nombre de mois, de ${fewestErasureMonths} à ${mostErasureMonths}.`)
  .int("Indiquez un nombre entier de mois.")
  .min(fewestErasureMonths, `Au moins ${fewestErasureMonths} mois.`)
  .max(mostErasureMonths, `${mostErasureMonths} mois au plus.`);

const erasureForm = z.object({
  effacement: z.enum([modeNames.announce, modeNames.erase], "Choisissez l’un des deux."),
  familles: months,
  personnels: months,
  accord: z.coerce.number().optional().catch(undefined),
});

interface Shown {
  typed?: Typed;
  errors?: FormErrors;
  /** How many would be erased the next night: to be agreed to. */
  dueNow?: number;
}

export async function showErasure(c: Context<PageEnv>, shown: Shown = {}): Promise<Response> {
  const { site, context } = c.var;
  const { uai } = context.school;
  const read = await site.database.inSchool(uai, async (tx) => ({
    settings: await findErasureSettings(tx),
    masked: await listMaskedUsers(tx),
    erased: (await listErasures(tx)).length,
  }));
  const { typed, errors = {}, dueNow } = shown;
  const now = site.clock();
  return showPage(c, {
    title: "Effacement des comptes masqués",
    status: dueNow !== undefined ? 409 : Object.keys(errors).length > 0 ? 422 : 200,
    children: (
      <ErasurePage
        uai={uai}
        typed={{
          mode: typed ? typedValue(typed, "effacement") : modeNames[read.settings.mode],
          families: typed ? typedValue(typed, "familles") : String(read.settings.familiesMonths),
          staff: typed ? typedValue(typed, "personnels") : String(read.settings.staffMonths),
        }}
        modeNames={modeNames}
        errors={errors}
        dueNow={dueNow}
        counts={{
          masked: read.masked.length,
          due: read.masked.filter((person) => isErasureDue(person, read.settings, now)).length,
          held: read.masked.filter(({ held }) => held !== undefined).length,
          erased: read.erased,
        }}
      />
    ),
  });
}

export async function postErasure(c: Context<PageEnv>): Promise<Response> {
  const context = signedInContext(c);
  const { uai } = context.school;
  const form = await readForm(c, erasureForm);
  if (!form.ok) return showErasure(c, { typed: form.typed, errors: form.refusal });
  const { effacement, familles, personnels, accord } = form.value;
  const settings: ErasureSettings = {
    mode: erasureModes.find((mode) => modeNames[mode] === effacement)!,
    familiesMonths: familles,
    staffMonths: personnels,
  };
  const answer = await saveErasureSettings(c.var.site, actorOf(context), uai, settings, accord);
  if (!answer.ok) {
    if (typeof answer.refusal === "string") throw refuse(403, answer.refusal);
    return showErasure(c, { typed: form.typed, dueNow: answer.refusal.dueNow });
  }
  await leaveNotice(c, "L’effacement des comptes masqués est réglé.");
  return c.redirect(paths.erasureSettings({ uai }), 303);
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
