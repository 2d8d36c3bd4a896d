// Debian's PostgreSQL 15 and nginx, for the tests of several nodes: installed where we may, as root. Where they cannot
// be, these tests are skipped and say so.

import { existsSync } from "node:fs";
import { installFromDebian } from "./debian.mjs";

export const postgresFolder = "/usr/lib/postgresql/15/bin";
export const nginx = "/usr/sbin/nginx";
export const nginxStream = "/usr/lib/nginx/modules/ngx_stream_module.so";

const packages = ["postgresql-15", "nginx-light", "libnginx-mod-stream"];

/** Why there is none; `undefined` when all is there. */
export function whyNoCluster() {
  const isThere = [`${postgresFolder}/postgres`, nginx, nginxStream].every((file) => existsSync(file));
  return isThere
    ? undefined
    : `PostgreSQL 15 ou nginx n’est pas installé (paquets ${packages.join(", ")} de Debian)`;
}

/** Prints why not. */
export function ensureCluster() {
  if (whyNoCluster() === undefined) return;
  installFromDebian("PostgreSQL 15 et de nginx", packages);
  const why = whyNoCluster();
  if (why) console.error(`${why} : les essais de plusieurs nœuds seront sautés.`);
}
