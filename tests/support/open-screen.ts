import type { Page } from "playwright-core";
import type { Screen, Screens } from "./screens.ts";

/** Shows a screen in a browser, as its seer: a form is sent from a page of the site, whole, as without a script. */
export async function openScreen(page: Page, url: string, screens: Screens, screen: Screen): Promise<void> {
  await page.context().clearCookies();
  const cookies = screens.cookies[screen.seer];
  await page.context().addCookies(cookies.map((cookie) => ({ ...cookie, domain: new URL(url).hostname })));
  if (!screen.form) {
    await page.goto(url + screen.path);
    return;
  }
  await page.goto(`${url}/0999999Z/aide-connexion`);
  const answer = page.waitForNavigation();
  await page.evaluate(
    ([action, fields]) => {
      const form = document.createElement("form");
      form.method = "post";
      form.action = action!;
      form.dataset.turbo = "false";
      for (const [name, value] of Object.entries(JSON.parse(fields!) as Record<string, string>)) {
        const input = document.createElement("textarea");
        input.name = name;
        input.value = value;
        form.append(input);
      }
      document.body.append(form);
      form.submit();
    },
    [screen.path, JSON.stringify(screen.form)],
  );
  await answer;
}
