import type { Context } from "hono";
import { findImport } from "#data/imports/imports.ts";
import { dayInFrance } from "#domain/calendar.ts";
import { reportCsv, reportOds } from "#web/imports/report.ts";
import { refuse } from "#web/kit/errors.tsx";
import type { PageEnv } from "#web/kit/here.ts";
import { targetId } from "#web/kit/target.ts";

const contentTypes = {
  csv: "text/csv; charset=utf-8",
  ods: "application/vnd.oasis.opendocument.spreadsheet",
} as const;

export async function sendReport(c: Context<PageEnv>): Promise<Response> {
  const { uai } = c.var.context.school;
  const id = targetId(c);
  const format = c.req.query("format");
  if (format !== "csv" && format !== "ods") throw refuse(404);
  const stored = await c.var.site.database.inSchool(uai, (tx) => findImport(tx, id));
  if (!stored) throw refuse(404);
  const { createdAt, endedAt } = stored;
  const rows = await c.var.site.imports.listReportRows(uai, id);
  if (!rows) throw refuse(404);
  c.header("Content-Type", contentTypes[format]);
  const name = `importation-${uai}-${dayInFrance(endedAt ?? createdAt)}.${format}`;
  c.header("Content-Disposition", `attachment; filename="${name}"`);
  c.header("Cache-Control", "no-store");
  return c.body(format === "csv" ? reportCsv(rows) : await reportOds(rows));
}
