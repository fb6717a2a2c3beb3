// The gateway's process edge: environment in, log out, signals, exit code. The only file of the gateway
// that touches `process`, but for the one variable that an engine has to set.

import { configFileOf, loadConfig, type GatewayConfig } from './config/loadConfig.js';
import { createGateway, type Gateway } from './createGateway.js';
import { StartUpError } from './errors/StartUpError.js';
import { createLogger, type Logger } from './telemetry/createLogger.js';
import { faultOf } from './telemetry/faultOf.js';

await main();

async function main(): Promise<void> {
  try {
    const config = readConfig();
    // From here on a wish to stop is kept until the start is over: what was opened is closed in order.
    const stop = askedToStop();
    const logger = createLogger({ name: 'gateway', level: config.logLevel });
    endAtFault(logger);
    let gateway: Gateway | undefined;
    // Before it runs there is nothing to reread, but the signal must not end it.
    process.on('SIGHUP', () => void gateway?.reconfigure());
    gateway = await createGateway({ config, logger, admin: { ...config.admin, processMetrics: true }, reread: { file: configFileOf(process.env), read: readConfig } });
    logger.info({ url: gateway.url, adminUrl: gateway.adminUrl, engine: config.engine, environment: config.environment }, 'gateway ready');
    const reason = await stop;
    logger.info({ reason }, 'gateway draining');
    // Requests under way end within their own deadlines; the rest of the time is for their bytes to leave.
    // A client that never reads its answer must not keep the process alive.
    const { requestTimeoutMs, mutationTimeoutMs, maxTimeoutMs } = gateway.config;
    const drainLimitMs = Math.max(requestTimeoutMs, mutationTimeoutMs, maxTimeoutMs) + 2_000;
    setTimeout(() => process.exit(0), drainLimitMs).unref();
    await gateway.close();
    logger.info('gateway stopped');
    process.exit(0);
  } catch (error) {
    if (!(error instanceof StartUpError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

/**
 * A fault that nobody caught ends the process, as without this; but node would print its message, which can quote what
 * caused it, and whoever started the process would repeat it.
 */
function endAtFault(logger: Logger): void {
  process.on('uncaughtException', (thrown) => {
    const fault = faultOf(thrown);
    logger.fatal(fault, 'gateway ends at a fault');
    process.stderr.write(`gateway: ended by a fault (${fault.fault} ${fault.stack[0] ?? ''})\n`);
    process.exit(1);
  });
}

function readConfig(): GatewayConfig {
  return loadConfig({ env: process.env });
}

/** Resolves with the reason at the first SIGTERM or SIGINT, or when the process of ours that started this one is gone: it must not stay behind. */
function askedToStop(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve(signal));
    process.once('disconnect', () => resolve('parent gone'));
    const startedByOurs = process.send !== undefined;
    if (startedByOurs && !process.connected) resolve('parent gone');
  });
}
