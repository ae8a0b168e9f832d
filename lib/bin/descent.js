#!/usr/bin/env node
// Where the storeys meet: the commands of a course, and those that show how we know that the library is right.
const { program, run } = require('../dist/course/cli/main.js');
const { addEvidenceCommands } = require('../dist/evidence/commands/index.js');

addEvidenceCommands(program);
run();
