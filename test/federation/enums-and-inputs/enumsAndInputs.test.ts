import { federation } from '../../kit/federation.js';
import { different } from './world.js';

federation('enums and inputs that differ', different, [
  {
    behaviour: 'let every subgraph answer with its own values',
    operation: '{ state checkState stage }',
    expected: { data: { state: 'OPEN', checkState: 'PENDING', stage: 'SECOND' } },
  },
  {
    behaviour: 'take defaults where nothing is sent, and enum values in lists',
    operation: 'query ($tracks: [Track!]) { cases(filter: { text: "a" }) states one: states(of: KANDAS) all: states(of: $tracks) }',
    variables: { tracks: ['KANDAS', 'GENERAL'] },
    expected: {
      data: { cases: '{"track":"KANDAS","text":"a","limit":10}', states: ['GENERAL'], one: ['KANDAS'], all: ['KANDAS', 'GENERAL'] },
    },
  },
  {
    behaviour: 'pass input objects from variables to every subgraph',
    operation: 'query ($filter: Filter!) { cases(filter: $filter) checks(filter: $filter) }',
    variables: { filter: { text: 'b', limit: null, track: 'GENERAL' } },
    expected: {
      data: { cases: '{"track":"GENERAL","text":"b","limit":null}', checks: '{"text":"b","track":"GENERAL","limit":null}' },
    },
  },
  {
    behaviour: 'pass variables within input objects on, and leave out what was not given',
    operation: 'query ($text: String!, $limit: Int) { checks(filter: { text: $text, limit: $limit }) }',
    variables: { text: 'c' },
    expected: { data: { checks: '{"text":"c","track":"KANDAS","limit":10}' } },
  },
]);
