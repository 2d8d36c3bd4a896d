/** Compares a person of a file with the accounts that may be theirs; facts that neither side knows are left out. */

export interface ComparedFact<Account> {
  term: string;
  /** What the file says. */
  said: string | undefined;
  known: (account: Account) => string | undefined;
}

interface ComparisonTableProps<Account> {
  /** The person in the file. */
  name: string;
  facts: readonly ComparedFact<Account>[];
  accounts: readonly Account[];
  /** Heads the columns of the accounts; numbered where there are several. */
  heading: string;
}

export function ComparisonTable<Account>({ name, facts, accounts, heading }: ComparisonTableProps<Account>) {
  const shown = facts.filter(({ said, known }) => said || accounts.some((account) => known(account)));
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
          {shown.map(({ term, said, known }) => (
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
