import { countSlips, type SlipGroup, whyNotSlip } from "#domain/access/slip.ts";
import { listedName } from "#domain/names.ts";
import type { Population } from "#domain/people/user.ts";
import { groupLabel, groupValue } from "#web/access/codes/print-groups.ts";
import { tabOf } from "#web/kit/users-query.ts";
import type { SchoolPaths } from "#web/paths.ts";
import { Actions, Button, LinkButton } from "#web/ui/button.tsx";
import { CountGroup, Counts, TickList } from "#web/ui/counts.tsx";
import { PageHeading } from "#web/ui/layout.tsx";
import { Notice } from "#web/ui/notice.tsx";

interface ReprintPageProps {
  to: SchoolPaths;
  population: Population;
  /** The chosen ones, with those who may have a slip. */
  groups: readonly SlipGroup[];
  now: Date;
}

/** Says first whose codes will be void. One lost slip voids no code of the rest of the class. */
export function ReprintPage({ to, population, groups, now }: ReprintPageProps) {
  const { out } = countSlips(
    groups.flatMap(({ holders }) => holders),
    now,
  );
  return (
    <>
      <PageHeading
        title="Réimprimer ceux qui ne se sont jamais connectés"
        lead="Un nouveau code pour chaque personne cochée. Décochez celles dont le coupon ne doit pas changer."
      />
      <Notice kind="question" title={voidedTitle(out)}>
        <p>
          Les coupons distribués aux personnes cochées ne serviront plus. Rien ne change pour qui a déjà
          choisi son mot de passe.
        </p>
      </Notice>
      <form method="post" action={to.reprintCodes()} data-turbo="false">
        <input type="hidden" name="population" value={population} />
        <Counts>
          {groups.map((group) => (
            <CountGroup
              count={group.holders.length}
              label={groupLabel(population, group)}
              open={groups.length === 1}
            >
              <input type="hidden" name="divisions" value={groupValue(group)} />
              <TickList
                name="userIds"
                ticked
                names={group.holders.map((holder) => ({
                  name: listedName(holder),
                  value: holder.id,
                  detail:
                    whyNotSlip(holder, { now, replacing: false }) === "code-out"
                      ? holder.login
                      : `${holder.login}, sans code`,
                }))}
              />
            </CountGroup>
          ))}
        </Counts>
        <Actions>
          <Button kind="destructive">Réimprimer et annuler les codes d’avant</Button>
          <LinkButton href={to.codes({ onglet: tabOf(population) })}>Ne rien réimprimer</LinkButton>
        </Actions>
      </form>
    </>
  );
}

function voidedTitle(out: number): string {
  if (out === 0) return "Aucune de ces personnes n’a de code pour le moment : rien ne sera annulé.";
  return out === 1
    ? "Une de ces personnes a un code déjà imprimé : il sera annulé."
    : `${out} de ces personnes ont un code déjà imprimé : il sera annulé.`;
}
