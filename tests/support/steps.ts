/** What a person does again and again, in the words of the screen. */

import type { Page } from "playwright-core";

export const goodPassword = "trois girafes bleues dansent";

/** Waits for the answer, whatever it is. */
export async function signIn(page: Page, login: string, password: string): Promise<void> {
  await page.getByLabel("Identifiant").fill(login);
  await page.getByLabel("Mot de passe").fill(password);
  await submitted(page, "Se connecter");
}

export async function chooseFirstPassword(page: Page, password: string, repeated = password): Promise<void> {
  await page.getByLabel("Nouveau mot de passe").fill(password);
  await page.getByLabel("Le même, une seconde fois").fill(repeated);
  await submitted(page, "Enregistrer ce mot de passe");
}

async function submitted(page: Page, button: string): Promise<void> {
  // Not the answer to what the field asks while one types.
  const answer = page.waitForResponse(
    (response) =>
      response.request().method() === "POST" && !response.url().includes("/force-du-mot-de-passe"),
  );
  await page.getByRole("button", { name: button }).click();
  await (await answer).finished();
}
