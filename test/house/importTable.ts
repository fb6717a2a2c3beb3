// Who may import whom, as data. A file may always import within its own row; what a row does not
// name it may not import. imports.test.ts holds the code to these tables.

/** `subgraphs/*` stands for one agency's folder; in `may` it means that same agency. */
export interface ImportRow {
  readonly room: string;
  /** Paths from the package's root: a folder with all in it, or one file without its ending. */
  readonly may: readonly string[];
}

/** The most specific row that fits a file rules it. Nothing names `test`, `bench` or `cli`. */
export const IMPORT_TABLE: readonly ImportRow[] = [
  { room: 'schema/contract', may: [] },
  { room: 'schema', may: ['schema/contract'] },
  { room: 'gateway', may: ['schema/contract'] },
  { room: 'subgraphs/kit', may: ['schema/contract'] },
  { room: 'subgraphs/*', may: ['schema/contract', 'subgraphs/kit'] },
  // StartUpError is how gateway/config says that a configuration cannot be used; FolderLock keeps two
  // systems out of one data folder as it keeps two agencies out of one store.
  { room: 'cli', may: ['schema', 'gateway/config', 'gateway/errors/StartUpError', 'subgraphs/kit/store/FolderLock'] },
  { room: 'bin', may: [] },
  { room: 'test', may: ['schema', 'gateway', 'subgraphs', 'cli', 'bin'] },
];

/** The rooms of one house from the ground up: a room imports itself and rooms before it. */
export interface Storeys {
  readonly within: string;
  /** Folders that match `within` and are no such house (the kit among the agencies). */
  readonly except?: readonly string[];
  /** Folders, and files without their ending. */
  readonly rooms: readonly string[];
}

export const STOREYS: readonly Storeys[] = [
  {
    within: 'gateway',
    rooms: [
      'util',
      'errors',
      'config',
      'Exchange',
      'supergraph',
      'subgraph',
      'audit',
      'operation',
      'plan',
      'execution',
      'projection',
      'engine',
      'admission',
      'handleRequest',
      'generation',
      'http',
      'admin',
      'telemetry',
      'buildStages',
      'startAdmin',
      'createGateway',
      'main',
    ],
  },
  {
    within: 'subgraphs/*',
    except: ['subgraphs/kit'],
    rooms: [
      'model',
      'policy',
      'rules',
      'store',
      'types',
      'context',
      'references',
      'resolvers',
      'seed',
      'agency',
      'main',
    ],
  },
  {
    within: 'schema',
    rooms: [
      'contract',
      'ownership',
      'check',
      'compose',
      'generated',
      'generateOperationTypes',
      'persistedOperationManifest',
      'readOperations',
      'writeSchema',
    ],
  },
];

/** What an agency's rules never touch: they are pure functions of what they are given. */
export const RULES_ARE_PURE = {
  within: 'subgraphs/*/rules',
  /** Of ours: only these, beside the agency's own model, policy and rules. */
  mayImport: ['schema/contract', 'subgraphs/kit/policy', 'subgraphs/kit/time/calendarDate', 'subgraphs/kit/time/workingDays', 'subgraphs/kit/identifiers'],
  /** Code that reads the clock, chance or the process. */
  neverSay: [/\bnew Date\(\)/, /\bDate\.now\b/, /\bMath\.random\b/, /\bprocess\./, /\bperformance\./],
} as const;
