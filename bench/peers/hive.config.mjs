// Hive Gateway with its own planner, as its makers run it in their published comparison: documents
// compiled just in time, identical requests in flight answered together.

import { defineConfig } from '@graphql-hive/gateway';

export const gatewayConfig = defineConfig({ jit: true, inboundInflightRequestDeduplication: true });
