/** Whether the administrator and the head may do without a second factor. */

import type { Context } from "hono";
import { z } from "zod";
import { saveSecondFactorRule } from "#actions/second-factor/save-second-factor-rule.ts";
import type { SecondFactorRule } from "#domain/second-factor/second-factor.ts";
import { answerRefusal, said } from "#web/kit/answer.ts";
import { refuse } from "#web/kit/errors.tsx";
import { readForm } from "#web/kit/form.ts";
import { here, type PageEnv } from "#web/kit/here.ts";
import { showPage } from "#web/kit/page.tsx";
import type { SchoolPaths } from "#web/paths.ts";
import { Actions, Button, LinkButton } from "#web/ui/button.tsx";
import { RadioGroup } from "#web/ui/fields.tsx";
import { PageHeading } from "#web/ui/layout.tsx";

const ruleForm = z.object({ rule: z.enum(["offered", "required"]) });

const saidOf: Record<SecondFactorRule, string> = {
  required:
    "La double authentification est maintenant exigée de l’administrateur et du chef d’établissement.",
  offered: "La double authentification est maintenant proposée, sans être exigée.",
};

export async function showSecondFactorRule(c: Context<PageEnv>): Promise<Response> {
  const { to, school } = here(c);
  return showPage(c, {
    title: "Double authentification",
    children: <RulePage to={to} rule={school.secondFactor} />,
  });
}

export async function postSecondFactorRule(c: Context<PageEnv>): Promise<Response> {
  const { to, act } = here(c);
  const form = await readForm(c, ruleForm);
  // No form of ours sends another value.
  if (!form.ok) return c.redirect(to.secondFactorSettings(), 303);
  const { rule } = form.value;
  const saved = await act(saveSecondFactorRule, rule);
  if (!saved.ok) return answerRefusal(c, saved, () => Promise.reject(refuse(403)));
  return said(c, saidOf[rule], to.settings());
}

function RulePage({ to, rule }: { to: SchoolPaths; rule: SecondFactorRule }) {
  return (
    <>
      <PageHeading
        title="Double authentification"
        lead="Pour l’administrateur et le chef d’établissement. Les autres personnels peuvent toujours en ajouter une dans « Mon compte »."
      />
      <form method="post" action={to.secondFactorSettings()}>
        <RadioGroup
          name="rule"
          label="Double authentification de l’administrateur et du chef d’établissement"
          value={rule}
          options={[
            { value: "offered", label: "Proposée", hint: "« Mon compte » la rappelle, sans plus." },
            {
              value: "required",
              label: "Exigée",
              hint: "Qui n’en a pas encore doit en ajouter une avant toute autre chose. Vous aussi, dès maintenant.",
            },
          ]}
        />
        <Actions>
          <Button>Valider</Button>
          <LinkButton href={to.settings()}>Annuler</LinkButton>
        </Actions>
      </form>
    </>
  );
}
