// Whom the metrics speak of while a supergraph serves. To be called when it begins to: the line that was asked for last is
// then the one over which it calls.

import type { AgencyLines } from '../../subgraph/AgencyLines.js';
import type { Supergraph } from '../../supergraph/Supergraph.js';
import type { WatchedAgency } from './readMetrics.js';

export function watchAgencies(supergraph: Supergraph, lines: Pick<AgencyLines, 'linesTo'>): WatchedAgency[] {
  const answerTypes = supergraph.answerTypes();
  return supergraph.agencies.flatMap((name) => {
    const line = lines.linesTo(name).at(-1);
    return line === undefined ? [] : [{ name, line, answerTypes: answerTypes.filter((type) => supergraph.agenciesOf(type, 'status').includes(name)) }];
  });
}
