/** Who is touched and who is left out, by reason, each group unfolded on demand. */

import type { WhyLeftOut } from "#domain/bulk.ts";
import { listedName } from "#domain/names.ts";
import { profileLabels, type User } from "#domain/people/user.ts";
import { whyWords } from "#web/people/bulk/words.ts";
import { CountGroup, Counts, NameList } from "#web/ui/counts.tsx";

interface PeopleGroupsProps {
  touched: readonly User[];
  label: string;
  leftOut: readonly { readonly person: User; readonly why: WhyLeftOut }[];
  /** The address to which something goes, in the line of each. */
  mailed?: boolean;
}

const fewEnough = 20;

export function PeopleGroups({ touched, label, leftOut, mailed = false }: PeopleGroupsProps) {
  const groups = [...Map.groupBy(leftOut, ({ why }) => why)];
  return (
    <>
      <Counts>
        <CountGroup count={touched.length} label={label} open={touched.length <= fewEnough}>
          <NameList names={touched.map((user) => line(user, mailed))} />
        </CountGroup>
      </Counts>
      {groups.length > 0 && (
        <>
          <h2>Laissés de côté, et pourquoi</h2>
          <Counts>
            {groups.map(([why, people]) => (
              <CountGroup count={people.length} {...whyWords(why, people.length)}>
                <NameList names={people.map(({ person }) => line(person, false))} />
              </CountGroup>
            ))}
          </Counts>
        </>
      )}
    </>
  );
}

function line(user: User, mailed: boolean) {
  const details = [profileLabels[user.profile], user.login, mailed ? user.email : undefined];
  return { name: listedName(user), detail: details.filter(Boolean).join(", ") };
}
