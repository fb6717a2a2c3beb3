#!/usr/bin/env node
// The `qaqpa` command: makes sure that a Node which is new enough runs it and that there is something
// to run, then hands over to cli/main.ts. Syntax of 2015, for the reason given in prepare.js.
'use strict';

const nodeVersion = require('./prepare/nodeVersion.js');

const complaint = nodeVersion.complainBelow(process.versions.node, nodeVersion.MINIMUM_TO_INSTALL);
if (complaint !== null) {
  console.error(complaint);
  process.exitCode = 1;
} else {
  void require('./prepare/handOver.js').handOver(process.argv.slice(2));
}
