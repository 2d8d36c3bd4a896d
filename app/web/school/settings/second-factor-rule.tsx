/** Whether the administrator and the head may do without a second factor. */

import type { Context } from "hono";
import { z } from "zod";
import { saveSecondFactorRule } from "#actions/second-factor/save-second-factor-rule.ts";
import type { SecondFactorRule } from "#domain/second-factor/second-factor.ts";
import { refuse } from "#web/kit/errors.tsx";
import { readForm } from "#web/kit/form.ts";
import { actorOf, leaveNotice, type PageEnv, signedInContext } from "#web/kit/here.ts";
import { showPage } from "#web/kit/page.tsx";
import { paths } from "#web/paths.ts";
import { Actions, Button, LinkButton } from "#web/ui/button.tsx";
import { RadioGroup } from "#web/ui/fields.tsx";
import { PageHeading } from "#web/ui/layout.tsx";

const values: Record<SecondFactorRule, string> = { offered: "proposee", required: "exigee" };

const ruleForm = z.object({ regle: z.enum(Object.values(values)) });

export async function showSecondFactorRule(c: Context<PageEnv>): Promise<Response> {
  const { uai, secondFactor } = c.var.context.school;
  return showPage(c, {
    title: "Double authentification",
    children: (
      <>
        <PageHeading
          title="Double authentification"
          lead="Pour l’administrateur et le chef d’établissement. Les autres personnels peuvent toujours en ajouter une dans « Mon compte »."
        />
        <form method="post" action={paths.secondFactorSettings({ uai })}>
          <RadioGroup
            name="regle"
            label="Double authentification de l’administrateur et du chef d’établissement"
            value={values[secondFactor]}
            options={[
              { value: values.offered, label: "Proposée", hint: "« Mon compte » la rappelle, sans plus." },
              {
                value: values.required,
                label: "Exigée",
                hint: "Qui n’en a pas encore doit en ajouter une avant toute autre chose. Vous aussi, dès maintenant.",
              },
            ]}
          />
          <Actions>
            <Button>Valider</Button>
            <LinkButton href={paths.settings({ uai })}>Annuler</LinkButton>
          </Actions>
        </form>
      </>
    ),
  });
}

export async function postSecondFactorRule(c: Context<PageEnv>): Promise<Response> {
  const context = signedInContext(c);
  const { uai } = context.school;
  const form = await readForm(c, ruleForm);
  // No form of ours sends another value.
  if (!form.ok) return c.redirect(paths.secondFactorSettings({ uai }), 303);
  const rule = form.value.regle === values.required ? "required" : "offered";
  const answer = await saveSecondFactorRule(c.var.site, actorOf(context), uai, rule);
  if (!answer.ok) throw refuse(403);
  await leaveNotice(
    c,
    rule === "required"
      ? "La double authentification est maintenant exigée de l’administrateur et du chef d’établissement."
      : "La double authentification est maintenant proposée, sans être exigée.",
  );
  return c.redirect(paths.settings({ uai }), 303);
}
