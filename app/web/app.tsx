/** The site: security headers, the school and the visitor of each request, the modules, the error pages. */

import { type Context, Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import { secureHeaders } from "hono/secure-headers";
import type { SchoolTransaction } from "#data/database.ts";
import { isDatabaseGone } from "#data/engine/database-gone.ts";
import { isDiskFull } from "#data/engine/disk-full.ts";
import { findAdministrator, listHeads, type StoredUser } from "#data/people/users.ts";
import { fullName } from "#domain/names.ts";
import type { Reason } from "#domain/reasons.ts";
import { uaiSchema } from "#domain/school/school.ts";
import { accountRoutes } from "#web/access/account/routes.tsx";
import { codesRoutes } from "#web/access/codes/routes.tsx";
import { signInRoutes } from "#web/access/sign-in/routes.tsx";
import { accessibilityRoutes } from "#web/help/accessibility/routes.tsx";
import { helpRoutes } from "#web/help/routes.tsx";
import { historyRoutes } from "#web/history/routes.tsx";
import { importRoutes } from "#web/imports/routes.tsx";
import { inspectionRoutes } from "#web/inspectors/inspection/routes.tsx";
import { inspectorsRoutes } from "#web/inspectors/routes.tsx";
import { acceptedEncoding } from "#web/kit/encoding.ts";
import { ErrorPage, type ErrorStatus, refuse } from "#web/kit/errors.tsx";
import { originCheck, type PageEnv, type RequestContext, readContext, type Site } from "#web/kit/here.ts";
import { showPage } from "#web/kit/page.tsx";
import { type AnsweredRequest, factsOf, requestLog } from "#web/kit/request-log.ts";
import { paths } from "#web/paths.ts";
import { bulkRoutes } from "#web/people/bulk/routes.tsx";
import { directoryRoutes } from "#web/people/routes.tsx";
import { entIdsRoutes } from "#web/portal/ent-ids/routes.tsx";
import { portalRoutes } from "#web/portal/routes.tsx";
import { homeRoutes } from "#web/school/home.tsx";
import { settingsRoutes } from "#web/school/settings/routes.tsx";
import { schoolStartRoutes } from "#web/school/start/routes.tsx";
import { secondFactorRoutes } from "#web/second-factor/routes.tsx";

export interface SiteOptions {
  readonly site: Site;
  readonly publicUrl: string;
  readonly onRequest: (answered: AnsweredRequest) => void;
  /** What the operator's machines ask. */
  readonly probeRoutes: Hono;
  /** Pages that only a trial or a development server has. */
  readonly developmentRoutes?: readonly Hono<PageEnv>[];
}

/** Turbo writes this one style into the page when it loads; a new Turbo may need a new hash. */
const turboProgressBarStyle = "'sha256-WAyOw4V+FqDc35lQPyRADLBWbuNK8ahvYEaQIYF1+Ps='";

export function createSite({
  site,
  publicUrl,
  onRequest,
  probeRoutes,
  developmentRoutes = [],
}: SiteOptions): Hono<PageEnv> {
  const app = new Hono<PageEnv>();
  app.route("/", probeRoutes);
  app.use(requestLog(onRequest));
  app.use(async (c, next) => {
    c.set("site", site);
    await next();
  });
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", turboProgressBarStyle],
        imgSrc: ["'self'", "data:"],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
      xFrameOptions: "DENY",
      referrerPolicy: "same-origin",
    }),
  );
  app.get(paths.asset.pattern, (c) => sendAsset(c));
  app.use(originCheck(new URL(publicUrl).origin));
  app.route("/", inspectionRoutes());
  app.route("/", homeRoutes());
  for (const routes of developmentRoutes) app.route("/", routes);

  app.use("/:uai/*", async (c, next) => {
    const written = c.req.param("uai");
    const uai = uaiSchema.safeParse(written);
    if (uai.success && uai.data !== written && c.req.method === "GET") {
      return c.redirect(c.req.url.replace(`/${written}`, `/${uai.data}`));
    }
    const context = await readContext(c, written);
    if (!context) throw refuse(404);
    c.set("context", context);
    await next();
  });
  app.route("/", signInRoutes());
  app.route("/", accountRoutes());
  app.route("/", schoolStartRoutes());
  app.route("/", secondFactorRoutes());
  app.route("/", directoryRoutes());
  app.route("/", bulkRoutes());
  app.route("/", importRoutes());
  app.route("/", codesRoutes());
  app.route("/", historyRoutes());
  app.route("/", inspectorsRoutes());
  app.route("/", entIdsRoutes());
  app.route("/", portalRoutes());
  app.route("/", settingsRoutes());
  app.route("/", helpRoutes());
  app.route("/", accessibilityRoutes());

  app.notFound((c) => showError(c, 404));
  // Telling why somebody may not takes the database too.
  app.onError((error, c) => answerError(c, error).catch((cause) => answerError(c, cause)));
  return app;
}

async function answerError(c: Context<PageEnv>, error: unknown): Promise<Response> {
  if (error instanceof HTTPException) {
    if (error.res) return error.getResponse();
    return error.status === 403 ? showRefusal(c, error.cause as Reason) : showError(c, 404);
  }
  c.var.site.logError(error, factsOf(c));
  if (isDiskFull(error)) return showError(c, 507, { number: c.var.requestNumber });
  if (!isDatabaseGone(error)) return showError(c, 500, { number: c.var.requestNumber });
  c.header("Retry-After", "10");
  return showError(c, 503, { number: c.var.requestNumber });
}

function showError(c: Context<PageEnv>, status: ErrorStatus, refusal: Partial<Refusal> = {}) {
  const { context } = c.var;
  return showPage(c, {
    title: errorTitles[status],
    status,
    children: (
      <ErrorPage
        status={status}
        school={context?.school}
        reason={refusal.reason ?? "administrator-only"}
        whoMay={refusal.whoMay ?? []}
        isAdministrator={context?.user?.profile === "administrator"}
        number={refusal.number}
        sent={c.req.method !== "GET"}
      />
    ),
  });
}

interface Refusal {
  readonly reason: Reason;
  readonly whoMay: readonly string[];
  /** Under which the log has the details of an error. */
  readonly number: string;
}

async function showRefusal(c: Context<PageEnv>, reason: Reason): Promise<Response> {
  const uai = (c.var.context as RequestContext | undefined)?.school.uai;
  const whoMay = uai ? await c.var.site.database.inSchool(uai, (tx) => listWhoMay(tx, reason)) : [];
  return showError(c, 403, { reason, whoMay: whoMay.map(fullName) });
}

async function listWhoMay(tx: SchoolTransaction, reason: Reason): Promise<readonly StoredUser[]> {
  if (reason === "head-only") return listHeads(tx);
  const administrator = reason === "administrator-only" && (await findAdministrator(tx));
  return administrator ? [administrator] : [];
}

const errorTitles = {
  403: "Page réservée",
  404: "Page introuvable",
  500: "Une erreur est survenue",
  503: "La base de données ne répond pas",
  507: "Le disque du serveur est plein",
} as const;

async function sendAsset(c: Context<PageEnv>): Promise<Response> {
  const asset = c.var.site.assets.find(c.req.param("file") ?? "");
  if (!asset) return c.notFound();
  const encoding = acceptedEncoding(c);
  const compressed = encoding && (await asset.encodedAs(encoding));
  return new Response(new Uint8Array(compressed ?? asset.body), {
    headers: {
      "Content-Type": asset.type,
      "Cache-Control": "public, max-age=31536000, immutable",
      Vary: "Accept-Encoding",
      ...(compressed ? { "Content-Encoding": encoding } : {}),
    },
  });
}
