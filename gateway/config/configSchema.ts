// What an operator can set, in one definition: the types, the check and the defaults all come from
// here. The same names stand in the JSON file; environment variables (readEnvironment.ts) go over it.

import { Type, type Static } from 'typebox';
import { PURPOSES } from '../../schema/contract/purposes.js';
import type { DeepReadonly } from '../util/deepFreeze.js';
import { adminSchema } from './adminSchema.js';
import { durationMs } from './durationMs.js';
import { breakerSchema, retrySchema } from './isolationSchema.js';
import { loadSchema } from './loadSchema.js';
import { maintenanceSchema } from './maintenanceSchema.js';
import { planningSchema } from './planningSchema.js';
import { staleSchema } from './staleSchema.js';

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
    connectTimeoutMs: durationMs(
      // A connection within a country takes some tens of milliseconds, with TLS three times that; the first packet that is
      // lost is sent again after 1 s, when the call's own time is over.
      500,
      'How long a connection to the agency may take to come about, TLS included. Part of the time of the call that needs it.',
    ),
    maxInFlight: Type.Integer({
      minimum: 1,
      maximum: 100_000,
      // At 50 ms an answer, 500 are 10,000 calls a second: about what one process can send. More means that the agency is
      // slow, and each that waits holds a connection and up to maxResponseBytes.
      default: 500,
      description: 'Calls under way at one time, for lookups by key, queries and mutations each; one more is refused at once as SUBGRAPH_OVERLOADED.',
    }),
    breaker: breakerSchema,
    retry: retrySchema,
    maintenance: maintenanceSchema,
    staleIfError: staleSchema,
    signature: Type.Optional(
      Type.Enum(['ed25519', 'hmac-sha256', 'none'], {
        description: 'How calls to the agency are signed. Default: ed25519 where there is a signing key, else none.',
      }),
    ),
    signingKeyFile: Type.Optional(
      Type.String({
        minLength: 1,
        description: "A key for this agency alone, for hmac-sha256 the secret that it shares with the gateway: a JWK. Environment: <NAME>_SIGNING_KEY_FILE.",
      }),
    ),
    tls: Type.Optional(
      Type.Object(
        {
          caFile: Type.Optional(
            Type.String({ minLength: 1, description: "PEM: who vouches for the agency's certificate. Default: the authorities that node knows." }),
          ),
          certFile: Type.Optional(Type.String({ minLength: 1, description: 'PEM: the certificate that the gateway shows to the agency (mutual TLS).' })),
          keyFile: Type.Optional(Type.String({ minLength: 1, description: 'PEM: the private key of that certificate, without a password.' })),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);

export const signingSchema = Type.Object(
  {
    keyId: Type.Optional(
      Type.String({
        pattern: '^[A-Za-z0-9._:-]{1,128}$',
        description: 'The name by which agencies know the key. Needed for PEM; a JWK has its own. Environment: SIGNING_KEY_ID.',
      }),
    ),
    keyFile: Type.Optional(
      Type.String({
        minLength: 1,
        description: 'The Ed25519 private key that calls to agencies are signed with: PEM (PKCS #8) or a JWK. A file that changes is read again. Environment: SIGNING_KEY_FILE.',
      }),
    ),
    key: Type.Optional(Type.String({ minLength: 1, description: 'The same as text, instead of a file. Environment: SIGNING_KEY.' })),
  },
  { additionalProperties: false },
);

const claimName = (defaultName: string, description: string) => Type.String({ minLength: 1, default: defaultName, description });

export const claimsSchema = Type.Object(
  {
    scopes: claimName('scope', 'Claim with what the caller may do: a text with blanks between, or a list.'),
    regions: claimName('regions', 'Claim with the KATO prefixes of the regions whose cases an officer works on: a list, or a text with blanks between.'),
    applicantId: claimName('applicant_id', 'Claim with the id of the applicant that the account belongs to.'),
    employerBin: claimName('employer_bin', 'Claim with the BIN of the employer that the account acts for.'),
    authority: claimName('authority', 'Claim with the code of the authority that the account acts for.'),
  },
  { additionalProperties: false, default: {}, description: 'Names of the claims that no standard fixes.' },
);

/** Signatures whose key is public (RFC 7518 §3.1, RFC 8037, RFC 9864). `none` signs nothing, and of HS* the verifier holds the secret. */
const SIGNATURE_ALGORITHMS = ['EdDSA', 'Ed25519', 'ES256', 'ES384', 'ES512', 'PS256', 'PS384', 'PS512', 'RS256', 'RS384', 'RS512'] as const;

export const issuerSchema = Type.Object(
  {
    issuer: Type.String({
      pattern: '^https?://[^\\s/]+(/\\S*)?$',
      description: "The issuer's name as it stands in the claim iss, to the letter. Environment, for the first issuer: OIDC_ISSUER.",
    }),
    jwksUrl: Type.String({
      pattern: '^https?://[^\\s/]+(/\\S*)?$',
      description: 'Address of its keys: jwks_uri of its metadata. Environment, for the first issuer: OIDC_JWKS_URL.',
    }),
    audience: Type.String({
      minLength: 1,
      description: 'What the claim aud must name: the gateway, as the issuer knows it. Environment, for the first issuer: OIDC_AUDIENCE.',
    }),
    algorithms: Type.Array(Type.Enum([...SIGNATURE_ALGORITHMS]), {
      minItems: 1,
      // RS256 is what every issuer must be able to do (RFC 9068 §2.1); the other two are what the better ones do. Each
      // goes with a kind of key of its own, so that allowing three confuses none of them.
      default: ['EdDSA', 'ES256', 'RS256'],
      description: "Signature algorithms that are accepted, of EdDSA, Ed25519, ES256 to ES512, PS256 to PS512, RS256 to RS512; name the issuer's own where it is known.",
    }),
    clockToleranceMs: Type.Integer({
      minimum: 0,
      maximum: 300_000,
      default: 5_000,
      description: "How far the issuer's clock and ours may differ when a token's begin and end are judged.",
    }),
    jwksMaxAgeMs: durationMs(600_000, 'Keys older than this are fetched again; a key that the issuer has withdrawn is accepted no longer than that while the issuer can be reached.'),
    jwksMaxStaleMs: durationMs(3_600_000, 'How long keys are used after they were last fetched, where the issuer cannot be reached; then its tokens are refused.'),
    claims: claimsSchema,
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
    perCaller: perMinute('Requests a minute of one caller: the account that a verified access token names, whatever its tokens; 0: any number. Who is not known is counted by address alone. Default: 0 in development, 600 in production.'),
    perAddress: perMinute('Requests a minute from one address (of IPv6 one /64), whoever calls; 0: any number. Default: 0 in development, 6000 in production.'),
  },
  { additionalProperties: false, default: {}, description: 'More is refused with 429 and RATE_LIMITED. Counted by each process for itself.' },
);

export const accessSchema = Type.Object(
  {
    mode: Type.Enum(['open', 'filter', 'reject'], {
      description:
        'What becomes of fields that the caller may not see. filter: they come back as null or DENIED, the rest is answered. reject: the whole operation is refused. open: nobody is refused anything, which production refuses. Default: filter; open in development where no issuer is configured.',
    }),
    purposesWithoutConsent: Type.Array(Type.Enum([...PURPOSES]), {
      uniqueItems: true,
      default: ['own-data'],
      description:
        'Purposes for which data of other state systems is read without the reference of a consent (x-consent). own-data alone by default: a person reads what is held about them. That national security and law enforcement are exempt is said by a secondary source, and the article was not found: whoever runs the gate may add security-check on legal advice of their own.',
    }),
    policiesFile: Type.Optional(
      Type.String({ minLength: 1, description: 'ES module whose exports are the policies that schemas name with @policy; a relative path counts from the current folder.' }),
    ),
  },
  { additionalProperties: false, default: {}, description: 'Who may see what.' },
);

export const identitySchema = Type.Object(
  {
    issuers: Type.Array(issuerSchema, {
      maxItems: 100,
      default: [],
      description: 'Whose access tokens are accepted (RFC 9068). Without any, every caller is anonymous; production refuses to start so.',
    }),
    maxVerifiedTokens: Type.Integer({
      minimum: 1,
      maximum: 10_000_000,
      default: 10_000,
      description: 'Verified tokens that are remembered, by their digest, about 1 KB each; of more, the one used least recently is verified again.',
    }),
    developmentIssuerPort: Type.Integer({
      minimum: 1,
      maximum: 65_535,
      default: 4100,
      description: 'TCP port on 127.0.0.1 of the development issuer, which qaqpa start runs where no issuer is configured. Environment: ISSUER_PORT.',
    }),
  },
  { additionalProperties: false, default: {}, description: 'How the gateway learns who asks.' },
);

export const configSchema = Type.Object(
  {
    port: Type.Integer({
      minimum: 0,
      maximum: 65_535,
      default: 4000,
      description: 'TCP port of the gateway; 0 takes a free one, where a gateway runs alone: qaqpa start needs one that is known beforehand. Environment: PORT.',
    }),
    host: Type.String({
      minLength: 1,
      default: '127.0.0.1',
      description: 'Address to listen on; 0.0.0.0 opens the gateway to the network. Environment: HOST.',
    }),
    admin: adminSchema,
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
    planning: planningSchema,
    limits: limitsSchema,
    persistedOperations: persistedOperationsSchema,
    introspection: Type.Enum(['on', 'role', 'off'], {
      description: 'Whose operations may ask for the schema. on: everybody. role: callers with the scope ops. off: nobody. With role and off no message guesses names. Default: on in development, off in production.',
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
    load: loadSchema,
    trustedProxies: Type.Array(Type.String(), {
      uniqueItems: true,
      default: [],
      description: "Addresses or networks, such as 10.0.0.0/8, of the proxies in front, whose x-forwarded-for is believed for the client's address.",
    }),
    requestTimeoutMs: durationMs(2_000, 'The longest a query may take, from its arrival to its answer.'),
    mutationTimeoutMs: durationMs(10_000, 'The longest a mutation may take.'),
    maxTimeoutMs: durationMs(10_000, 'The most that a client may ask for with x-deadline-ms, where it will wait longer than the usual time. The default is as long as a mutation may take anyhow, and as long as the end of the gateway waits for its requests.'),
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
    signing: Type.Optional(signingSchema),
    identity: identitySchema,
    answerStatusRule: Type.Enum(['require', 'warn'], {
      default: 'require',
      description: 'Whether an operation that selects an answer without its status is refused or only warned.',
    }),
    access: accessSchema,
    graphiql: Type.Boolean({
      description: 'Serve the GraphiQL page to browsers. Default: true in development, false in production.',
    }),
    graphiqlTokenUrl: Type.Optional(
      Type.String({
        pattern: '^https?://[^\\s/]+(/\\S*)?$',
        description: 'Token endpoint of the development issuer, from which the GraphiQL page gets the access token that it opens with; qaqpa start sets it. Refused in production. Environment: GRAPHIQL_TOKEN_URL.',
      }),
    ),
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

export type AgencyConfig = DeepReadonly<Static<typeof agencySchema>>;
