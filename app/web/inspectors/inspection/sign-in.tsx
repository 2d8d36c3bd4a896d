import type { Context } from "hono";
import { z } from "zod";
import { signInInspector, signOutInspector } from "#actions/inspectors/sign-in-inspector.ts";
import { signInErrors } from "#web/access/sign-in/sign-in.tsx";
import { clearInspectorCookie, setInspectorCookie } from "#web/inspectors/inspection/session.ts";
import { InspectorSignInPage } from "#web/inspectors/inspection/sign-in-page.tsx";
import { clientAddress } from "#web/kit/client-address.ts";
import { type Again, anyText, newForm, readForm, typedValue } from "#web/kit/form.ts";
import type { PageEnv } from "#web/kit/here.ts";
import { showPage, statusOf } from "#web/kit/page.tsx";
import { paths } from "#web/paths.ts";

export async function showDoor(c: Context<PageEnv>): Promise<Response> {
  return c.var.inspection ? c.redirect(paths.inspection({}), 303) : showSignIn(c);
}

function showSignIn(c: Context<PageEnv>, { typed, errors }: Again = newForm): Promise<Response> {
  return showPage(c, {
    title: "Connexion des inspecteurs",
    status: statusOf(errors),
    children: <InspectorSignInPage email={typedValue(typed, "email")} errors={errors} />,
  });
}

const signInForm = z.object({ email: anyText, password: anyText });

export async function postSignIn(c: Context<PageEnv>): Promise<Response> {
  const form = await readForm(c, signInForm);
  if (!form.ok) return showSignIn(c, form);
  const entered = await signInInspector(c.var.site, { ...form.value, address: clientAddress(c) });
  if (!entered.ok) return showSignIn(c, { ...form, errors: signInErrors(c, entered.refusal) });
  setInspectorCookie(c, entered.value);
  return c.redirect(paths.inspection({}), 303);
}

export async function postSignOut(c: Context<PageEnv>): Promise<Response> {
  const { inspection, site } = c.var;
  if (inspection) await signOutInspector(site, inspection.tokenHash);
  clearInspectorCookie(c);
  return c.redirect(paths.inspectorSignIn({}), 303);
}
