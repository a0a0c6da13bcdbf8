import * as op from '../../../shared/contract/telephony.js';
import { voiceToken } from '../../../shared/contract/voice-token.js';
import { adminOnly, anyAgent } from '../../core/context.js';
import { type Route, route } from '../../core/http/route.js';
import type { CarrierConnection } from './carrier-connection.js';
import { ringSimulated } from './ring-simulator.command.js';
import type { SimulatorRinger } from './simulator-ringer.js';
import { apply, connect, disconnect, makeVoiceToken, ringTest, showTelephony, takeUp, test } from './telephony.command.js';
import type { TelephonyDeps } from './telephony-deps.js';

/** Operations of Settings → Telephony, the voice token and the simulator's bell. */
export function telephonyRoutes(deps: TelephonyDeps, connection: CarrierConnection, ringer: SimulatorRinger): Route[] {
  return [
    route(op.getTelephony, { can: adminOnly, run: (ctx) => showTelephony(ctx, deps) }),
    route(op.connectTelephony, { can: adminOnly, run: (ctx, input) => connect(ctx, deps, { input, key: connection.key }) }),
    route(op.testTelephony, { can: adminOnly, run: (ctx) => test(ctx, deps) }),
    route(op.applyTelephony, { can: adminOnly, run: (ctx, input) => apply(ctx, deps, input) }),
    route(op.ringTestCall, { can: adminOnly, run: (ctx, input) => ringTest(ctx, deps, input), perMinute: 10 }),
    route(op.disconnectTelephony, {
      can: adminOnly,
      run: (ctx, input) => {
        ctx.afterCommit(() => void connection.refresh());
        return disconnect(ctx, deps, input);
      },
    }),
    route(op.takeUpTelephony, {
      can: adminOnly,
      run: (ctx, input) => {
        ctx.afterCommit(() => void connection.refresh());
        return takeUp(ctx, deps, input);
      },
    }),
    route(voiceToken, { can: anyAgent, run: (ctx, input) => makeVoiceToken(ctx, deps, input) }),
    route(op.ringSimulator, { can: adminOnly, run: (ctx, input) => ringSimulated(ctx, input, { deps, ringer }) }),
  ];
}
