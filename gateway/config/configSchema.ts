// What an operator can set, in one definition: the types, the check and the defaults all come from
// here. The same names stand in the JSON file; environment variables (readEnvironment.ts) go over it.

import { Type, type Static } from 'typebox';

/** Bounds that hold for every duration: above a day a "timeout" is a typing mistake. */
const durationMs = (defaultMs: number, description: string) =>
  Type.Integer({ minimum: 1, maximum: 86_400_000, default: defaultMs, description });

export const breakerSchema = Type.Object(
  {
    minimumCalls: Type.Integer({
      minimum: 1,
      maximum: 100_000,
      default: 5,
      description: 'Calls within the window before their failures can open the breaker.',
    }),
    failureRatio: Type.Number({
      minimum: 0,
      exclusiveMaximum: 1,
      default: 0.5,
      description: 'The breaker opens when more than this share of the calls in the window failed, 0 to below 1.',
    }),
    windowMs: durationMs(10_000, 'How far back calls are counted.'),
    openMs: durationMs(5_000, 'How long an open breaker refuses calls before it lets one through to try.'),
  },
  {
    additionalProperties: false,
    default: {},
    description: 'When the gateway stops asking an agency, and when it tries again.',
  },
);

export const agencySchema = Type.Object(
  {
    url: Type.String({
      pattern: '^https?://[^\\s/]+(/\\S*)?$',
      description: "The agency's GraphQL endpoint. Environment: <NAME>_URL, for example SECURITY_CHECKS_URL.",
    }),
    timeoutMs: durationMs(1_000, 'The longest one call to the agency may take. A call never outlives the request.'),
    maxResponseBytes: Type.Integer({
      minimum: 1_024,
      maximum: 1_073_741_824,
      default: 10_485_760,
      description: 'A longer answer is cut off while it arrives and counts as a bad response.',
    }),
    breaker: breakerSchema,
  },
  { additionalProperties: false },
);

const limit = (defaultLimit: number, maximum: number, description: string) =>
  Type.Integer({ minimum: 1, maximum, default: defaultLimit, description });

export const limitsSchema = Type.Object(
  {
    maxTokens: limit(15_000, 1_000_000, 'Tokens of a document; more are a GRAPHQL_PARSE_FAILED.'),
    maxDepth: limit(30, 100, "Selection sets within each other, a fragment's own included. An operation beyond this or one of the limits below, counted with fragments opened, is refused as OPERATION_TOO_COMPLEX."),
    maxFields: limit(5_000, 5_000, 'Fields of an operation.'),
    maxRootFields: limit(50, 5_000, 'Fields of the root type.'),
    maxAliases: limit(100, 5_000, 'Fields with an alias.'),
    maxDirectives: limit(100, 5_000, 'Directives, at any place.'),
    maxCost: limit(5_000, 1_000_000_000, 'Cost of an operation by @cost and @listSize: about the number of objects that it may bring.'),
    assumedListSize: limit(10, 1_000_000, 'Items that the cost assumes of a list whose size neither the schema nor the operation tells.'),
  },
  { additionalProperties: false, default: {}, description: 'What one operation may ask for, counted with fragments opened; more is refused as OPERATION_TOO_COMPLEX.' },
);

export const persistedOperationsSchema = Type.Object(
  {
    mode: Type.Enum(['open', 'prefer', 'only'], {
      description: 'open: any document is run; prefer: any, with a warning beside one that is not in the manifest; only: those of the manifest. Default: open in development, only in production.',
    }),
    manifestFile: Type.String({
      minLength: 1,
      default: 'schema/persisted-operations.json',
      description: "The documents by their ids, in Apollo's format (apollo-persisted-query-manifest, version 1); a relative path counts from the package.",
    }),
  },
  { additionalProperties: false, default: {}, description: 'Documents that are known beforehand.' },
);

/** Scheme and host, perhaps a port (RFC 6454 §6.2). */
export const ORIGIN_PATTERN = '^https?://[^\\s/*]+$';

const perMinute = (description: string) => Type.Integer({ minimum: 0, maximum: 1_000_000_000, description });

export const rateLimitSchema = Type.Object(
  {
    perCaller: perMinute('Requests a minute of one caller, told by its credentials; 0: any number. Default: 0 in development, 600 in production.'),
    perAddress: perMinute('Requests a minute from one address (of IPv6 one /64), whoever calls; 0: any number. Default: 0 in development, 6000 in production.'),
  },
  { additionalProperties: false, default: {}, description: 'More is refused with 429 and RATE_LIMITED. Counted by each process for itself.' },
);

export const accessSchema = Type.Object(
  {
    mode: Type.Enum(['open', 'filter', 'reject'], {
      default: 'open',
      description:
        'What becomes of fields that the caller may not see. filter: they come back as null or DENIED, the rest is answered. reject: the whole operation is refused. open: nobody is refused anything, for development.',
    }),
    policiesFile: Type.Optional(
      Type.String({ minLength: 1, description: 'ES module whose exports are the policies that schemas name with @policy; a relative path counts from the current folder.' }),
    ),
  },
  { additionalProperties: false, default: {}, description: 'Who may see what.' },
);

export const configSchema = Type.Object(
  {
    port: Type.Integer({
      minimum: 0,
      maximum: 65_535,
      default: 4000,
      description: 'TCP port of the gateway; 0 takes a free one. Environment: PORT.',
    }),
    host: Type.String({
      minLength: 1,
      default: '127.0.0.1',
      description: 'Address to listen on; 0.0.0.0 opens the gateway to the network. Environment: HOST.',
    }),
    environment: Type.Enum(['development', 'production'], {
      default: 'development',
      description: 'production switches development helps off. Environment: NODE_ENV=production.',
    }),
    engine: Type.Enum(['compiled', 'apollo'], {
      default: 'compiled',
      description: 'What plans and executes operations. Environment: ENGINE.',
    }),
    maxFetchesPerOperation: Type.Integer({
      minimum: 1,
      maximum: 100_000,
      default: 200,
      description: 'Calls to agencies that the plan of one operation may have; more are refused as OPERATION_TOO_COMPLEX. The compiled engine only.',
    }),
    maxEntitiesPerFetch: Type.Integer({
      minimum: 1,
      maximum: 1_000_000,
      default: 10_000,
      description: 'Different entities that one call may ask an agency about; more are an OPERATION_TOO_COMPLEX error there. The compiled engine only.',
    }),
    limits: limitsSchema,
    persistedOperations: persistedOperationsSchema,
    introspection: Type.Enum(['on', 'off'], {
      description: 'off: operations may not ask for the schema, and messages guess no names. Default: on in development, off in production.',
    }),
    csrfPrevention: Type.Boolean({
      default: true,
      description: 'Whether a GET must carry x-apollo-operation-name or apollo-require-preflight, which the page of another site cannot send unasked.',
    }),
    corsOrigins: Type.Array(Type.String({ pattern: ORIGIN_PATTERN }), {
      uniqueItems: true,
      default: [],
      description: 'Origins, such as https://portal.example, whose pages may call the gateway from a browser.',
    }),
    rateLimit: rateLimitSchema,
    trustedProxies: Type.Array(Type.String(), {
      uniqueItems: true,
      default: [],
      description: "Addresses or networks, such as 10.0.0.0/8, of the proxies in front, whose x-forwarded-for is believed for the client's address.",
    }),
    requestTimeoutMs: durationMs(2_000, 'The longest a query may take, from its arrival to its answer.'),
    mutationTimeoutMs: durationMs(10_000, 'The longest a mutation may take.'),
    maxRequestBytes: Type.Integer({
      minimum: 1_024,
      maximum: 104_857_600,
      default: 1_048_576,
      description: 'A longer request body is refused with 413.',
    }),
    supergraphFile: Type.String({
      minLength: 1,
      default: 'schema/supergraph.graphql',
      description: 'The composed schema; a relative path counts from the package. Environment: SUPERGRAPH_FILE.',
    }),
    supergraphPollMs: Type.Integer({
      minimum: 0,
      maximum: 86_400_000,
      default: 1_000,
      description: 'How often this file and the manifest of persisted operations are looked at; one that was replaced takes effect without a restart. 0: never.',
    }),
    agencies: Type.Record(Type.String({ pattern: '^[a-z][a-z0-9-]*$' }), agencySchema, {
      additionalProperties: false,
      default: {},
      description: 'By the name the agency has in the supergraph.',
    }),
    answerStatusRule: Type.Enum(['require', 'warn'], {
      default: 'require',
      description: 'Whether an operation that selects an answer without its status is refused or only warned.',
    }),
    access: accessSchema,
    graphiql: Type.Boolean({
      description: 'Serve the GraphiQL page to browsers. Default: true in development, false in production.',
    }),
    logLevel: Type.Enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'], {
      default: 'info',
      description: 'Least severity that is logged. Environment: LOG_LEVEL.',
    }),
    dataDir: Type.String({
      minLength: 1,
      default: './.qaqpa',
      description: 'Folder of the embedded stores, for the commands that start agencies. Environment: QAQPA_DATA_DIR.',
    }),
  },
  { additionalProperties: false },
);

export type AgencyConfig = Readonly<Static<typeof agencySchema>>;
