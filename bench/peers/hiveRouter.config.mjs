// Hive Gateway with the Rust planner and the executor that belongs to it, as its documentation switches
// them on; identical requests in flight are answered together here, too.

import { defineConfig } from '@graphql-hive/gateway';
import { unifiedGraphHandler } from '@graphql-hive/router-runtime';

export const gatewayConfig = defineConfig({ unifiedGraphHandler, inboundInflightRequestDeduplication: true });
