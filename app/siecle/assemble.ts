import { latest } from "#domain/calendar.ts";
import type {
  DivisionRecord,
  FileKind,
  SchoolSnapshot,
  SnapshotWarning,
  TeachingRecord,
} from "#domain/snapshot.ts";
import type { Content, Lesson, Subjects } from "#siecle/content.ts";
import type { SchoolExport } from "#siecle/read-export.ts";

const order: readonly FileKind[] = ["sts", "pupils", "guardians", "structures", "nomenclature"];

/** Joins the exports of one school; their order does not matter. */
export function assemble(
  unordered: readonly SchoolExport[],
  asides: readonly SnapshotWarning[],
): SchoolSnapshot {
  const exports = order.flatMap((kind) => unordered.filter(({ content }) => content.kind === kind));
  const files = exports.map(({ file }) => file);
  const sts = contentOf(exports, "sts");
  const pupils = contentOf(exports, "pupils")?.pupils;
  const guardians = contentOf(exports, "guardians");
  const structures = contentOf(exports, "structures");
  const nomenclature = contentOf(exports, "nomenclature");
  return {
    uai: files[0]!.uai,
    schoolYear: files[0]!.schoolYear,
    exportDate: latest(...files.map(({ exportDate }) => exportDate)),
    files,
    yearBounds: exports.find(({ yearBounds }) => yearBounds)?.yearBounds,
    staff: sts?.staff,
    teaching: sts && teachingOf(sts.lessons, sts.subjects, nomenclature?.subjects),
    divisionsWithoutTeaching: [...new Set(sts?.divisionsWithoutTeaching)].sort(),
    pupils,
    guardians: guardians?.guardians,
    legalTies: guardians?.legalTies,
    divisions: divisionsOf([
      ...(sts?.divisions ?? []),
      ...(structures?.divisions ?? []),
      ...(pupils ?? []).flatMap(({ divisions }) => divisions.map((code) => ({ code, label: undefined }))),
    ]),
    warnings: [...exports.flatMap(({ warnings }) => warnings), ...asides],
  };
}

function contentOf<Kind extends FileKind>(exports: readonly SchoolExport[], kind: Kind) {
  const found = exports.find(({ content }) => content.kind === kind)?.content;
  return found as Extract<Content, { kind: Kind }> | undefined;
}

/** `undefined` rather than empty while no service has a teacher: the timetable has not reached STS. */
function teachingOf(lessons: readonly Lesson[], ...subjects: readonly (Subjects | undefined)[]) {
  const teaching = new Map<string, TeachingRecord>();
  for (const { subjectCode, ...lesson } of lessons) {
    const labels = subjects.map((labels) => (subjectCode ? labels?.get(subjectCode) : undefined));
    const record = { ...lesson, subject: labels.find((label) => label !== undefined) };
    teaching.set(JSON.stringify(record), record);
  }
  return teaching.size > 0 ? [...teaching.values()] : undefined;
}

/** One record per code, with the first label found. */
function divisionsOf(mentions: readonly DivisionRecord[]): DivisionRecord[] {
  const labels = new Map<string, string | undefined>();
  for (const { code, label } of mentions) labels.set(code, labels.get(code) ?? label);
  return [...labels].map(([code, label]) => ({ code, label })).sort((a, b) => (a.code < b.code ? -1 : 1));
}
