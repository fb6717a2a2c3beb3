// The gateways that can be compared, and how each is run in production.

import { existsSync } from 'node:fs';
import path from 'node:path';
import { GATEWAY_NODE_FLAGS } from '../dist/gateway/config/nodeFlags.js';

const BENCH = import.meta.dirname;
const ROOT = path.dirname(BENCH);

/** True where `npm ci` has been run in bench/. */
export const PEERS_INSTALLED = existsSync(path.join(BENCH, 'node_modules', '.package-lock.json'));

/**
 * @typedef {object} Setting
 * @property {number} port to listen on, at 127.0.0.1
 * @property {string} supergraphFile
 * @property {string} configFile our own gateway's
 */

/** Ours: the process that `qaqpa start` runs, in production mode, its request log included. */
const qaqpa = (engine) => ({
  name: engine,
  title: `Qaqpa, ENGINE=${engine}`,
  isPeer: false,
  /** @param {Setting} setting */
  command: ({ port, configFile }) => ({
    args: [...GATEWAY_NODE_FLAGS, path.join(ROOT, 'dist', 'gateway', 'main.js')],
    // Any free port for who would look: the system under measurement may have the usual one.
    env: { ENGINE: engine, PORT: String(port), ADMIN_PORT: '0', QAQPA_CONFIG: configFile },
  }),
});

const apolloServer = {
  name: 'apollo-server',
  title: 'ApolloServer with ApolloGateway',
  isPeer: true,
  command: ({ port, supergraphFile }) => ({
    args: [path.join(BENCH, 'peers', 'apolloServer.mjs')],
    // Neither gateway nor server shall try to report to its makers.
    env: { PORT: String(port), SUPERGRAPH_FILE: supergraphFile, APOLLO_TELEMETRY_DISABLED: 'true' },
  }),
};

const hive = (name, title, config) => ({
  name,
  title,
  isPeer: true,
  command: ({ port, supergraphFile }) => ({
    args: [
      path.join(BENCH, 'node_modules', '@graphql-hive', 'gateway', 'dist', 'bin.js'),
      'supergraph',
      supergraphFile,
      `--config-path=${path.join(BENCH, 'peers', config)}`,
      '--host=127.0.0.1',
      `--port=${port}`,
    ],
    env: {},
  }),
});

/** In the order of the table; ratios are told against the first that runs. */
export const ENGINES = [
  qaqpa('compiled'),
  qaqpa('apollo'),
  apolloServer,
  hive('hive', 'Hive Gateway', 'hive.config.mjs'),
  hive('hive-rust', 'Hive Gateway, Rust planner', 'hiveRouter.config.mjs'),
];
