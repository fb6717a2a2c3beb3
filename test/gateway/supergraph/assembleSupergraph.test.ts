// The supergraph that the gateway serves is put together from plain data; here it is compared with what the
// composition library itself makes of the same text.

import { readFileSync } from 'node:fs';
import { Supergraph as ComposedSchema } from '@apollo/federation-internals';
import { introspectionFromSchema, printSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { assembleSupergraph } from '../../../gateway/supergraph/assembleSupergraph.js';
import { readComposition } from '../../../gateway/supergraph/readComposition.js';
import { SUPPORTED_FEATURES } from '../../../schema/contract/supportedFeatures.js';
import { composeWorld } from '../../kit/composeWorld.js';
import { SUPERGRAPH_FILE } from '../../kit/gateway/testWorld.js';

const RICH = composeWorld({
  shop: {
    sdl: `
      """ "Every" kind of \\\\ text,
        on two lines """
      scalar Instant @specifiedBy(url: "https://scalars.test/instant")
      directive @shown(at: [Int!] = [1, 2]) on FIELD
      interface Named { name(short: Boolean = false): String! }
      enum Size { SMALL LARGE @deprecated(reason: "all are \\"small\\"") HUGE @inaccessible }
      input Filter { sizes: [Size!] = [SMALL], text: String = "a\\nb", since: Instant, inner: Filter, old: Int @deprecated }
      type Item implements Named @key(fields: "id") { id: ID! name(short: Boolean = false): String! made: Instant secret: Int @inaccessible sku: String @deprecated }
      type Note { text: String }
      union Thing = Item | Note
      type Query { things(filter: Filter = { sizes: [LARGE] }, max: Float = 1.5): [Thing!] named: Named }
      type Mutation { add(text: String!): Note }
    `,
  },
});

describe.each([
  ['the committed supergraph', readFileSync(SUPERGRAPH_FILE, 'utf8')],
  ['a schema with all that the language has', RICH],
])('%s', (_name, sdl) => {
  it('shows clients the API that composition made, to the letter and in its order', () => {
    const made = ComposedSchema.build(sdl, { supportedFeatures: SUPPORTED_FEATURES }).apiSchema().toGraphQLJSSchema();
    const { apiSchema } = assembleSupergraph(sdl, readComposition(sdl));
    expect(introspectionFromSchema(apiSchema)).toEqual(introspectionFromSchema(made));
  });

  it('is told to others as plain data', () => {
    const composition = readComposition(sdl);
    expect(structuredClone(composition)).toEqual(composition);
  });
});

it('a schema of which one part is broken is kept as it was given, and built without that part', () => {
  const sound = readFileSync(SUPERGRAPH_FILE, 'utf8');
  const broken = sound.replace('requires: "region { code } applicant { id }"', 'requires: "noSuchField"');
  const supergraph = assembleSupergraph(broken, readComposition(broken));
  const before = assembleSupergraph(sound, readComposition(sound));
  expect(supergraph.sdl).toBe(broken);
  expect(supergraph.engineSdl).not.toContain('noSuchField');
  expect([...supergraph.quarantined]).toEqual([['security-checks', expect.stringContaining('Application.clearance @requires(fields: "noSuchField")')]]);
  expect([...before.quarantined]).toEqual([]);
  expect(printSchema(supergraph.apiSchema)).toBe(printSchema(before.apiSchema));
  for (const field of ['status', 'outcome']) expect(supergraph.agenciesOf('SecurityClearance', field)).toEqual(before.agenciesOf('SecurityClearance', field));
});
