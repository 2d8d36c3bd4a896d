/** What is said of accessibility: in `docs/accessibilite.md`, on its page, at the foot of every page. */

import { describe, expect, it } from "vitest";
import { conforming, criteria, failing, ratePercent } from "#web/kit/conformity.ts";
import { paths } from "#web/paths.ts";
import { testSite, uai } from "../support/site.ts";
import { cookiesOf, type Seer } from "../support/visitor-cookies.ts";

/** How many criteria each of the 13 themes of the RGAA 4.1.2 has. */
const themes = [9, 2, 3, 13, 8, 2, 5, 10, 4, 14, 13, 11, 12];

describe("accessibility", async () => {
  const site = await testSite("cast");

  it("is judged criterion by criterion: all 106, in order", () => {
    const numbers = themes.flatMap((count, theme) =>
      Array.from({ length: count }, (_, i) => `${theme + 1}.${i + 1}`),
    );
    expect(numbers).toHaveLength(106);
    expect(criteria.map(({ number }) => number)).toEqual(numbers);
    expect(criteria.every(({ title, how }) => title !== "" && how !== "")).toBe(true);
  });

  it.each([paths.accessibility({ uai }), paths.accessibilityOfAll({})])("%s says the same", async (path) => {
    const page = await (await fetch(site.url + path)).text();
    const text = page.replace(/<[^>]*>/g, "").replace(/\s+/g, " ");
    expect(text).toContain(`${conforming.length} critères conformes`);
    expect(text).toContain(`${failing.length} non conformes`);
    expect(text).toContain(`${ratePercent} % des critères`);
    const told = [...text.matchAll(/Critère (\d+\.\d+), «/g)].map(([, number]) => number);
    expect(told).toEqual(failing.map(({ number }) => number));
    expect(page).toMatch(
      /<footer.*href="[^"]*\/accessibilite">Accessibilité\s: (partiellement |non )?conforme/s,
    );
  });

  it.each<Seer>(["anonymous", "pupil", "teacher", "head", "administrator"])(
    "the site map leads everywhere: %s",
    async (seer) => {
      const cookies = await cookiesOf(site.database, seer, "");
      const headers = { cookie: cookies.map(({ name, value }) => `${name}=${value}`).join("; ") };
      const page = await (await fetch(site.url + paths.siteMap({ uai }), { headers })).text();
      const map = /<nav aria-label="Plan du site".*<\/nav>/s.exec(page)![0];
      const hrefs = [...map.matchAll(/href="([^"]+)"/g)].map(([, href]) => href!);
      expect(hrefs.length).toBeGreaterThan(2);
      for (const href of hrefs) {
        const answer = await fetch(site.url + href, { headers, redirect: "manual" });
        expect(answer.status, href).toBe(200);
        await answer.arrayBuffer();
      }
    },
  );
});
