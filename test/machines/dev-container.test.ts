import { existsSync, readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { expect, test } from 'vitest';

const text = readFileSync('.devcontainer/devcontainer.json', 'utf8');
const container = JSON.parse(text) as { postCreateCommand: string; features: Record<string, { version: string }>; remoteEnv: Record<string, string> };

const texts = { type: 'object', additionalProperties: { type: 'string' } };
const command = { type: 'string', minLength: 1 };

/**
 * Of devContainer.base.schema.json at https://github.com/devcontainers/spec/tree/main/schemas, with the form of a container from an image: the names that
 * it knows and we may use, with what each may hold. A name that is not here is none there, or is to be added with what that schema says of it.
 */
const schema = {
  type: 'object',
  required: ['image'],
  additionalProperties: false,
  properties: {
    name: { type: 'string' },
    image: { type: 'string', pattern: '^[a-z0-9./-]+:[\\w.-]+$' },
    features: { type: 'object', propertyNames: { pattern: '^ghcr\\.io/[a-z-]+/[a-z-]+/[a-z-]+:\\d+$' }, additionalProperties: { type: 'object' } },
    onCreateCommand: command,
    updateContentCommand: command,
    postCreateCommand: command,
    postStartCommand: command,
    postAttachCommand: command,
    forwardPorts: { type: 'array', items: { type: 'integer', minimum: 0, maximum: 65535 } },
    portsAttributes: {
      type: 'object',
      propertyNames: { pattern: '^\\d+$' },
      additionalProperties: {
        type: 'object',
        additionalProperties: false,
        properties: { label: { type: 'string' }, onAutoForward: { enum: ['notify', 'openBrowser', 'openBrowserOnce', 'openPreview', 'silent', 'ignore'] } },
      },
    },
    containerEnv: texts,
    remoteEnv: texts,
    remoteUser: { type: 'string' },
    hostRequirements: { type: 'object' },
    customizations: { type: 'object' },
  },
};

test('the description of the container is what the specification knows', () => {
  const fits = new Ajv().compile(schema);
  expect([fits(container), fits.errors]).toEqual([true, null]);
  expect(fits({ ...container, postCreateComand: 'a slip' })).toBe(false);
});

test('it brings a Node that the course can use, Python, and calls a script that is there', () => {
  const { engines } = JSON.parse(readFileSync('package.json', 'utf8')) as { engines: { node: string } };
  expect(container.features['ghcr.io/devcontainers/features/node:1']).toEqual({ version: '22' });
  expect(engines.node).toContain('>=22');
  expect(text).toContain('devcontainers/python:3');
  const [, script = ''] = /^bash (\S+)$/.exec(container.postCreateCommand) ?? [];
  expect(existsSync(script)).toBe(true);
});

test('Jupyter behind a forwarded port of Codespaces takes its own pages for its own, and no others', () => {
  expect(container.remoteEnv['JUPYTER_CONFIG_PATH']).toBe('${containerWorkspaceFolder}/.devcontainer/jupyter');
  const { ServerApp } = JSON.parse(readFileSync('.devcontainer/jupyter/jupyter_server_config.json', 'utf8')) as { ServerApp: { allow_origin_pat: string } };
  // Jupyter asks whether the beginning of an origin fits.
  const own = new RegExp(`^(?:${ServerApp.allow_origin_pat})`);
  expect(own.test('https://fluffy-space-7pq-8888.app.github.dev')).toBe(true);
  for (const other of ['https://example.com', 'https://x.app.github.dev.example.com', 'http://x.app.github.dev', 'https://example.com/.app.github.dev']) expect([other, own.test(other)]).toEqual([other, false]);
});
