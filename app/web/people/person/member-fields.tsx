/** The fields that the forms of one person share. */

import { civilities, civilityLabels } from "#domain/names.ts";
import { otherStaffProfiles, type Profile, profileLabels } from "#domain/people/user.ts";
import type { FormErrors } from "#web/kit/form.ts";
import { DateField, RadioGroup, SelectField, TextField } from "#web/ui/fields.tsx";

export interface ShownIdentity {
  civility: string | undefined;
  lastName: string | undefined;
  firstName: string | undefined;
  birthDate: string | undefined;
}

export function IdentityFields({
  shown,
  errors,
  required = true,
}: {
  shown: ShownIdentity;
  errors: FormErrors;
  required?: boolean;
}) {
  return (
    <>
      <RadioGroup
        name="civility"
        label="Civilité"
        options={civilities.map((value) => ({ value, label: civilityLabels[value] }))}
        value={shown.civility}
        error={errors.civility}
        inline
        required={required}
      />
      <TextField
        name="lastName"
        label="Nom"
        value={shown.lastName}
        error={errors.lastName}
        autocomplete="off"
        required
      />
      <TextField
        name="firstName"
        label="Prénom"
        value={shown.firstName}
        error={errors.firstName}
        autocomplete="off"
        required
      />
      <DateField
        name="birthDate"
        label="Date de naissance"
        value={shown.birthDate}
        error={errors.birthDate}
        min="1900-01-01"
        max={new Date().toISOString().slice(0, 10)}
        autocomplete="off"
        required={required}
      />
    </>
  );
}

export function StaffProfileField({ value, errors }: { value: string | undefined; errors: FormErrors }) {
  return (
    <SelectField
      name="profile"
      label="Profil"
      prompt="Choisir un profil"
      options={otherStaffProfiles.map((profile: Profile) => ({
        value: profile,
        label: profileLabels[profile],
      }))}
      value={value}
      error={errors.profile}
      required
    />
  );
}
