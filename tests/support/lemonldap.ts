/**
 * Debian's LemonLDAP::NG on a port of its own, with its demonstration accounts (`rtyler`, password `rtyler`), as CAS
 * server and as OpenID Connect provider of one application.
 */

import { spawn } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { freePort } from "./free-port.ts";

export interface LemonLdap {
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** For an `afterAll` of the file: one that a hook registers never runs. */
  end(): Promise<void>;
}

type Settings = Omit<LemonLdap, "end">;

export async function startLemonLdap(returnUrl: string): Promise<LemonLdap> {
  const folder = await mkdtemp(path.join(tmpdir(), "cpro-lemonldap-"));
  const port = await freePort();
  const lemon = { url: `http://localhost:${port}/`, clientId: "cpro", clientSecret: "un-secret-bien-long" };
  await writeSetUp(folder, lemon, returnUrl);
  const words = [
    "-I",
    `${folder}/lib`,
    "-s",
    "HTTP::Server::PSGI",
    "--host",
    "127.0.0.1",
    "--port",
    String(port),
  ];
  const child = spawn("plackup", [...words, `${folder}/portal.psgi`], {
    stdio: ["ignore", "ignore", "pipe"],
    cwd: folder,
    env: { ...process.env, LLNG_DEFAULTCONFFILE: `${folder}/lemonldap-ng.ini` },
  });
  let said = "";
  child.stderr.on("data", (text) => {
    said += text;
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const end = async () => {
    child.kill();
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  for (let tries = 0; tries < 200; tries++) {
    const answer = await fetch(`${lemon.url}.well-known/openid-configuration`).catch(() => undefined);
    if (answer?.ok) return { ...lemon, end };
    if (answer || child.exitCode !== null) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await end();
  throw new Error(`LemonLDAP::NG did not start:\n${said}`);
}

async function writeSetUp(folder: string, lemon: Settings, returnUrl: string): Promise<void> {
  for (const name of ["conf", "sessions/lock", "psessions/lock", "cache", "lib/Lemonldap/NG/Portal/Captcha"])
    await mkdir(`${folder}/${name}`, { recursive: true });
  await writeFile(`${folder}/conf/lmConf-1.json`, JSON.stringify(settings(folder, lemon, returnUrl)));
  await writeFile(`${folder}/lemonldap-ng.ini`, ini(folder));
  await writeFile(
    `${folder}/portal.psgi`,
    `use Plack::Builder;
use Lemonldap::NG::Portal::Main;
my $portal = Lemonldap::NG::Portal::Main->run({});
builder { mount '/static' => sub { [404, [], []] }; mount '/' => $portal };
`,
  );
  // The one that it carries wants ImageMagick, even where nobody is asked for a captcha.
  await writeFile(
    `${folder}/lib/Lemonldap/NG/Portal/Captcha/None.pm`,
    `package Lemonldap::NG::Portal::Captcha::None;
use Mouse;
extends 'Lemonldap::NG::Portal::Main::Plugin';
sub init { 1 }
1;
`,
  );
}

function ini(folder: string): string {
  return `[all]
logLevel = error
[configuration]
type = File
dirName = ${folder}/conf
localStorage = Cache::FileCache
localStorageOptions = { 'namespace' => 'config', 'default_expires_in' => 600, 'directory_umask' => '007', 'cache_root' => '${folder}/cache', 'cache_depth' => 3 }
[portal]
staticPrefix = /static
templateDir = /usr/share/lemonldap-ng/portal/templates
languages = fr, en
`;
}

function settings(folder: string, { url, clientId, clientSecret }: Settings, returnUrl: string) {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs1", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
  const storage = (name: string) => ({
    Directory: `${folder}/${name}`,
    LockDirectory: `${folder}/${name}/lock`,
    generateModule: "Lemonldap::NG::Common::Apache::Session::Generate::SHA256",
  });
  return {
    ...{ cfgNum: 1, cfgAuthor: "essais", cfgDate: 1, cfgVersion: "2.16.1" },
    ...{ portal: url, domain: "localhost", cookieName: "lemonldap", securedCookie: 0 },
    ...{ authentication: "Demo", userDB: "Same", passwordDB: "Null", registerDB: "Null" },
    ...{ requireToken: 0, notification: 0, loginHistoryEnabled: 0, portalDisplayResetPassword: 0 },
    captcha: "::Captcha::None",
    globalStorage: "Apache::Session::File",
    globalStorageOptions: storage("sessions"),
    persistentStorage: "Apache::Session::File",
    persistentStorageOptions: storage("psessions"),
    localSessionStorage: "Cache::FileCache",
    localSessionStorageOptions: {
      ...{ cache_depth: 3, cache_root: `${folder}/cache`, default_expires_in: 600 },
      ...{ directory_umask: "007", namespace: "sessions" },
    },
    locationRules: { localhost: { default: "accept" } },
    macros: { _whatToTrace: "lc($_user)" },
    whatToTrace: "_whatToTrace",
    demoExportedVars: { cn: "cn", mail: "mail", uid: "uid" },
    ...{
      issuerDBCASActivation: 1,
      issuerDBCASPath: "^/cas/",
      casAttr: "uid",
      casAccessControlPolicy: "error",
    },
    casBackChannelSingleLogout: 1,
    casAppMetaDataOptions: { cpro: { casAppMetaDataOptionsService: returnUrl } },
    casAppMetaDataExportedVars: { cpro: { displayName: "cn", courriel: "mail" } },
    ...{ issuerDBOpenIDConnectActivation: 1, issuerDBOpenIDConnectPath: "^/oauth2/" },
    ...{
      oidcServiceMetaDataIssuer: url,
      oidcServiceAllowAuthorizationCodeFlow: 1,
      oidcServiceKeyIdSig: "cle",
    },
    ...{ oidcServicePrivateKeySig: privateKey, oidcServicePublicKeySig: publicKey },
    oidcRPMetaDataOptions: {
      cpro: {
        oidcRPMetaDataOptionsClientID: clientId,
        oidcRPMetaDataOptionsClientSecret: clientSecret,
        oidcRPMetaDataOptionsRedirectUris: returnUrl,
        oidcRPMetaDataOptionsIDTokenSignAlg: "RS256",
        oidcRPMetaDataOptionsBypassConsent: 1,
        oidcRPMetaDataOptionsRequirePKCE: 1,
      },
    },
    oidcRPMetaDataExportedVars: { cpro: { name: "cn", email: "mail" } },
  };
}
