// Whom the metrics speak of while a supergraph serves: all its agencies, also those that are not called. To be called when it
// begins to serve: each line is then the one over which it calls.

import type { AgencyLines } from '../../subgraph/AgencyLines.js';
import type { Supergraph } from '../../supergraph/Supergraph.js';
import type { WatchedAgency } from './readMetrics.js';

export function watchAgencies(supergraph: Supergraph, lines: Pick<AgencyLines, 'currentTo'>): WatchedAgency[] {
  const answerTypes = supergraph.answerTypes();
  return supergraph.agencies.map((name) => ({
    name,
    line: lines.currentTo(name),
    answerTypes: answerTypes.filter((type) => supergraph.agenciesOf(type, 'status').includes(name)),
  }));
}
