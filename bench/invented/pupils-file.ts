/** `ElevesSansAdresses.xml` */

import { levelsFor } from "./courses.ts";
import type { Export, School } from "./export.ts";
import type { Pupil } from "./pupil.ts";
import { beeHeader, optional, xmlFile } from "./xml.ts";

const deep = "        ";

export function pupilsFile({ families }: School, { uai, schoolYear, exportDate }: Export): Buffer {
  const pupils = [...families.pupils].sort((one, other) => one.id - other.id);
  return xmlFile([
    '<BEE_ELEVES VERSION="3.0">\n',
    beeHeader(uai, schoolYear, exportDate),
    "    <ELEVES>\n",
    ...pupils.map((pupil) => pupilRecord(pupil, uai)),
    "    </ELEVES>\n    <OPTIONS>\n",
    ...pupils.map(optionsRecord),
    "    </OPTIONS>\n    <STRUCTURES>\n",
    ...pupils.map(structuresRecord),
    "    </STRUCTURES>\n    <BOURSES/>\n  </DONNEES>\n</BEE_ELEVES>\n",
  ]);
}

function pupilRecord(pupil: Pupil, uai: string): string {
  const [country, town, department, commune] = pupil.birthplace;
  const [second, third] = pupil.otherFirstNames;
  return `      <ELEVE ELEVE_ID="${pupil.id}" ELENOET="${pupil.elenoet}">
${optional(deep, "ID_NATIONAL", pupil.ine)}${optional(deep, "INE_RNIE", pupil.ine)}        <ELENOET>${pupil.elenoet}</ELENOET>
        <ID_ELEVE_ETAB>${pupil.elenoet}${uai.slice(1, -1)}</ID_ELEVE_ETAB>
        <NOM_DE_FAMILLE>${pupil.lastName}</NOM_DE_FAMILLE>
${optional(deep, "NOM_USAGE", pupil.usedName)}        <PRENOM>${pupil.firstName}</PRENOM>
${optional(deep, "PRENOM2", second)}${optional(deep, "PRENOM3", third)}        <DATE_NAISS>${pupil.birthDate}</DATE_NAISS>
        <DOUBLEMENT>${pupil.repeats ? 1 : 0}</DOUBLEMENT>
        <CODE_PAYS>${country}</CODE_PAYS>
        <ACCEPTE_SMS>0</ACCEPTE_SMS>
${optional(deep, "MEL", pupil.email)}        <DATE_MODIFICATION>${pupil.modifiedOn}</DATE_MODIFICATION>
${optional(deep, "DATE_SORTIE", pupil.exitDate)}        <CODE_REGIME>${pupil.regime}</CODE_REGIME>
        <DATE_ENTREE>${pupil.entryDate}</DATE_ENTREE>
        <VILLE_NAISS>${town}</VILLE_NAISS>
${optional(deep, "CODE_MOTIF_SORTIE", pupil.exitDate && 10)}        <CODE_SEXE>${pupil.sex === "boy" ? 1 : 2}</CODE_SEXE>
        <CODE_PAYS_NAT>100</CODE_PAYS_NAT>
        <CODE_STATUT>ST</CODE_STATUT>
        <CODE_MEF>${pupil.level.mef}</CODE_MEF>
${optional(deep, "CODE_DEPARTEMENT_NAISS", department || undefined)}${optional(deep, "CODE_COMMUNE_INSEE_NAISS", commune || undefined)}        <ADHESION_TRANSPORT>0</ADHESION_TRANSPORT>
        <CODE_PROVENANCE>1</CODE_PROVENANCE>
${lastYear(pupil, uai)}      </ELEVE>
`;
}

const primarySchool = ["0990001A", "E.E.PU", "ECOLE ELEMENTAIRE PUBLIQUE", "LES ÉRABLES"] as const;

function lastYear({ level, repeats }: Pupil, uai: string): string {
  const before = repeats ? level : levelsFor(Number.POSITIVE_INFINITY)[level.rank - 1];
  const here = [uai, "CLG", "COLLEGE", "INVENTÉ"] as const;
  const [code, sigle, name, complement] = before ? here : primarySchool;
  return `        <SCOLARITE_AN_DERNIER>
${optional("          ", "CODE_MEF", before?.mef)}          <CODE_RNE>${code}</CODE_RNE>
          <SIGLE>${sigle}</SIGLE>
          <DENOM_PRINC>${name}</DENOM_PRINC>
          <DENOM_COMPL>${complement}</DENOM_COMPL>
          <BOITE_POSTALE></BOITE_POSTALE>
        </SCOLARITE_AN_DERNIER>
`;
}

function optionsRecord({ id, elenoet, options }: Pupil): string {
  const chosen = options.filter(({ mode }) => mode !== "S");
  const all = [{ code: "030201", mode: "O" }, ...chosen].map(
    ({ code, mode }, index) => `        <OPTIONS_ELEVE>
          <NUM_OPTION>${index + 1}</NUM_OPTION>
          <CODE_MODALITE_ELECT>${mode}</CODE_MODALITE_ELECT>
          <CODE_MATIERE>${code}</CODE_MATIERE>
        </OPTIONS_ELEVE>
`,
  );
  return `      <OPTION ELEVE_ID="${id}" ELENOET="${elenoet}">\n${all.join("")}      </OPTION>\n`;
}

function structuresRecord({ id, elenoet, division, groups }: Pupil): string {
  if (division === undefined) return "";
  const one = (code: string, type: string) => `        <STRUCTURE>
          <CODE_STRUCTURE>${code}</CODE_STRUCTURE>
          <TYPE_STRUCTURE>${type}</TYPE_STRUCTURE>
        </STRUCTURE>
`;
  return `      <STRUCTURES_ELEVE ELEVE_ID="${id}" ELENOET="${elenoet}">
${one(division, "D")}${groups.map((code) => one(code, "G")).join("")}      </STRUCTURES_ELEVE>
`;
}
