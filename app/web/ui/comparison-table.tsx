/** What a file says of somebody beside the accounts that may be meant; nothing is told of which nobody knows anything. */

export interface ComparedFact<Account> {
  term: string;
  /** In the file. */
  said: string | undefined;
  known: (account: Account) => string | undefined;
}

interface ComparisonTableProps<Account> {
  /** Whom the file speaks of. */
  name: string;
  facts: readonly ComparedFact<Account>[];
  accounts: readonly Account[];
  /** What heads their columns; numbered where there are several. */
  heading: string;
}

export function ComparisonTable<Account>({ name, facts, accounts, heading }: ComparisonTableProps<Account>) {
  const told = facts.filter(({ said, known }) => said || accounts.some((account) => known(account)));
  return (
    <div class="comparison-room">
      <table class="comparison">
        <caption class="visually-hidden">{name} : ce que dit le fichier, et les comptes possibles</caption>
        <thead>
          <tr>
            <td />
            <th scope="col">Dans le fichier</th>
            {accounts.map((_, i) => (
              <th scope="col">{accounts.length === 1 ? heading : `${heading} ${i + 1}`}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {told.map(({ term, said, known }) => (
            <tr>
              <th scope="row">{term}</th>
              <td>{said || <span class="absent">—</span>}</td>
              {accounts.map((account) => (
                <td>{known(account) || <span class="absent">—</span>}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
