/** The first half of `sts_emp`: the school, its year, its subjects and courses of study. */

import { plainLetters } from "#domain/names.ts";
import { type Level, type Subject, subjectsOf } from "./courses.ts";

export function parameters(uai: string, schoolYear: number, levels: readonly Level[]): string {
  const lycee = levels.some((level) => level.lycee);
  return `  <PARAMETRES>
    <UAJ CODE="${uai}">
      <SIGLE>${lycee ? "LPO" : "CLG"}</SIGLE>
      <DENOM_PRINC>${lycee ? "LYCEE POLYVALENT" : "COLLEGE"}</DENOM_PRINC>
      <DENOM_COMPL>INVENTÉ</DENOM_COMPL>
      <CODE_NATURE>${lycee ? 306 : 340}</CODE_NATURE>
      <CODE_CATEGORIE>${lycee ? "LYC" : "CLG"}</CODE_CATEGORIE>
      <ADRESSE>1 RUE DE L'ÉCOLE</ADRESSE>
      <COMMUNE>VILLEFICTIVE</COMMUNE>
      <CODE_POSTAL>99100</CODE_POSTAL>
      <BOITE_POSTALE></BOITE_POSTALE>
      <CEDEX></CEDEX>
      <TELEPHONE>0199001234</TELEPHONE>
      <STATUT>PU</STATUT>
      <ETABLISSEMENT_SENSIBLE>0</ETABLISSEMENT_SENSIBLE>
    </UAJ>
    <ANNEE_SCOLAIRE ANNEE="${schoolYear}">
      <DATE_DEBUT>${schoolYear}-09-01</DATE_DEBUT>
      <DATE_FIN>${schoolYear + 1}-08-31</DATE_FIN>
    </ANNEE_SCOLAIRE>
  </PARAMETRES>
`;
}

export function nomenclatures(levels: readonly Level[]): string {
  const subjects = new Map(levels.flatMap(subjectsOf).map((subject) => [subject.code, subject]));
  const inOrder = [...subjects.values()].sort((one, other) => (one.code < other.code ? -1 : 1));
  const programmes = levels.flatMap((level) =>
    subjectsOf(level).map(({ code }) => programme(level.mef, code)),
  );
  return `  <NOMENCLATURES>
    <CIVILITES>
${civility(1, "M.", "MONSIEUR")}${civility(2, "MME", "MADAME")}${civility(3, "MLLE", "MADEMOISELLE")}    </CIVILITES>
    <MATIERES>
${inOrder.map(subjectRecord).join("")}    </MATIERES>
    <MEFS>
${levels.map(mefRecord).join("")}    </MEFS>
    <PROGRAMMES>
${programmes.join("")}    </PROGRAMMES>
  </NOMENCLATURES>
`;
}

function civility(code: number, short: string, long: string): string {
  return `      <CIVILITE CODE="${code}">
        <LIBELLE_COURT>${short}</LIBELLE_COURT>
        <LIBELLE_LONG>${long}</LIBELLE_LONG>
      </CIVILITE>
`;
}

function subjectRecord({ code, short, label }: Subject): string {
  const capitals = plainLetters(label).toUpperCase();
  return `      <MATIERE CODE="${code}">
        <CODE_GESTION>${short}</CODE_GESTION>
        <LIBELLE_COURT>${capitals.slice(0, 20).trim()}</LIBELLE_COURT>
        <LIBELLE_LONG>${capitals.slice(0, 40).trim()}</LIBELLE_LONG>
        <LIBELLE_EDITION>${label}</LIBELLE_EDITION>
      </MATIERE>
`;
}

function mefRecord({ mef, formation, edition }: Level): string {
  return `      <MEF CODE="${mef}">
        <FORMATION>${formation}</FORMATION>
        <LIBELLE_LONG>${formation}</LIBELLE_LONG>
        <LIBELLE_EDITION>${edition}</LIBELLE_EDITION>
      </MEF>
`;
}

function programme(mef: string, subject: string): string {
  return `      <PROGRAMME>
        <CODE_MEF>${mef}</CODE_MEF>
        <CODE_MATIERE>${subject}</CODE_MATIERE>
      </PROGRAMME>
`;
}
