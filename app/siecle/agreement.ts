import type { FileKind, SnapshotFile } from "#domain/snapshot.ts";
import { Refused } from "#siecle/refused.ts";

export function refuseDisagreement(files: readonly SnapshotFile[], expectedUai: string | undefined): void {
  const stranger = files.find(({ uai }) => expectedUai !== undefined && uai !== expectedUai);
  if (stranger) {
    throw new Refused({
      code: "other-school",
      file: stranger.name,
      uai: stranger.uai,
      expectedUai: expectedUai!,
    });
  }
  const [first] = files;
  const filesByKind = new Map<FileKind, SnapshotFile>();
  for (const file of files) {
    const { name: otherFile, uai: otherUai, schoolYear: otherSchoolYear } = first!;
    if (file.uai !== otherUai) {
      throw new Refused({ code: "two-schools", file: file.name, uai: file.uai, otherFile, otherUai });
    }
    if (file.schoolYear !== otherSchoolYear) {
      const { name, schoolYear } = file;
      throw new Refused({ code: "two-school-years", file: name, schoolYear, otherFile, otherSchoolYear });
    }
    const same = filesByKind.get(file.kind);
    if (same) {
      throw new Refused({ code: "same-kind-twice", file: same.name, kind: file.kind, otherFile: file.name });
    }
    filesByKind.set(file.kind, file);
  }
}
