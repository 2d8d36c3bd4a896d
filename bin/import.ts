import { access, constants, stat } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { planFiles } from "#actions/imports/_plan-import.ts";
import { importFiles } from "#actions/imports/import-at-once.ts";
import { findSchool } from "#data/school/schools.ts";
import { brakeSentence } from "#domain/imports/brake-sentence.ts";
import { countByProfile, countPlan, type PlanCounts } from "#domain/imports/counts.ts";
import type { ImportPlan } from "#domain/imports/plan.ts";
import { profileLabels } from "#domain/people/user.ts";
import { commandLine } from "#domain/permissions.ts";
import type { Config } from "#run/config.ts";
import { withInstallation } from "#run/installation.ts";
import type { ReceivedFile } from "#siecle/read-files.ts";
import { refusalSentence } from "#siecle/refusal.ts";
import {
  fromWhereTyped,
  printJson,
  readArguments,
  readUai,
  readValue,
  refuse,
  UsageError,
} from "./arguments.ts";

/** `import <UAI> <file…>`: shows the plan; `--apply` applies it. */
export async function importCommand(words: string[], config: Config): Promise<number> {
  const { positionals, values } = readArguments(words, {
    apply: { type: "boolean" },
    masked: { type: "string" },
    json: { type: "boolean" },
  });
  const [uaiText, ...fileNames] = positionals;
  const uai = readUai(uaiText);
  if (fileNames.length === 0) throw new UsageError("Il manque les fichiers à importer.");
  const masked = values.masked === undefined ? undefined : readValue(wholeNumber, values.masked, "");
  const files = fileNames.map((name) => ({ name: path.basename(name), path: fromWhereTyped(name) }));
  for (const file of files) await checkReadable(file);

  return withInstallation(config, async ({ database }) => {
    const app = { database, clock: () => new Date() };
    if (!(await database.inSchool(uai, findSchool)))
      return refuse(`Il n’y a pas d’établissement ${uai} ici. Rien n’a été changé.`);
    if (!values.apply) {
      const planned = await planFiles(app, uai, files);
      if (!planned.ok) return refuse(refusalSentence(planned.refusal));
      report(planned.value, values.json);
      return planned.value.brakes.length > 0 ? refuse(heldSentence(planned.value)) : 0;
    }
    const applied = await importFiles(app, commandLine, uai, files, masked);
    if (applied.ok) {
      report(applied.value, values.json);
      return 0;
    }
    const { refusal } = applied;
    return refuse("file" in refusal ? refusalSentence(refusal.file) : heldSentence(refusal.plan));
  });
}

const wholeNumber = z.coerce.number("un nombre est attendu.").int("un nombre entier est attendu.");

async function checkReadable({ path }: ReceivedFile): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (!found) throw new UsageError(`Le fichier ${path} n’existe pas.`);
  if (found.isDirectory())
    throw new UsageError(`${path} est un dossier : donnez les fichiers qu’il contient.`);
  await access(path, constants.R_OK).catch(() => {
    throw new UsageError(`Ce compte n’a pas le droit de lire ${path}.`);
  });
}

function heldSentence(plan: ImportPlan): string {
  return [
    ...plan.brakes.map(brakeSentence),
    `Rien n’a été changé. Pour continuer quand même : --apply --masked ${plan.masked.length}`,
  ].join("\n");
}

function report(plan: ImportPlan, json: boolean | undefined): void {
  const byProfile = countByProfile(plan);
  const warnings = plan.warnings.map(({ message }) => message);
  if (json) {
    printJson({ ...countPlan(plan), byProfile, warnings });
    return;
  }
  const line = (label: string, counts: PlanCounts): string =>
    `${label} : ${counts.created} nouveaux, ${counts.updated} modifiés, ${counts.returned} de retour, ${counts.masked} masqués, ${counts.unchanged} inchangés, ${counts.questions} questions`;
  console.log(line("Ensemble", countPlan(plan)));
  for (const [profile, counts] of Object.entries(byProfile)) {
    console.log(`  ${line(profileLabels[profile as keyof typeof profileLabels], counts)}`);
  }
  for (const warning of warnings) console.log(`  ! ${warning}`);
}
