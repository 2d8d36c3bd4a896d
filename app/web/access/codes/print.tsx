/** The answer to a print: sheets that the browser shows as each class is drawn. */

import type { Context } from "hono";
import { stream } from "hono/streaming";
import { raw } from "hono/utils/html";
import type { StreamingApi } from "hono/utils/stream";
import { printSlips } from "#actions/access/print-slips.ts";
import type { SlipGroup } from "#domain/access/slip.ts";
import type { Population } from "#domain/people/user.ts";
import { populationLabels, sheetLabel } from "#web/access/codes/print-groups.ts";
import { Sheets, SlipsDocument } from "#web/access/codes/sheets.tsx";
import { here, type PageEnv } from "#web/kit/here.ts";
import { factsOf } from "#web/kit/request-log.ts";
import { frenchHtml } from "#web/kit/typography.ts";
import { tabOf } from "#web/kit/users-query.ts";

interface Order {
  readonly population: Population;
  /** With the people who are to have a slip, and nobody else. */
  readonly groups: readonly SlipGroup[];
  readonly replacing: boolean;
}

export function streamSheets(c: Context<PageEnv>, order: Order): Response {
  const [head, tail] = aroundSheets(c, order);
  c.header("Content-Type", "text/html; charset=UTF-8");
  c.header("Cache-Control", "no-store");
  // A proxy that keeps the page until it is whole would hide that it grows.
  c.header("X-Accel-Buffering", "no");
  return stream(
    c,
    async (out) => {
      await out.write(frenchHtml(head));
      const printed = await writeSheets(c, order, out);
      await out.write(frenchHtml(String(<End slips={printed} />) + tail));
    },
    async (error, out) => {
      c.var.site.logError(error, factsOf(c));
      await out.write(frenchHtml(String(<Failure number={c.var.requestNumber} />) + tail));
    },
  );
}

/** Where the sheets go in the document around them. */
const place = "<!-- sheets -->";

function aroundSheets(c: Context<PageEnv>, order: Order): [head: string, tail: string] {
  const { site, school, to } = here(c);
  const whole = (
    <SlipsDocument
      title={`Coupons : ${orderLabel(order)}`}
      assets={site.assets}
      signInUrl={site.signInUrl(school.uai)}
      backHref={to.codes({ onglet: tabOf(order.population) })}
    >
      {raw(place)}
    </SlipsDocument>
  );
  return String(whole).split(place) as [string, string];
}

/** Answers how many slips were printed. Nothing more is drawn for a browser that has left. */
async function writeSheets(c: Context<PageEnv>, order: Order, out: StreamingApi): Promise<number> {
  const { site, school, act } = here(c);
  const signInUrl = site.signInUrl(school.uai);
  let printed = 0;
  for (const group of order.groups) {
    if (out.aborted) break;
    const userIds = group.holders.map(({ id }) => id);
    const slips = await act(printSlips, { userIds, replacing: order.replacing });
    if (!slips.ok) throw new Error(`Slips refused: ${slips.refusal}`);
    printed += slips.value.length;
    const sheets = (
      <Sheets
        label={sheetLabel(order.population, group)}
        division={group.division}
        slips={slips.value}
        schoolName={school.name}
        signInUrl={signInUrl}
      />
    );
    await out.write(frenchHtml(String(sheets)));
  }
  return printed;
}

function orderLabel({ population, groups }: Order): string {
  const labels = groups.map((group) => sheetLabel(population, group));
  return labels.length <= 3
    ? labels.join(" ; ")
    : `${populationLabels[population]}, ${labels.length} classes`;
}

function End({ slips }: { slips: number }) {
  return (
    <p class="slips-guide slips-end">
      {slips === 0
        ? "Aucun coupon : entre-temps, chacun de ceux que vous aviez choisis a reçu un code ou un mot de passe."
        : `Fin : ${slips} ${slips === 1 ? "coupon" : "coupons"}.`}
    </p>
  );
}

function Failure({ number }: { number: string }) {
  return (
    <p class="slips-guide slips-end" role="alert">
      <strong>Une erreur est survenue de notre côté.</strong> Les coupons affichés au-dessus sont bons :
      imprimez-les. Les classes qui manquent restent à imprimer, ou à réimprimer, depuis les codes
      d’activation. Si l’erreur revient, donnez le numéro {number} à la personne qui s’occupe du serveur.
    </p>
  );
}
