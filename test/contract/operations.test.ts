import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audiences } from '../../server/audiences.js';
import { variables } from '../../server/config.js';
import { anyone } from '../../server/core/context.js';
import { openApiDocument } from '../../server/core/http/openapi.js';
import { contract } from '../../shared/contract/index.js';
import { errorStatus } from '../../shared/errors/index.js';
import { events } from '../../shared/events/index.js';
import type { ObjectSchema, Operation } from '../../shared/operation.js';
import { startTestApp, type TestApp } from '../support/app.js';

const operations: Operation[] = Object.values(contract);
const doubled = (list: readonly string[]) => list.filter((one, index) => list.indexOf(one) !== index);
const keysOf = (schema: ObjectSchema | undefined) => Object.keys(schema?._zod.def.shape ?? {});

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.close());

describe('operations', () => {
  const routes = () => t.app.features.flatMap((feature) => feature.routes ?? []);

  it('are each routed exactly once, and nothing else is', () => {
    expect(
      routes()
        .map((route) => route.operation.id)
        .sort(),
    ).toEqual(operations.map((operation) => operation.id).sort());
  });

  it('have an id, and a method with a path, of their own', () => {
    expect(doubled(operations.map((operation) => operation.id))).toEqual([]);
    expect(doubled(operations.map(({ method, path }) => `${method} ${path.replace(/:\w+/g, ':')}`))).toEqual([]);
  });

  it('are hidden from strangers, unless they say they are public', () => {
    const open = routes().filter((route) => route.can === anyone);
    expect(open.filter((route) => route.operation.access !== 'public').map((route) => route.operation.id)).toEqual([]);
  });

  it('have no key twice in path, query and body, and name all parameters of their path', () => {
    for (const { id, path, params, query, body } of operations) {
      expect(doubled([...keysOf(params), ...keysOf(query), ...keysOf(body)]), id).toEqual([]);
      expect([...path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '').sort(), id).toEqual(keysOf(params).sort());
    }
  });

  it('name the errors they answer with from the list of codes', () => {
    const unknown = operations.flatMap(({ errors = [] }) => errors).filter((code) => !(code in errorStatus));
    expect(unknown).toEqual([]);
  });

  it('refuse a stranger with 401, every one of them', async () => {
    const guarded = operations.filter((operation) => operation.access !== 'public');
    const answers = await Promise.all(
      guarded.map(async ({ id, method, path }) => {
        const answer = await t.send(method, `/api/v1${path.replace(/:\w+/g, '00000000-0000-7000-8000-000000000000')}`, {
          headers: { 'X-Ringback': '1' },
        });
        return `${id} ${answer.status}`;
      }),
    );
    expect(answers.filter((answer) => !answer.endsWith(' 401'))).toEqual([]);
  });
});

describe('events', () => {
  it('have each an audience, and every audience has an event', () => {
    expect(Object.keys(audiences).sort()).toEqual(Object.keys(events).sort());
  });

  it('are named noun.past-tense and carry id and version', () => {
    for (const [type, schema] of Object.entries(events)) {
      expect(type).toMatch(/^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/);
      expect(keysOf(schema as unknown as ObjectSchema), type).toEqual(expect.arrayContaining(['id', 'version']));
    }
  });
});

describe('OpenAPI', () => {
  interface Described {
    operationId: string;
    parameters: { name: string; in: string; schema: object }[];
    requestBody?: { content: Record<string, { schema: object }> };
    responses: Record<string, { description: string; content: Record<string, { schema: object }> }>;
  }
  interface Document {
    openapi: string;
    paths: Record<string, Record<string, Described>>;
    components: { schemas: Record<string, object> };
  }

  it('is served as it follows from the contract', async () => {
    const served = await t.send('GET', '/api/v1/openapi.json');
    expect(served.status).toBe(200);
    expect(served.json).toEqual(JSON.parse(JSON.stringify(openApiDocument(operations))));
  });

  it('is valid 3.1: every operation once, every path parameter said, every schema a JSON Schema, every reference found', async () => {
    const document = (await t.send('GET', '/api/v1/openapi.json')).json as Document;
    expect(document.openapi).toMatch(/^3\.1\.\d+$/);
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    const described = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.values(methods).map((operation) => ({ path, ...operation })),
    );
    expect(described.map((one) => one.operationId).sort()).toEqual(operations.map((one) => one.id).sort());
    for (const { path, operationId, parameters, requestBody, responses } of described) {
      const inPath = parameters.filter((one) => one.in === 'path').map((one) => `{${one.name}}`);
      expect(inPath.sort(), operationId).toEqual((path.match(/\{\w+\}/g) ?? []).sort());
      const contents = [...Object.values(responses), ...(requestBody ? [requestBody] : [])].flatMap((one) => Object.values(one.content));
      for (const schema of [...contents, ...parameters].map((one) => one.schema)) {
        const reference = '$ref' in schema ? String(schema.$ref) : null;
        if (reference) expect(document.components.schemas).toHaveProperty(reference.replace('#/components/schemas/', ''));
        else expect(ajv.validateSchema(schema), `${operationId}: ${ajv.errorsText()}`).toBe(true);
      }
    }
  });
});

describe('error codes', () => {
  it.each(['de', 'en'])('have words in %s', (language) => {
    const path = join(import.meta.dirname, '..', '..', 'client', 'features', 'errors', `messages.${language}.json`);
    const words = Object.keys(JSON.parse(readFileSync(path, 'utf8')) as object);
    expect(Object.keys(errorStatus).filter((code) => !words.includes(code))).toEqual([]);
  });
});

describe('.env.example', () => {
  it('names every variable the server reads, and no other', () => {
    const text = readFileSync(join(import.meta.dirname, '..', '..', '.env.example'), 'utf8');
    const keys = [...text.matchAll(/^#?\s?([A-Z][A-Z0-9_]+)=/gm)].map((match) => match[1] ?? '');
    expect(keys.sort()).toEqual(Object.keys(variables).sort());
  });
});
