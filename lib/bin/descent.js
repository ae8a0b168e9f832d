#!/usr/bin/env node
require("../dist/course/cli/main.js");
