/** `sts_emp`, the file of STS-WEB: staff, divisions, groups, services. */

import type { Export, School } from "./export.ts";
import { type Pupil, pupilsByGroup } from "./pupil.ts";
import type { Service } from "./staff.ts";
import type { Division, Group } from "./structures.ts";
import { nomenclatures, parameters } from "./sts-header.ts";
import { staffRecord } from "./sts-staff.ts";
import { xmlFile } from "./xml.ts";

export function stsFile(school: School, { uai, schoolYear }: Export): Buffer {
  const levels = [...new Set(school.divisions.map((division) => division.level))];
  const present = school.families.pupils.filter((pupil) => pupil.exitDate === undefined);
  const inDivisions = Map.groupBy(present, (pupil) => pupil.division);
  const inGroups = pupilsByGroup(present);
  const services = Map.groupBy(school.teaching.services, (service) => service.structure);
  const { staff } = school.teaching;
  const substitutes = staff.filter((person) => person.type === "eppsup");
  return xmlFile([
    "<STS_EDT>\n",
    parameters(uai, schoolYear, levels),
    nomenclatures(levels),
    "  <DONNEES>\n    <INDIVIDUS>\n",
    ...staff.filter((person) => person.type !== "eppsup").map((person) => staffRecord(person, "INDIVIDU")),
    "    </INDIVIDUS>\n    <SUPPLEANTS>\n",
    ...substitutes.map((person) => staffRecord(person, "SUPPLEANT")),
    "    </SUPPLEANTS>\n    <SERVICES_SUPPLEANTS/>\n    <STRUCTURE>\n      <DIVISIONS>\n",
    ...school.divisions.map((division) =>
      divisionRecord(
        division,
        inDivisions.get(division.code)?.length ?? 0,
        services.get(division.code) ?? [],
      ),
    ),
    "      </DIVISIONS>\n      <GROUPES>\n",
    ...school.groups.map((group) =>
      groupRecord(group, inGroups.get(group.code) ?? [], services.get(group.code) ?? []),
    ),
    "      </GROUPES>\n    </STRUCTURE>\n  </DONNEES>\n</STS_EDT>\n",
  ]);
}

function divisionRecord(
  { code, label, level }: Division,
  size: number,
  services: readonly Service[],
): string {
  return `        <DIVISION CODE="${code}">
${labelRecord(label)}          <EFFECTIF_PREVU>${size}</EFFECTIF_PREVU>
          <EFFECTIF_CALCULE>${size}</EFFECTIF_CALCULE>
          <MEFS_APPARTENANCE>
            <MEF_APPARTENANCE CODE="${level.mef}">
              <EFFECTIF_PREVU>${size}</EFFECTIF_PREVU>
              <EFFECTIF_CALCULE>${size}</EFFECTIF_CALCULE>
            </MEF_APPARTENANCE>
          </MEFS_APPARTENANCE>
${servicesRecord(services)}        </DIVISION>
`;
}

function groupRecord(
  { code, label }: Group,
  members: readonly Pupil[],
  services: readonly Service[],
): string {
  const parts = [...Map.groupBy(members, (pupil) => pupil.division)].map(
    ([division, some]) => `            <DIVISION_APPARTENANCE CODE="${division}">
              <EFFECTIF_PREVU>${some.length}</EFFECTIF_PREVU>
            </DIVISION_APPARTENANCE>
`,
  );
  return `        <GROUPE CODE="${code}">
${labelRecord(label)}          <EFFECTIF_PREVU>${members.length}</EFFECTIF_PREVU>
          <DIVISIONS_APPARTENANCE>
${parts.join("")}          </DIVISIONS_APPARTENANCE>
${servicesRecord(services)}        </GROUPE>
`;
}

function labelRecord(label: string): string {
  return label ? `          <LIBELLE_LONG>${label}</LIBELLE_LONG>\n` : "          <LIBELLE_LONG/>\n";
}

function servicesRecord(services: readonly Service[]): string {
  return `          <SERVICES>\n${services.map(serviceRecord).join("")}          </SERVICES>\n`;
}

function serviceRecord({ subject, kind, teachers }: Service): string {
  const ids = teachers.map(({ id, type }) => `                <ENSEIGNANT ID="${id}" TYPE="${type}"/>\n`);
  const block = ids.length
    ? `              <ENSEIGNANTS>\n${ids.join("")}              </ENSEIGNANTS>\n`
    : "";
  return `            <SERVICE CODE_MATIERE="${subject.code}" CODE_MOD_COURS="${kind}">\n${block}            </SERVICE>\n`;
}
