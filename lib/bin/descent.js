#!/usr/bin/env node
// Where the storeys meet: the commands of a course, and those that show how we know that the library is right.
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const built = join(__dirname, '..', 'dist', 'course', 'cli', 'main.js');
if (existsSync(built)) start();
else stop('the library is not built, as after "npm ci --ignore-scripts"; run "npm run build"');

function start() {
  try {
    const { program, run } = require(built);
    const { addEvidenceCommands } = require('../dist/evidence/commands/index.js');
    addEvidenceCommands(program);
    run();
  } catch (error) {
    if (error.code !== 'MODULE_NOT_FOUND') throw error;
    // What follows the first line is where it was asked for.
    const [reason] = error.message.split('\n');
    stop(`a package is missing (${reason}); run "npm ci"`);
  }
}

function stop(reason) {
  console.error(`descent: ${reason}`);
  process.exitCode = 1;
}
