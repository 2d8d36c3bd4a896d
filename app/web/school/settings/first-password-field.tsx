import type { FirstPassword } from "#domain/school/school.ts";
import type { SchoolPaths } from "#web/paths.ts";
import { RadioGroup } from "#web/ui/fields.tsx";

interface FirstPasswordFieldProps {
  to: SchoolPaths;
  /** As it is now, before the form is sent. */
  current: FirstPassword;
  chosen: string | undefined;
  /** How many accounts the other choice would close, or open. */
  accounts: number;
  error: string | undefined;
}

export function FirstPasswordField({ to, current, chosen, accounts, error }: FirstPasswordFieldProps) {
  return (
    <RadioGroup
      name="firstPassword"
      label="Premier mot de passe"
      hint={
        <>
          Il ne sert qu’à choisir le vrai. Qui n’a pas de date de naissance reçoit dans tous les cas un{" "}
          <a href={to.codes()}>code d’activation</a>.
        </>
      }
      value={chosen}
      options={[
        {
          value: "birth-date",
          label: "Date de naissance",
          hint: `Élèves et personnels tapent aaaa-mm-jj. Rien à imprimer, mais des camarades la connaissent.${
            current === "birth-date" ? "" : opening(accounts)
          }`,
        },
        {
          value: "activation-code",
          label: "Codes d’activation imprimés",
          hint: `Chacun reçoit un coupon avec son identifiant et un code. La date de naissance n’ouvre plus rien${
            current === "birth-date" ? closing(accounts) : "."
          }`,
        },
      ]}
      error={error}
    />
  );
}

function closing(accounts: number): string {
  if (accounts === 0) return ".";
  return accounts === 1
    ? " : le seul compte qu’elle ouvre encore attendra son code."
    : ` : les ${accounts} comptes qu’elle ouvre encore attendront leur code.`;
}

function opening(accounts: number): string {
  const codes = " Les codes déjà imprimés restent bons.";
  if (accounts === 0) return codes;
  return accounts === 1
    ? ` Un compte sans code s’ouvrira de nouveau avec elle.${codes}`
    : ` ${accounts} comptes sans code s’ouvriront de nouveau avec elle.${codes}`;
}

/** Said once the choice is made. */
export function switchedSentence(firstPassword: FirstPassword, accounts: number): string {
  if (firstPassword === "activation-code") {
    return accounts === 1
      ? "1 compte attend maintenant son code d’activation."
      : `${accounts} comptes attendent maintenant leur code d’activation.`;
  }
  return accounts === 1
    ? "1 compte s’ouvre de nouveau avec la date de naissance."
    : `${accounts} comptes s’ouvrent de nouveau avec la date de naissance.`;
}
