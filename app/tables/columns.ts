/** The headings of the portals used in France, without case, accents and spaces. */

import { comparableName } from "#domain/names.ts";
import type { ColumnRole, PortalColumns, PortalTable } from "#domain/portal/ent-ids/portal-file.ts";
import { columnRoles } from "#domain/portal/ent-ids/portal-file.ts";

/** The surest names first: the first list wins over the second. */
const known: Record<ColumnRole, readonly (readonly string[])[]> = {
  entId: [
    ["id ent", "ident", "ent id", "identifiant ent", "id portail", "entpersonidentifiant"],
    [
      "externalId",
      "id externe",
      "identifiant externe",
      "ENTPersonJointure",
      "uid",
      "identifiant",
      "login",
      "id",
    ],
  ],
  lastName: [["nom", "nom de famille", "lastName", "last name", "sn", "surname"]],
  usualName: [["nom d’usage", "nom usage", "nom usuel", "nom marital", "usualName"]],
  birthName: [["nom de naissance", "nom naissance", "nom patronymique", "birthName"]],
  firstName: [
    ["prénom", "prénom usuel", "prénom 1", "premier prénom", "firstName", "first name", "givenName"],
  ],
  birthDate: [
    [
      ...["date de naissance", "date naissance", "né le", "née le", "né(e) le", "naissance", "ddn"],
      ...["birthDate", "birth date", "ENTPersonDateNaissance", "dateNaissance"],
    ],
  ],
  profile: [
    ["profil", "profils", "profile", "ENTPersonProfils"],
    ["type", "catégorie", "rôle", "fonction", "type de compte", "population"],
  ],
  division: [["classe", "classes", "division", "class", "ENTEleveClasses"]],
};

/** Recognised columns; if two may hold an id or a name, the administrator chooses. */
export function recogniseColumns({ headings }: PortalTable): PortalColumns {
  const plain = headings.map(plainHeading);
  const columns: Partial<Record<ColumnRole, number>> = {};
  for (const role of columnRoles) {
    for (const names of known[role]) {
      const accepted = new Set(names.map(plainHeading));
      const found = plain.flatMap((heading, i) => (accepted.has(heading) ? i : []));
      if (found.length === 1) columns[role] = found[0]!;
      if (found.length > 0) break;
    }
  }
  return columns;
}

export function isSecretHeading(heading: string): boolean {
  return /MOTDEPASSE|MDP|PASSWORD|PASSWD|^PASS|CODE(D?ACTIVATION)|ACTIVATIONCODE|SECRET|JETON|TOKEN/.test(
    plainHeading(heading),
  );
}

/** The columns that were chosen or recognised: others are not kept. */
export function keptColumns({ headings }: PortalTable, columns: PortalColumns): number[] {
  const accepted = new Set(columnRoles.flatMap((role) => known[role].flat().map(plainHeading)));
  const chosen = new Set(Object.values(columns));
  return headings.flatMap((heading, i) => (chosen.has(i) || accepted.has(plainHeading(heading)) ? i : []));
}

function plainHeading(heading: string): string {
  return comparableName(heading).replace(/[^A-Z0-9]/g, "");
}
