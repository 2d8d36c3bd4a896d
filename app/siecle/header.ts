import { type CalendarDate, parseCalendarDate } from "#domain/calendar.ts";
import { uaiSchema } from "#domain/school/school.ts";
import { Refused } from "#siecle/refused.ts";
import { allOf, attributeOf, textOf, type XmlElement } from "#siecle/xml-element.ts";

/** `PARAMETRES` */
export interface Header {
  readonly uai: string;
  readonly schoolYear: number;
  readonly exportDate: CalendarDate | undefined;
  /** STS only. */
  readonly yearBounds: { readonly start: CalendarDate; readonly end: CalendarDate } | undefined;
}

/** SIECLE writes the school and the year as texts, STS as attributes. */
export function headerOf(element: XmlElement | undefined, file: string): Header {
  const [school] = element ? allOf(element, "UAJ") : [];
  const [year] = element ? allOf(element, "ANNEE_SCOLAIRE") : [];
  if (element && allOf(element, "APPLICATION_SOURCE").length > 0)
    throw new Refused({ code: "emp-sts", file });
  return {
    uai: uaiOf(school && (attributeOf(school, "CODE") ?? textOf(element!, "UAJ")), file),
    schoolYear: schoolYearOf(
      year && (attributeOf(year, "ANNEE") ?? textOf(element!, "ANNEE_SCOLAIRE")),
      file,
    ),
    exportDate: element && parseCalendarDate(textOf(element, "DATE_EXPORT") ?? ""),
    yearBounds: year && yearBoundsOf(year),
  };
}

function uaiOf(found: string | undefined, file: string): string {
  const uai = uaiSchema.safeParse(found);
  if (!uai.success) throw new Refused({ code: "no-uai", file, found });
  return uai.data;
}

function schoolYearOf(found: string | undefined, file: string): number {
  if (!found || !/^(19|20|21)\d\d$/.test(found)) throw new Refused({ code: "no-school-year", file, found });
  return Number(found);
}

function yearBoundsOf(year: XmlElement): Header["yearBounds"] {
  const start = parseCalendarDate(textOf(year, "DATE_DEBUT") ?? "");
  const end = parseCalendarDate(textOf(year, "DATE_FIN") ?? "");
  return start && end && start < end ? { start, end } : undefined;
}
