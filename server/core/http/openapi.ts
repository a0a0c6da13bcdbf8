import { type core, toJSONSchema } from 'zod';
import { type ErrorCode, errorStatus } from '../../../shared/errors/index.js';
import type { ObjectSchema, Operation } from '../../../shared/operation.js';

function jsonSchema(schema: core.$ZodType) {
  const { $schema: _dialect, ...rest } = toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return rest;
}

function parameters(schema: ObjectSchema | undefined, where: 'path' | 'query') {
  if (!schema) return [];
  const json = jsonSchema(schema);
  return Object.entries(json.properties ?? {}).map(([name, field]) => ({
    name,
    in: where,
    required: where === 'path' || (json.required ?? []).includes(name),
    schema: field,
  }));
}

function byStatus(codes: readonly ErrorCode[]): Record<string, ErrorCode[]> {
  const groups: Record<string, ErrorCode[]> = {};
  for (const code of codes) groups[errorStatus[code]] = [...(groups[errorStatus[code]] ?? []), code];
  return groups;
}

function answered({ rawAnswer, output }: Operation): Record<string, { schema: object }> {
  if (rawAnswer !== undefined) return { [rawAnswer]: { schema: { type: 'string', format: 'binary' } } };
  return { 'application/json': { schema: jsonSchema(output) } };
}

function describe(operation: Operation) {
  const general: readonly ErrorCode[] = operation.access === 'public' ? ['INVALID_INPUT'] : ['INVALID_INPUT', 'NOT_SIGNED_IN', 'FORBIDDEN'];
  const errors = byStatus([...(operation.errors ?? []), ...general]);
  return {
    operationId: operation.id,
    summary: operation.summary,
    tags: [operation.id.split('.')[0]],
    ...(operation.access === 'public' ? { security: [] } : {}),
    parameters: [
      ...parameters(operation.params, 'path'),
      ...parameters(operation.query, 'query'),
      ...(operation.method === 'GET'
        ? []
        : [{ name: 'Idempotency-Key', in: 'header', required: false, schema: { type: 'string', minLength: 8, maxLength: 80 } }]),
    ],
    ...(operation.body ? { requestBody: { required: true, content: { 'application/json': { schema: jsonSchema(operation.body) } } } } : {}),
    ...(operation.rawBody
      ? { requestBody: { required: true, content: { [operation.rawBody]: { schema: { type: 'string', format: 'binary' } } } } }
      : {}),
    responses: {
      200: { description: 'Done', content: answered(operation) },
      ...Object.fromEntries(
        Object.entries(errors).map(([status, codes]) => [
          status,
          { description: codes.join(', '), content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } } },
        ]),
      ),
    },
  };
}

/** The OpenAPI 3.1 document of all operations, from the very schemas the routes parse with. */
export function openApiDocument(operations: readonly Operation[]): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const operation of operations) {
    const path = operation.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [operation.method.toLowerCase()]: describe(operation) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Ringback', version: '1', description: 'Contact-centre CRM: phone, ticket and customer.' },
    servers: [{ url: '/api/v1' }],
    security: [{ bearer: [] }, { session: [] }],
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' }, session: { type: 'apiKey', in: 'cookie', name: 'ringback_session' } },
      schemas: {
        Error: {
          type: 'object',
          required: ['error'],
          properties: {
            error: {
              type: 'object',
              required: ['code', 'message', 'requestId'],
              properties: {
                code: { enum: Object.keys(errorStatus) },
                message: { type: 'string' },
                details: { type: 'object' },
                requestId: { type: 'string' },
              },
            },
          },
        },
      },
    },
  };
}
