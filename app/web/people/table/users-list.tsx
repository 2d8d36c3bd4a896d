/** The table of users, with what is at work above it and its pages below. */

import type { Child } from "hono/jsx";
import type { SavedView } from "#data/people/saved-views.ts";
import type { UserSort } from "#data/people/users-filter.ts";
import { type TableRow, usersPerPage } from "#data/people/users-table.ts";
import { mailOutcome } from "#domain/mail/mail-outcome.ts";
import { fullName, shownFirstName } from "#domain/names.ts";
import type { ErasureSettings } from "#domain/people/erasure.ts";
import { foundLetters } from "#domain/people/found-letters.ts";
import type { NameHelp } from "#domain/people/near-names.ts";
import { type Actor, whyNotReset } from "#domain/permissions.ts";
import type { School } from "#domain/school/school.ts";
import type { ColumnName } from "#web/kit/column-names.ts";
import { MailOutcomeNote } from "#web/kit/last-mail.tsx";
import {
  display,
  shownColumns,
  sortedBy,
  type UsersView,
  usersQuery,
  withoutFilters,
} from "#web/kit/users-query.ts";
import type { SchoolPaths } from "#web/paths.ts";
import { isSelectable, RowBox, SelectableRows } from "#web/people/bulk/selection-bar.tsx";
import { AccountNote } from "#web/people/person/account-note.tsx";
import { activeFilters, countWords } from "#web/people/table/filter-words.ts";
import { ListTools } from "#web/people/table/list-tools.tsx";
import { NobodyFound } from "#web/people/table/nobody-found.tsx";
import { RowActions } from "#web/people/table/row-actions.tsx";
import { usersColumns } from "#web/people/table/users-columns.tsx";
import { searchForm } from "#web/people/table/users-search.tsx";
import { Icon } from "#web/ui/icon.tsx";
import { Marked } from "#web/ui/marked.tsx";
import { ProfileBadge } from "#web/ui/origin-badge.tsx";
import { Pagination } from "#web/ui/pagination.tsx";
import { HiddenFields, ResultsFrame } from "#web/ui/search-form.tsx";
import { type Column, Table } from "#web/ui/table.tsx";

/** What the table itself shows: a search reads all of it again. */
export interface UsersListProps {
  to: SchoolPaths;
  school: School;
  actor: Actor;
  view: UsersView;
  rows: readonly TableRow[];
  /** Until when each blocked account waits, by its key. */
  waits: ReadonlyMap<string, Date>;
  /** How many the filter finds, over all pages. */
  found: number;
  erasure: ErasureSettings;
  /** When no user has the name that was searched. */
  help: NameHelp | undefined;
  saved: readonly SavedView[];
  now: Date;
}

export const resultsFrame = "utilisateurs";

export function UsersResults(props: UsersListProps) {
  return (
    <ResultsFrame id={resultsFrame}>
      <UsersList {...props} />
    </ResultsFrame>
  );
}

function UsersList(props: UsersListProps) {
  const { to, view, rows, found } = props;
  const table = (
    <Table
      caption={countWords(view, found, usersPerPage)}
      columns={columns(props)}
      rows={rows}
      frame={resultsFrame}
      compact={view.compact}
      muted={(row) => row.masked}
      empty={<NobodyFound to={to} view={view} help={props.help} />}
      tools={<ListTools to={to} view={view} saved={props.saved} />}
    />
  );
  return (
    <>
      <HiddenFields form={searchForm} values={display(view)} />
      <FilterChips to={to} view={view} />
      {isSelectable(view) && rows.length > 0 ? (
        <SelectableRows to={to} view={view} found={found}>
          {table}
        </SelectableRows>
      ) : (
        table
      )}
      <Pagination
        page={view.page}
        pages={Math.ceil(found / usersPerPage)}
        frame={resultsFrame}
        hrefOf={(page) => to.users(usersQuery({ ...view, page }))}
      />
    </>
  );
}

function FilterChips({ to, view }: Pick<UsersListProps, "to" | "view">) {
  const active = activeFilters(view);
  if (active.length === 0) return null;
  return (
    <ul class="chips" aria-label="Filtres en cours">
      {active.map(({ words, without }) => (
        <li>
          <a class="chip" href={to.users(usersQuery(without))}>
            <span class="visually-hidden">Enlever le filtre </span>
            {words} <Icon name="cross" />
          </a>
        </li>
      ))}
      {active.length > 1 && (
        <li>
          <a href={to.users(usersQuery({ ...withoutFilters(view), search: view.search }))}>
            Enlever tous les filtres
          </a>
        </li>
      )}
    </ul>
  );
}

/** The name first, what is shown of the rest, the buttons. */
function columns(props: UsersListProps): Column<TableRow>[] {
  const { to, view } = props;
  const sort = (by: UserSort) => ({
    href: to.users(usersQuery(sortedBy(view, by))),
    direction:
      view.sort === by ? (view.descending ? ("descending" as const) : ("ascending" as const)) : undefined,
  });
  const shown = shownColumns(view).map((name): Column<TableRow> => {
    const { heading, sort: by, text } = usersColumns[name];
    return {
      heading,
      cell: (row) => cells[name]?.({ ...props, row }) ?? text(row, props.now),
      sort: by && sort(by),
      breakable: ["login", "email", "lastMail", "entId"].includes(name),
    };
  });
  return [
    ...(isSelectable(view)
      ? [{ heading: "Choisir", cell: (row: TableRow) => <RowBox user={row} />, tick: true }]
      : []),
    {
      heading: "Nom",
      cell: (row) => <NameCell {...props} row={row} />,
      sort: sort("lastName"),
      header: true,
    },
    ...shown,
    { heading: "Actions", cell: (row) => <RowActions {...props} row={row} />, actions: true },
  ];
}

type RowProps = UsersListProps & { row: TableRow };

/** Cells that show more than their text. */
const cells: Partial<Record<ColumnName, (props: RowProps) => Child>> = {
  firstName: ({ view, row }) => <Marked pieces={markedNames(view, row).firstName} />,
  profile: ({ row }) => <ProfileBadge profile={row.profile} origin={row.origin} />,
  login: (props) => (
    <>
      {props.row.login}
      {accountPlace(props.view) === "login" && <AccountCell {...props} />}
    </>
  ),
  email: (props) => (
    <>
      {props.row.email}
      {!shownColumns(props.view).includes("lastMail") && <MailCell {...props} />}
    </>
  ),
  lastMail: (props) => <MailCell {...props} />,
  account: (props) => <AccountCell {...props} />,
};

function NameCell(props: RowProps) {
  const { to, view, row } = props;
  return (
    <>
      <a class="cell-link" href={to.user({ id: row.id }, usersQuery(view))}>
        <Marked pieces={markedNames(view, row).lastName} />
        <span class="visually-hidden"> {shownFirstName(row.firstName)} : sa page</span>
      </a>
      {accountPlace(view) === "lastName" && <AccountCell {...props} />}
    </>
  );
}

function markedNames({ search }: UsersView, row: TableRow) {
  const [lastName, firstName] = foundLetters([row.lastName, shownFirstName(row.firstName)], search);
  return { lastName: lastName!, firstName: firstName! };
}

/** The state of an account is shown in its own column, else under the login, else under the last name. */
function accountPlace(view: UsersView): ColumnName | "lastName" {
  const shown = shownColumns(view);
  return (["account", "login"] as const).find((name) => shown.includes(name)) ?? "lastName";
}

function AccountCell(props: RowProps) {
  const { to, school, view, row, waits, erasure, now } = props;
  return (
    <AccountNote
      to={to}
      school={school}
      view={view}
      row={row}
      waits={waits}
      erasure={erasure}
      now={now}
      always={accountPlace(view) === "account"}
    />
  );
}

function MailCell({ to, school, actor, view, row, now }: RowProps) {
  if (!row.lastMail) return null;
  const target = { id: row.id };
  const query = usersQuery(view);
  return (
    <MailOutcomeNote
      mail={row.lastMail}
      fate={mailOutcome(row.lastMail, row.wayIn, now)}
      editHref={row.masked ? undefined : to.editUser(target, query)}
      resendHref={whyNotReset(actor, row, school) ? undefined : to.resetPassword(target, query)}
      about={fullName(row)}
    />
  );
}
