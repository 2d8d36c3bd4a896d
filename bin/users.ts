import { loadDirectory } from "#data/people/directory.ts";
import { findSchool } from "#data/school/schools.ts";
import type { Directory, DirectoryUser } from "#domain/people/directory.ts";
import { profileLabels } from "#domain/people/user.ts";
import type { Config } from "#run/config.ts";
import { openInstallation } from "#run/installation.ts";
import { printJson, readArguments, readUai, refuseMore } from "./arguments.ts";

/** `users <UAI>`: everybody, masked or not, by name. */
export async function usersCommand(words: string[], config: Config): Promise<number> {
  const { positionals, values } = readArguments(words, { json: { type: "boolean" } });
  const [uaiText, ...more] = positionals;
  const uai = readUai(uaiText);
  refuseMore(more);
  const installation = await openInstallation(config);
  try {
    const directory = await installation.database.inSchool(uai, async (tx) =>
      (await findSchool(tx)) ? loadDirectory(tx) : undefined,
    );
    if (!directory) {
      console.error(`Il n’y a pas d’établissement ${uai} ici.`);
      return 1;
    }
    if (values.json) printJson(directory.users.map((user) => toJson(user, directory)));
    else for (const user of directory.users) console.log(toLine(user));
    return 0;
  } finally {
    await installation.close();
  }
}

function toJson(user: DirectoryUser, directory: Directory) {
  const codes = (links: readonly { division: string }[]): string[] =>
    links.map(({ division }) => division).sort();
  return {
    id: user.id,
    login: user.login,
    lastName: user.lastName,
    firstName: user.firstName,
    profile: user.profile,
    origin: user.origin,
    masked: user.masked,
    birthDate: user.birthDate ?? null,
    email: user.email ?? null,
    entId: user.entId ?? null,
    divisions: divisionsOf(user, directory),
    teaches: codes(user.teaches),
    mainTeacherOf: codes(user.mainTeacherOf),
    siecleId: user.siecleId ?? null,
  };
}

/** A guardian's classes are those of the pupils who are still there. */
function divisionsOf(user: DirectoryUser, directory: Directory): readonly string[] {
  if (user.profile !== "guardian") return user.divisions;
  const own = new Set(user.pupils);
  const pupils = directory.users.filter(({ id, masked }) => own.has(id) && !masked);
  return [...new Set(pupils.flatMap(({ divisions }) => divisions))].sort();
}

function toLine(user: DirectoryUser): string {
  const origin = user.origin === "siecle" ? "SIECLE" : "manuel";
  return [
    user.login,
    user.lastName,
    user.firstName,
    profileLabels[user.profile],
    origin,
    user.masked ? "masqué" : "",
  ].join("\t");
}
