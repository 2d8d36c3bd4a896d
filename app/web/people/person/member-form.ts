/** The forms of one person: what may be typed, and how it is read. */

import { z } from "zod";
import { civilities } from "#domain/names.ts";
import { otherStaffProfiles } from "#domain/people/user.ts";
import { birthDate, optionalEmail, optionalText, requiredEmail, requiredText } from "#web/kit/form.ts";

const civility = z.enum(civilities, { error: "Choisissez une civilité." });
const profile = z.enum(otherStaffProfiles, { error: "Choisissez un profil." });

const identity = {
  civilite: civility,
  nom: requiredText("Indiquez le nom."),
  prenom: requiredText("Indiquez le prénom."),
};

const newMember = {
  ...identity,
  naissance: birthDate,
  courriel: requiredEmail,
  "malgre-homonyme": z.literal("oui").optional(),
};

export const newTeacherForm = z.object({
  ...newMember,
  classes: z.array(z.string()),
  discipline: requiredText("Indiquez la discipline enseignée."),
});

export const newUserForm = z.object({ ...newMember, profil: profile });

const correction = {
  version: z.coerce
    .number("Rechargez la page, puis recommencez.")
    .int("Rechargez la page, puis recommencez."),
  courriel: optionalEmail,
  "id-ent": optionalText(),
};

const links = { classes: z.array(z.string()), principal: z.array(z.string()) };

const manualIdentity = {
  ...identity,
  civilite: civility.or(z.literal("")).optional(),
  naissance: z.literal("").or(z.undefined()).or(birthDate),
};

/** One shape for every kind of person; which fields are there depends on who is corrected. */
export const correctionForms = {
  teacherFromSiecle: z.object({ ...correction, ...links }),
  otherFromSiecle: z.object(correction),
  manualTeacher: z.object({ ...correction, ...links, ...manualIdentity, discipline: optionalText() }),
  manualOther: z.object({ ...correction, ...manualIdentity, profil: profile }),
  administrator: z.object({ ...correction, ...manualIdentity }),
};
