import { loadDirectory } from "#data/people/directory.ts";
import { findSchool } from "#data/school/schools.ts";
import type { Directory, DirectoryUser } from "#domain/people/directory.ts";
import { profileLabels } from "#domain/people/user.ts";
import type { Config } from "#run/config.ts";
import { withInstallation } from "#run/installation.ts";
import { printJson, readArguments, readUai, refuse, refuseMore } from "./arguments.ts";

/** `users <UAI>`: all users, masked or not, by name. */
export async function usersCommand(words: string[], config: Config): Promise<number> {
  const { positionals, values } = readArguments(words, { json: { type: "boolean" } });
  const [uaiText, ...more] = positionals;
  const uai = readUai(uaiText);
  refuseMore(more);
  return withInstallation(config, async ({ database }) => {
    const directory = await database.inSchool(uai, async (tx) =>
      (await findSchool(tx)) ? loadDirectory(tx) : undefined,
    );
    if (!directory) return refuse(`Il n’y a pas d’établissement ${uai} ici.`);
    if (values.json) printJson(directory.users.map((user) => toJson(user, directory)));
    else for (const user of directory.users) console.log(toLine(user));
    return 0;
  });
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

/** A guardian has the classes of their unmasked pupils. */
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
