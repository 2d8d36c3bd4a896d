// Debian's LemonLDAP::NG, a real CAS and OpenID Connect server, for the tests: installed where we may, as root.
// Where it cannot be, its tests are skipped and say so.

import { spawnSync } from "node:child_process";
import { installFromDebian } from "./debian.mjs";

const packages = [
  "liblemonldap-ng-portal-perl",
  "libplack-perl",
  "libio-string-perl",
  "libstring-random-perl",
  "libxml-simple-perl",
];

/** Why there is none; `undefined` when it is there. */
export function whyNoLemonLdap() {
  const modules = ["Main", "Issuer::CAS", "Issuer::OpenIDConnect"].map(
    (name) => `-MLemonldap::NG::Portal::${name}`,
  );
  const isThere =
    spawnSync("perl", [...modules, "-MPlack::Runner", "-e", "1"], { stdio: "ignore" }).status === 0;
  return isThere ? undefined : `LemonLDAP::NG n’est pas installé (paquets ${packages.join(", ")})`;
}

/** Prints why not. */
export function ensureLemonLdap() {
  if (whyNoLemonLdap() === undefined) return;
  installFromDebian("LemonLDAP::NG", packages);
  const why = whyNoLemonLdap();
  if (why) console.error(`${why} : les essais avec un vrai serveur CAS et OpenID Connect seront sautés.`);
}
