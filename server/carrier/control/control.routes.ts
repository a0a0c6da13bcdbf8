import * as z from 'zod/mini';
import type { Control } from './control.js';
import { behaviourSchema, faultSchema, inboundSchema, quirksSchema, trafficSchema } from './control.schemas.js';

/** What a control route gets. `advance` moves a manual clock. */
export interface ControlRequest {
  names: Record<string, string>;
  query: URLSearchParams;
  body: unknown;
  advance: (ms: number) => Promise<void>;
}

/** One verb of the control API. The path is below `/_sim/`. */
export interface ControlRoute {
  method: 'GET' | 'POST' | 'DELETE';
  path: RegExp;
  run: (control: Control, request: ControlRequest) => unknown;
}

const digits = z.object({ digits: z.string() });
const text = z.object({ text: z.string() });
const after = (request: ControlRequest) => Number(request.query.get('after') ?? 0);

/** The verbs of the control API; bodies are JSON. */
export const controlRoutes: readonly ControlRoute[] = [
  { method: 'POST', path: /^inbound$/, run: (control, { body }) => ({ callSid: control.inbound(inboundSchema.parse(body)) }) },
  {
    method: 'POST',
    path: /^legs\/(?<sid>\w+)\/dtmf$/,
    run: (control, { names, body }) => control.dtmf(names['sid'] ?? '', digits.parse(body).digits),
  },
  {
    method: 'POST',
    path: /^legs\/(?<sid>\w+)\/speech$/,
    run: (control, { names, body }) => control.speech(names['sid'] ?? '', text.parse(body).text),
  },
  { method: 'POST', path: /^legs\/(?<sid>\w+)\/hangup$/, run: (control, { names }) => control.hangup(names['sid'] ?? '') },
  { method: 'POST', path: /^legs\/(?<sid>\w+)\/answer$/, run: (control, { names }) => control.answer(names['sid'] ?? '') },
  {
    method: 'POST',
    path: /^clients\/(?<identity>\w+)\/disconnect$/,
    run: (control, { names }) => control.disconnectClient(names['identity'] ?? ''),
  },
  { method: 'POST', path: /^clients\/(?<identity>\w+)\/kill$/, run: (control, { names }) => control.killClient(names['identity'] ?? '') },
  {
    method: 'POST',
    path: /^behaviours\/(?<number>\+?\w+)$/,
    run: (control, { names, body }) => control.behave(names['number'] ?? '', behaviourSchema.parse(body)),
  },
  { method: 'POST', path: /^traffic$/, run: (control, { body }) => control.traffic(trafficSchema.parse(body)) },
  { method: 'GET', path: /^faults$/, run: (control) => control.faults() },
  { method: 'POST', path: /^faults$/, run: (control, { body }) => ({ id: control.fault(faultSchema.parse(body)) }) },
  { method: 'DELETE', path: /^faults$/, run: (control) => control.clearFaults() },
  { method: 'DELETE', path: /^faults\/(?<id>\d+)$/, run: (control, { names }) => control.clearFaults(Number(names['id'])) },
  { method: 'POST', path: /^quirks$/, run: (control, { body }) => control.quirks(quirksSchema.parse(body)) },
  { method: 'POST', path: /^clock\/advance$/, run: (_control, { body, advance }) => advance(z.object({ ms: z.number() }).parse(body).ms) },
  { method: 'POST', path: /^seed$/, run: (control, { body }) => control.seed(z.object({ seed: z.string() }).parse(body).seed) },
  { method: 'POST', path: /^reset$/, run: (control) => control.reset() },
  { method: 'GET', path: /^state$/, run: (control) => control.state() },
  { method: 'GET', path: /^trace$/, run: (control, request) => control.trace(after(request), request.query.get('callSid') ?? undefined) },
  { method: 'GET', path: /^webhooks$/, run: (control, request) => control.webhooks(after(request)) },
  { method: 'GET', path: /^invariants$/, run: (control) => control.invariants() },
];
