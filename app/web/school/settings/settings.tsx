/** "Paramètres": the school's name and address, and with what people come in the first time. */

import type { Context } from "hono";
import { z } from "zod";
import { saveSettings } from "#actions/school/save-settings.ts";
import { countBirthDatesOpen, countBirthDatesToOpen } from "#data/access/first-password.ts";
import { firstPasswords } from "#domain/school/school.ts";
import { answerRefusal, said } from "#web/kit/answer.ts";
import { refuse } from "#web/kit/errors.tsx";
import { type Again, newForm, optionalEmail, readForm, requiredText } from "#web/kit/form.ts";
import { here, type PageEnv } from "#web/kit/here.ts";
import { showPage, statusOf } from "#web/kit/page.tsx";
import { switchedSentence } from "#web/school/settings/first-password-field.tsx";
import { SettingsPage } from "#web/school/settings/settings-page.tsx";

const settingsForm = z.object({
  name: requiredText("Indiquez le nom de l’établissement."),
  email: optionalEmail,
  firstPassword: z.enum(firstPasswords, "Choisissez avec quoi l’on entre la première fois."),
});

export async function showSettings(c: Context<PageEnv>, again: Again = newForm): Promise<Response> {
  const { site, school, to, read } = here(c);
  const accounts = await read((tx) =>
    school.firstPassword === "birth-date" ? countBirthDatesOpen(tx) : countBirthDatesToOpen(tx, site.clock()),
  );
  return showPage(c, {
    title: "Paramètres",
    status: statusOf(again.errors),
    children: <SettingsPage to={to} school={school} accounts={accounts} again={again} />,
  });
}

export async function postSettings(c: Context<PageEnv>): Promise<Response> {
  const form = await readForm(c, settingsForm);
  if (!form.ok) return showSettings(c, form);
  const { school, to, act } = here(c);
  const saved = await act(saveSettings, { ...form.value, email: form.value.email });
  if (!saved.ok) return answerRefusal(c, saved, () => Promise.reject(refuse(403)));
  const { firstPassword } = form.value;
  const isSwitched = firstPassword !== school.firstPassword;
  const switched = isSwitched ? ` ${switchedSentence(firstPassword, saved.value)}` : "";
  return said(c, `Les paramètres sont enregistrés.${switched}`, to.settings());
}
