/** `Structures.xml` */

import type { Export, School } from "./export.ts";
import { pupilsByGroup } from "./pupil.ts";
import type { Division, Group } from "./structures.ts";
import { beeHeader, xmlFile } from "./xml.ts";

export function structuresFile(school: School, { uai, schoolYear, exportDate }: Export): Buffer {
  const members = pupilsByGroup(school.families.pupils);
  const divisionsOf = (group: Group) =>
    new Set(members.get(group.code)?.map((pupil) => pupil.division!) ?? []);
  return xmlFile([
    '<BEE_STRUCTURES VERSION="2.0">\n',
    beeHeader(uai, schoolYear, exportDate),
    "    <DIVISIONS>\n",
    ...school.divisions.map((division) => divisionRecord(division, uai)),
    "    </DIVISIONS>\n    <GROUPES>\n",
    ...school.groups.map((group) => groupRecord(group, divisionsOf(group))),
    "    </GROUPES>\n  </DONNEES>\n</BEE_STRUCTURES>\n",
  ]);
}

function divisionRecord({ code, label, level }: Division, uai: string): string {
  return `      <DIVISION CODE_STRUCTURE="${code}">
        <LIBELLE_LONG>${label}</LIBELLE_LONG>
        <CODE_RNE>${uai}</CODE_RNE>
        <MEFS_APPARTENANCE>
          <MEF_APPARTENANCE>
            <CODE_MEF>${level.mef}</CODE_MEF>
          </MEF_APPARTENANCE>
        </MEFS_APPARTENANCE>
      </DIVISION>
`;
}

function groupRecord({ code, label, level }: Group, divisions: ReadonlySet<string>): string {
  const parts = [...divisions].map(
    (division) => `          <DIVISION_APPARTENANCE>
            <CODE_STRUCTURE>${division}</CODE_STRUCTURE>
          </DIVISION_APPARTENANCE>
`,
  );
  return `      <GROUPE CODE_STRUCTURE="${code}">
        <LIBELLE_LONG>${label}</LIBELLE_LONG>
        <MEFS_APPARTENANCE>
          <MEF_APPARTENANCE>
            <CODE_MEF>${level.mef}</CODE_MEF>
          </MEF_APPARTENANCE>
        </MEFS_APPARTENANCE>
        <DIVISIONS_APPARTENANCE>
${parts.join("")}        </DIVISIONS_APPARTENANCE>
      </GROUPE>
`;
}
