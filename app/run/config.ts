import path from "node:path";
import { z } from "zod";

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly dataFolder: string;
  /** Without it, the embedded server starts in `dataFolder`. */
  readonly databaseUrl: string | undefined;
  /** Seals secrets; without it a key is made in `dataFolder`. */
  readonly secretKey: Buffer | undefined;
  /** Without it, mails go to the mailbox page of the development server. */
  readonly mailUrl: string | undefined;
  readonly mailFrom: string;
  /** No trailing slash. */
  readonly publicUrl: string;
  readonly productName: string;
  /** Lets portals (ENT) be on a private network, and without HTTPS. */
  readonly portalPrivateNetwork: boolean;
  readonly production: boolean;
  /** Opens `/metrics`; without it there is no such page. */
  readonly metricsToken: string | undefined;
  /** How long a stopping server goes on serving, so that a balancer sees `/ready` turn. */
  readonly stopGraceMs: number;
}

/** The message is a French sentence for the operator. */
export class ConfigError extends Error {}

const text = z.string().trim().min(1);

const schema = z
  .object({
    PORT: z.coerce
      .number("PORT doit être un nombre.")
      .int("PORT doit être un nombre entier.")
      .min(0, "PORT doit être compris entre 0 et 65535.")
      .max(65535, "PORT doit être compris entre 0 et 65535.")
      .default(3000),
    HOST: text
      .refine(
        (host) => URL.canParse(`http://${shownHost(host)}`),
        "HOST doit être l’adresse de cette machine.",
      )
      .default("127.0.0.1"),
    CPRO_DATA: text.default("./data"),
    DATABASE_URL: z
      .string()
      .regex(/^postgres(ql)?:\/\//, "DATABASE_URL doit commencer par postgres:// ou postgresql://.")
      .optional(),
    SECRET_KEY: z
      .base64("SECRET_KEY doit être écrite en base64.")
      .transform((key) => Buffer.from(key, "base64"))
      .refine(
        (key) => key.length === 32,
        "SECRET_KEY doit contenir 32 octets : faites-la avec « openssl rand -base64 32 ».",
      )
      .optional(),
    MAIL_URL: z
      .url({
        protocol: /^smtps?$/,
        hostname: /./,
        error: "MAIL_URL doit avoir la forme smtp://machine:port ou smtps://machine:port.",
      })
      .optional(),
    MAIL_FROM: z
      .email("MAIL_FROM doit être une adresse électronique.")
      .default("no-reply@cerise-collection.com"),
    PUBLIC_URL: z
      .url({
        protocol: /^https?$/,
        error: "PUBLIC_URL doit être une adresse complète, par exemple https://cpro.exemple.fr.",
      })
      .transform((url) => url.replace(/\/+$/, ""))
      .optional(),
    PRODUCT_NAME: text.default("C Pro éducation"),
    PORTAL_PRIVATE_NETWORK: z
      .enum(["oui", "non"], "PORTAL_PRIVATE_NETWORK doit valoir oui ou non.")
      .optional(),
    METRICS_TOKEN: z.string().min(16, "METRICS_TOKEN doit compter 16 caractères au moins.").optional(),
    STOP_GRACE: z.coerce
      .number("STOP_GRACE doit être un nombre de secondes.")
      .min(0, "STOP_GRACE doit être compris entre 0 et 300 secondes.")
      .max(300, "STOP_GRACE doit être compris entre 0 et 300 secondes.")
      .default(0),
    NODE_ENV: z.string().optional(),
  })
  .superRefine((env, context) => {
    if (env.NODE_ENV !== "production") return;
    for (const name of ["PUBLIC_URL", "MAIL_URL"] as const) {
      if (!env[name])
        context.addIssue({
          code: "custom",
          message: `${name} est obligatoire quand NODE_ENV vaut production.`,
        });
    }
    if (env.DATABASE_URL && !env.SECRET_KEY)
      context.addIssue({
        code: "custom",
        message:
          "SECRET_KEY est obligatoire avec DATABASE_URL en production, la même sur chaque machine : faites-la avec « openssl rand -base64 32 » et gardez-la en lieu sûr, ailleurs que vos sauvegardes.",
      });
  });

export function readConfig(environment: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim() !== ""));
  const parsed = schema.safeParse(given);
  if (!parsed.success) throw new ConfigError(parsed.error.issues.map(({ message }) => message).join("\n"));
  const env = parsed.data;
  const production = env.NODE_ENV === "production";
  return {
    port: env.PORT,
    host: env.HOST,
    dataFolder: path.resolve(env.CPRO_DATA),
    databaseUrl: env.DATABASE_URL,
    secretKey: env.SECRET_KEY,
    mailUrl: env.MAIL_URL,
    mailFrom: env.MAIL_FROM,
    publicUrl: env.PUBLIC_URL ?? `http://${shownHost(env.HOST)}:${env.PORT}`,
    productName: env.PRODUCT_NAME,
    portalPrivateNetwork: env.PORTAL_PRIVATE_NETWORK ? env.PORTAL_PRIVATE_NETWORK === "oui" : !production,
    production,
    metricsToken: env.METRICS_TOKEN,
    stopGraceMs: env.STOP_GRACE * 1000,
  };
}

/** Browsers cannot open the address of "every interface", and tie passkeys to a name, not a number. */
function shownHost(host: string): string {
  if (["0.0.0.0", "::", "127.0.0.1", "::1"].includes(host)) return "localhost";
  return host.includes(":") ? `[${host}]` : host;
}
