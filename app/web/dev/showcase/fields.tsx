import { paths } from "#web/paths.ts";
import { ClassPicker } from "#web/ui/class-picker.tsx";
import {
  CheckboxField,
  DateField,
  EmailField,
  FileField,
  PasswordField,
  RadioGroup,
  SelectField,
  TextAreaField,
  TextField,
} from "#web/ui/fields.tsx";

const here = paths.ui({});
const error = "Ce qui ne va pas, et comment le corriger.";
const hint = "Ce qu’il faut savoir avant de remplir.";

export function FieldStates() {
  return (
    <section>
      <h2>Champs</h2>
      <form method="post" action={here} novalidate>
        <TextField name="vide" label="Texte vide" />
        <TextField name="requis" label="Texte obligatoire" hint={hint} required />
        <TextField name="rempli" label="Texte rempli" value="D’Alméida" />
        <TextField name="fixe" label="Texte qui ne se modifie pas" value="0999999Z" readonly />
        <TextField name="faux" label="Texte refusé" hint={hint} value="à côté" error={error} required />
        <TextAreaField name="long" label="Texte de plusieurs lignes" hint={hint} rows={3} />
        <EmailField name="courriel" label="Adresse électronique" value="prenom.nom@example.org" />
        <PasswordField name="secret" label="Mot de passe" autocomplete="current-password" hint={hint} />
        <DateField name="date" label="Date" value="1985-04-03" />
        <DateField name="date-fausse" label="Date refusée" value="31/02/1985" error={error} />
        <FileField name="fichier" label="Fichiers" hint={hint} multiple />
        <FileField name="fichier-faux" label="Fichier refusé" error={error} />
      </form>
    </section>
  );
}

const options = [
  { value: "un", label: "Le premier", hint: "Ce que ce choix entraîne." },
  { value: "deux", label: "Le second", hint: "Ce que celui-là entraîne." },
];
const civilities = [
  { value: "m", label: "M." },
  { value: "mme", label: "Mme" },
];
const few = ["6A", "5A", "4 A", "301"].map((code) => ({ code }));
const many = [6, 5, 4, 3].flatMap((level) =>
  ["A", "B", "C", "D", "E", "F"].map((letter) => ({
    code: `${level}${letter}`,
    label: `${level}e ${letter}`,
  })),
);

export function ChoiceStates() {
  return (
    <section>
      <h2>Choix</h2>
      <form method="post" action={here} novalidate>
        <SelectField name="liste" label="Liste" prompt="Choisir un profil" options={options} />
        <SelectField name="liste-fausse" label="Liste refusée" options={options} error={error} required />
        <RadioGroup name="civilite" label="Sur une ligne" options={civilities} value="mme" inline required />
        <RadioGroup name="choix" label="L’un sous l’autre" hint={hint} options={options} value="un" />
        <RadioGroup name="choix-faux" label="Choix refusé" options={options} error={error} />
        <CheckboxField name="case" label="Case à cocher" hint="Ce qu’elle entraîne." checked />
        <CheckboxField name="case-fausse" label="Case à cocher refusée" error={error} />
        <ClassPicker
          name="classes"
          legend="Quelques classes"
          divisions={few}
          chosen={["5A"]}
          byHand={["5A"]}
        />
        <ClassPicker
          name="toutes"
          legend="Beaucoup de classes"
          hint={hint}
          divisions={many}
          chosen={["4C"]}
        />
        <ClassPicker
          name="classes-fausses"
          legend="Classes refusées"
          divisions={few}
          chosen={[]}
          error={error}
        />
      </form>
    </section>
  );
}
