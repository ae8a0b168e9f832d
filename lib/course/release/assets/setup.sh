#!/usr/bin/env bash
# Runs once, when Gradescope builds the image of this assignment. All that grading needs is in the zip; a network only makes the wall stronger.
set -u
cd "$(dirname "$0")"

chmod +x run_autograder node 2>/dev/null
# Hidden tests and solutions are for root alone.
chmod -R o= test exercises lib node_modules 2>/dev/null

if ! command -v bwrap >/dev/null && command -v apt-get >/dev/null; then
  (timeout 120 apt-get update -qq && timeout 120 apt-get install -y -qq bubblewrap) >/dev/null 2>&1 || echo 'bubblewrap could not be installed; submissions run behind the next wall'
fi
if [ ! -x ./node ] && ! command -v node >/dev/null; then
  (timeout 120 apt-get update -qq && timeout 120 apt-get install -y -qq nodejs) >/dev/null 2>&1
  command -v node >/dev/null || { echo 'there is no node: pack again without --no-node' >&2; exit 1; }
fi
exit 0
