// Which rows a caller may see, said to the database itself (PostgreSQL "Row Security Policies"). The agency's own
// connection owns the tables and sees all of them; a request of a verified caller reads as a role that sees what the
// policies let through, and only the tables that are named here.

import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { AgencyName } from '../../../schema/contract/AgencyName.js';

/** Every row of the table may be seen by everybody. */
export const FOR_ALL = 'true';

/** By table: an SQL condition on its row. What is not named is seen by no caller. */
export type RowPolicies = Readonly<Record<string, string>>;

/** The role as which requests of verified callers read; roles belong to the whole server. */
export function readerRole(agency: AgencyName): string {
  return `qaqpa_${agency.replaceAll('-', '_')}_reader`;
}

/**
 * A migration; it takes the place of every one of its kind that ran before.
 * @param policies all of the agency's tables that a caller may see anything of.
 */
export function rowSecurity(agency: AgencyName, policies: RowPolicies): Migration {
  return {
    up: async (db) => {
      const role = sql.id(readerRole(agency));
      const schema = sql.id(await currentSchema(db));
      await createRole(db, readerRole(agency));
      await sql`grant usage on schema ${schema} to ${role}`.execute(db);
      await sql`revoke all on all tables in schema ${schema} from ${role}`.execute(db);
      for (const [table, condition] of Object.entries(policies)) {
        const name = sql.table(table);
        await sql`grant select on ${name} to ${role}`.execute(db);
        await sql`alter table ${name} enable row level security`.execute(db);
        await sql`drop policy if exists seen_by_caller on ${name}`.execute(db);
        await sql`create policy seen_by_caller on ${name} for select to ${role} using (${sql.raw(condition)})`.execute(db);
      }
    },
  };
}

/** Roles are the server's: another database of the same server may have made it, at this moment even. */
async function createRole<Database>(db: Kysely<Database>, role: string): Promise<void> {
  await sql`do ${sql.lit(`begin create role ${role} nologin; exception when duplicate_object or unique_violation then null; end`)}`.execute(db);
  const { rows } = await sql<{ isMember: boolean }>`select pg_has_role(current_user, ${sql.lit(role)}, 'member') as "isMember"`.execute(db);
  if (rows[0]?.isMember !== true) await sql`grant ${sql.id(role)} to current_user`.execute(db);
}

async function currentSchema<Database>(db: Kysely<Database>): Promise<string> {
  const { rows } = await sql<{ name: string }>`select current_schema() as name`.execute(db);
  return rows[0]?.name ?? 'public';
}
