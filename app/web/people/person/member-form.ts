/** The forms of one person: what may be typed, and how it is read. */

import { z } from "zod";
import type { StaffMember } from "#actions/people/create-staff.ts";
import { civilities } from "#domain/names.ts";
import type { Correction } from "#domain/people/correction.ts";
import { otherStaffProfiles, type User } from "#domain/people/user.ts";
import { birthDate, optionalEmail, optionalText, requiredEmail, requiredText } from "#web/kit/form.ts";

const civility = z.enum(civilities, { error: "Choisissez une civilité." });
const profile = z.enum(otherStaffProfiles, { error: "Choisissez un profil." });
const lastName = requiredText("Indiquez le nom.");
const firstName = requiredText("Indiquez le prénom.");
const codes = z.array(z.string());

const member = {
  civility,
  lastName,
  firstName,
  birthDate,
  email: requiredEmail,
  evenIfNamesake: z
    .literal("oui")
    .optional()
    .transform((ticked) => ticked !== undefined),
};

export const newTeacherForm: z.ZodType<StaffMember> = z
  .object({ ...member, teaches: codes, discipline: requiredText("Indiquez la discipline enseignée.") })
  .transform((teacher) => ({ ...teacher, profile: "teacher" }));

export const newUserForm: z.ZodType<StaffMember> = z
  .object({ ...member, profile })
  .transform((user) => ({ ...user, teaches: [], discipline: undefined }));

const correction = {
  version: z.coerce
    .number("Rechargez la page, puis recommencez.")
    .int("Rechargez la page, puis recommencez."),
  email: present(optionalEmail),
  entId: present(optionalText()),
};

const manualIdentity = {
  civility: present(civility.or(blank()).optional()),
  lastName,
  firstName,
  birthDate: present(blank().or(z.undefined()).or(birthDate)),
};

/** Which fields count depends on the user who is corrected: the server decides, not the form that was sent. */
export function correctionForm(user: User): z.ZodType<Correction & { version: number }> {
  const isTeacher = user.profile === "teacher";
  const links = isTeacher ? codes : kept(undefined);
  const always = { ...correction, teaches: links, mainTeacherOf: links };
  if (user.origin === "siecle") return z.object(always);
  const hasFixedProfile = isTeacher || user.profile === "administrator";
  return z
    .object({
      ...always,
      ...manualIdentity,
      discipline: isTeacher ? present(optionalText()) : kept(user.discipline),
      profile: hasFixedProfile ? kept(user.profile) : profile,
    })
    .transform(({ civility, lastName, firstName, birthDate, discipline, profile, ...others }) => ({
      ...others,
      identity: { civility, lastName, firstName, birthDate, discipline, profile },
    }));
}

/** A field that was left blank. */
function blank() {
  return z.literal("").transform(() => undefined);
}

/** A key that is always there, though its value may be `undefined`. */
function present<T>(schema: z.ZodType<T>) {
  return schema.transform((value) => value);
}

/** A value that the form does not change. */
function kept<T>(value: T) {
  return z
    .unknown()
    .optional()
    .transform(() => value);
}
