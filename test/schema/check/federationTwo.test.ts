// A schema without the link to Federation 2 is told so, instead of being read with other meanings.

import { describe, expect, it } from 'vitest';
import { composeSupergraph } from '../../../schema/compose/composeSupergraph.js';
import { HEAD, composeEdited, problemsOf, world } from '../world.js';

describe('federationTwo', () => {
  it('refuses a schema that does not link Federation 2 and gives the line to begin with', () => {
    const sdl = 'type Query { application(id: ID!): Application } type Application @key(fields: "id") { id: ID! track: String! }';
    const result = composeSupergraph(world({ applicants: sdl }));
    expect(result.kind).toBe('rejected');
    expect(problemsOf('federationTwo', result)).toMatchObject([
      { agency: 'applicants', place: 'schema', mend: expect.stringMatching(/^Begin the SDL with: extend schema @link\(/) as unknown },
    ]);
  });

  it('accepts a schema that links it', () => {
    expect(composeEdited('applicants', HEAD, HEAD.replace('v2.9', 'v2.14'))).toMatchObject({ kind: 'composed' });
  });
});
