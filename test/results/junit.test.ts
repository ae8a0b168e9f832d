import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DOMParser, type Document } from '@xmldom/xmldom';
import { validateXML } from 'xmllint-wasm';
import { describe, expect, test } from 'vitest';
import { junitXml } from '../../lib/course/results/junit';
import { plainText } from '../../lib/course/results/strangers-text';
import { hostile } from './hostile';
import { allOutcomes, exercise, lesson, one, randomResult, result, trial } from './results';

const xsd = readFileSync(join(__dirname, 'schemas', 'junit.xsd'), 'utf8');

async function faults(...documents: readonly string[]): Promise<string[]> {
  const { errors } = await validateXML({ xml: documents.map((contents, index) => ({ fileName: `${index}.xml`, contents })), schema: xsd });
  return errors.map(({ rawMessage }) => rawMessage);
}

/** Reads as strictly as a parser may; its warning that a text has a � in it is no fault. */
function parsed(xml: string): Document {
  return new DOMParser({ onError: (level, message) => { if (level !== 'warning') throw new Error(message); } }).parseFromString(xml, 'text/xml');
}

/** What a reader of the file counts. */
function counted(xml: string): { tests: number; failures: number; errors: number; passed: number } {
  const all = [...parsed(xml).getElementsByTagName('testcase')];
  const holding = (tag: string): number => all.filter(one => one.getElementsByTagName(tag).length > 0).length;
  return { tests: all.length, failures: holding('failure'), errors: holding('error'), passed: all.length - holding('failure') - holding('error') };
}

test('a hundred results fit the schema, and so do hostile names and prints', async () => {
  const random = Array.from({ length: 100 }, (_, seed) => junitXml(randomResult(seed)));
  const nasty = hostile.map(text => junitXml(one({ name: `x${text}`, outcome: 'crash', message: `x${text}`, printed: text }, { student: { id: text } })));
  expect(await faults(...random, ...nasty)).toEqual([]);
});

test('the schema refuses what is wrong', async () => {
  expect(await faults('<testsuites><testsuite name="a"/></testsuites>')).not.toEqual([]);
  expect(await faults(junitXml(one()).replace('tests="1"', 'tests="one"'))).not.toEqual([]);
});

test('what stands in the attributes is what is there, in every suite and over all', () => {
  for (let seed = 0; seed < 100; seed += 1) {
    const xml = junitXml(randomResult(seed));
    const { tests, failures, errors } = counted(xml);
    expect(xml).toContain(`tests="${tests}" failures="${failures}" errors="${errors}"`);
  }
});

test.each(allOutcomes)('a trial that is "%s"', outcome => {
  const kind = outcome === 'passed' ? 'passed' : ['failed', 'to do'].includes(outcome) ? 'failures' : 'errors';
  expect(counted(junitXml(one({ outcome, message: '' })))).toEqual({ tests: 1, passed: 0, failures: 0, errors: 0, [kind]: 1 });
});

describe('what has not run is an error, never a pass', () => {
  test('three trials of a process that died', () => {
    const dead = ['a', 'b', 'c'].map(name => trial({ name, outcome: name === 'a' ? 'crash' : 'not run', message: name === 'a' ? 'killed by SIGKILL' : '' }));
    expect(counted(junitXml(result([lesson([exercise(dead)])])))).toEqual({ tests: 3, passed: 0, failures: 0, errors: 3 });
  });

  test('a lesson without exercises, and an exercise without trials', () => {
    expect(counted(junitXml(result([lesson([], { status: 'missing' })])))).toEqual({ tests: 1, passed: 0, failures: 0, errors: 1 });
    expect(counted(junitXml(result([lesson([exercise([]), exercise([trial()])])])))).toEqual({ tests: 2, passed: 1, failures: 0, errors: 1 });
  });

  test.each(['not gradable', 'infrastructure error'] as const)('a submission that is "%s"', async verdict => {
    const xml = junitXml(result([], { verdict, reason: 'the disk is full' }));
    expect(counted(xml)).toEqual({ tests: 1, passed: 0, failures: 0, errors: 1 });
    expect(xml).toContain('the disk is full');
    expect(await faults(xml)).toEqual([]);
  });
});

test.each(hostile)('%j comes back from the file as plain text', text => {
  const document = parsed(junitXml(one({ outcome: 'failed', message: `x${text}`, printed: text })));
  expect(document.getElementsByTagName('failure')[0]?.textContent).toBe(plainText(`x${text}`));
  expect(document.getElementsByTagName('system-out')[0]?.textContent).toBe(plainText(text));
});
