/** One `INDIVIDU` or `SUPPLEANT` of `sts_emp`. */

import { plainLetters } from "#domain/names.ts";
import { disciplines } from "./courses.ts";
import type { Staff } from "./staff.ts";
import { optional } from "./xml.ts";

const deep = "        ";

export function staffRecord(person: Staff, tag: "INDIVIDU" | "SUPPLEANT"): string {
  const sex = person.sex === "boy" ? 1 : 2;
  const start = `      <${tag} ID="${person.id}" TYPE="${person.type}">\n`;
  if (person.type === "local") {
    return `${start}        <SEXE/>
        <CIVILITE>${sex}</CIVILITE>
        <NOM_USAGE>${person.usedName}</NOM_USAGE>
        <NOM_PATRONYMIQUE/>
        <PRENOM>${person.firstName}</PRENOM>
      </${tag}>
`;
  }
  return `${start}        <SEXE>${sex}</SEXE>
        <CIVILITE>${sex}</CIVILITE>
        <NOM_USAGE>${person.usedName}</NOM_USAGE>
        <NOM_PATRONYMIQUE>${person.birthName}</NOM_PATRONYMIQUE>
        <PRENOM>${plainLetters(person.firstName).toUpperCase().replaceAll("-", " ")}</PRENOM>
${optional(deep, "DATE_NAISSANCE", person.birthDate)}${optional(deep, "GRADE", person.grade)}${optional(deep, "FONCTION", person.function)}${mainTeacherRecord(person)}${disciplineRecord(person)}      </${tag}>
`;
}

function mainTeacherRecord({ mainTeacherOf }: Staff): string {
  if (!mainTeacherOf.length) return "";
  const periods = mainTeacherOf.map(
    ({ division, from, to }) => `          <PROF_PRINC>
            <CODE_STRUCTURE>${division}</CODE_STRUCTURE>
            <DATE_DEBUT>${from}</DATE_DEBUT>
            <DATE_FIN>${to}</DATE_FIN>
          </PROF_PRINC>
`,
  );
  return `        <PROFS_PRINC>\n${periods.join("")}        </PROFS_PRINC>\n`;
}

function disciplineRecord({ discipline, hours }: Staff): string {
  if (!discipline) return "";
  const [code, label] = disciplines[discipline];
  return `        <DISCIPLINES>
          <DISCIPLINE CODE="${code}">
            <LIBELLE_COURT>${label}</LIBELLE_COURT>
            <NB_HEURES>${hours}.00</NB_HEURES>
          </DISCIPLINE>
        </DISCIPLINES>
`;
}
