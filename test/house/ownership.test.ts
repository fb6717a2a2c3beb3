// The table of entities, the page that shows it and the committed schemas say the same.

import { buildSubgraph, isEntityType } from '@apollo/federation-internals';
import { describe, expect, it } from 'vitest';
import { SCHEMA_RULES } from '../../schema/check/checkSubgraphs.js';
import { findContributions } from '../../schema/check/contributions.js';
import { AGENCY_NAMES } from '../../schema/contract/AgencyName.js';
import { OWNERSHIP } from '../../schema/ownership.js';
import { readSchemaFile } from '../schema/committedSchema.js';

const subgraphs = AGENCY_NAMES.map((name) => buildSubgraph(name, '', readSchemaFile(`subgraphs/${name}.graphql`)));

function ownershipTable(): string {
  const rows = Object.entries(OWNERSHIP).map(([entity, { key, owner, contributors }]) => {
    const last = contributors.length === 0 ? ' |' : ` ${contributors.join(', ')} |`;
    return `| ${entity} | \`${key}\` | ${owner} |${last}`;
  });
  return ['| Entity | Key | Owner | Adds an answer to it |', '|---|---|---|---|', ...rows].join('\n');
}

describe('the ownership of entities', () => {
  it('is shown by schema/README.md as the table has it', () => {
    const shown = /<!-- ownership -->\n([\s\S]*?)\n<!-- \/ownership -->/.exec(readSchemaFile('README.md'))?.[1];
    expect(shown).toBe(ownershipTable());
  });

  it('names every entity of the committed schemas and no other', () => {
    const entities = subgraphs.flatMap((subgraph) => subgraph.schema.types().filter((type) => isEntityType(type)));
    expect([...new Set(entities.map((type) => type.name))].sort()).toEqual(Object.keys(OWNERSHIP).sort());
  });

  it('names as contributors exactly the agencies that add something', () => {
    const found = new Set(findContributions({ subgraphs, ownership: OWNERSHIP }).map(({ entity, subgraph }) => `${entity}: ${subgraph.name}`));
    const listed = Object.entries(OWNERSHIP).flatMap(([entity, { contributors }]) => contributors.map((agency) => `${entity}: ${agency}`));
    expect([...found].sort()).toEqual(listed.sort());
  });

  it('gives every entity to an agency that declares it', () => {
    for (const [entity, { owner }] of Object.entries(OWNERSHIP)) {
      const ownersSchema = subgraphs.find((subgraph) => subgraph.name === owner);
      expect(ownersSchema?.schema.type(entity), `${entity} in ${owner}`).toBeDefined();
    }
  });

  it('is guarded by the rules that schema/README.md lists, in their order', () => {
    const described = [...readSchemaFile('README.md').matchAll(/^\| `(\w+)` \|/gm)].map((match) => match[1]);
    expect(described).toEqual(SCHEMA_RULES.map((rule) => rule.name));
  });
});
