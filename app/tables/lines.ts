import { type CalendarDate, parseCalendarDate } from "#domain/calendar.ts";
import { shown } from "#domain/french.ts";
import { comparableName } from "#domain/names.ts";
import type { Population } from "#domain/people/user.ts";
import type {
  ColumnRole,
  PortalColumns,
  PortalLine,
  PortalTable,
} from "#domain/portal/ent-ids/portal-file.ts";

const longestText = 100;

export function portalLines({ rows }: PortalTable, columns: PortalColumns): PortalLine[] {
  return rows.map((row, i) => {
    const cell = (role: ColumnRole): string => row[columns[role] ?? -1] ?? "";
    // The id stays to the letter: the plan refuses one that would need cleaning.
    const text = (role: ColumnRole): string => shown(cell(role), longestText);
    const written = cell("birthDate");
    const birthDate = dateOf(written);
    const profile = text("profile");
    return {
      line: i + 2,
      entId: cell("entId"),
      lastNames: [...new Set([text("usualName"), text("lastName"), text("birthName")])].filter(
        (name) => comparableName(name) !== "",
      ),
      firstName: text("firstName"),
      birthDate,
      hasUnreadDate: written !== "" && birthDate === undefined,
      profile,
      population: populationOfWord(profile),
      division: text("division"),
    };
  });
}

/** `03/04/2015`, `03-04-2015` or `2015-04-03`, perhaps with an hour. */
function dateOf(written: string): CalendarDate | undefined {
  const day = /^\S+/.exec(written)?.[0].replace(/T\d.*$/, "") ?? "";
  return parseCalendarDate(day.replace(/^(\d{1,2})[-.](\d{1,2})[-.](\d{4})$/, "$1/$2/$3"));
}

/** National numbering: 1 pupils, 2 their family, 3 and more the staff. */
const words: Record<Population, RegExp> = {
  pupil: /^(ELEVES?|ETUDIANTS?|APPRENANTS?|STUDENTS?|NATIONAL1|NATIONALELV|ELV)$/,
  guardian:
    /^(PARENTS?|RESPONSABLES?(LEGA(L|UX))?|REPRESENTANTS?LEGA(L|UX)|TUTEURS?|FAMILLES?|RELATIVES?|PARENTS?DELEVES?|RESPONSABLES?(D)?ELEVES?|PERSONNESRELATIONELEVE|NATIONAL2|NATIONALTUT|TUT)$/,
  staff:
    /^(ENSEIGNANTE?S?|PROFESSEURE?S?|PROFS?|TEACHERS?|PERSONNELS?.*|DOCUMENTALISTES?|DIRECTION|CHEFD?ETABLISSEMENT|ADMINISTRATI(F|FS|ON)|VIESCOLAIRE|CPE|AED|ATOS|AGENTS?|NONENSEIGNANTS?|NATIONAL[3-7]|NATIONAL(ENS|DIR|EVS|ETA|DOC)|ENS|DIR|DOC|EVS|ETA)$/,
};

/** An unknown word gives `undefined`: the line then matches all populations. */
export function populationOfWord(profile: string): Population | undefined {
  const plain = comparableName(profile).replace(/[^A-Z0-9]/g, "");
  const found = Object.entries(words).find(([, pattern]) => pattern.test(plain));
  return found?.[0] as Population | undefined;
}
