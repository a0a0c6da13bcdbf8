import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from './config.js';

function faultsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
}

describe('readConfig', () => {
  it('needs nothing', () => {
    expect(readConfig({})).toMatchObject({ PORT: 3000, HOST: '127.0.0.1', RINGBACK_DATA: './data', DATABASE_URL: undefined });
  });

  it('takes an empty value for unset, as compose files pass it', () => {
    const names = ['PORT', 'HOST', 'DATABASE_URL', 'REDIS_URL', 'PUBLIC_URL', 'TWILIO_ACCOUNT_SID', 'RINGBACK_CLUSTER', 'LOG_LEVEL'];
    expect(readConfig(Object.fromEntries(names.map((name) => [name, ' '])))).toEqual(readConfig({}));
  });

  it('names every fault at once, each with the variable and its meaning', () => {
    const faults = faultsOf({
      PORT: 'abc',
      DATABASE_URL: 'mysql://x',
      REDIS_URL: 'foo',
      PUBLIC_URL: 'ringback.example/path',
      LOG_LEVEL: 'loud',
    });
    expect(faults.map((fault) => fault.split(':')[0])).toEqual(['PORT', 'DATABASE_URL', 'PUBLIC_URL', 'REDIS_URL', 'LOG_LEVEL']);
    expect(faults[0]).toBe('PORT: must be a number. Port of the web server. 0 takes any free one.');
  });

  it('wants what belongs together, together', () => {
    expect(
      faultsOf({ TWILIO_ACCOUNT_SID: 'AC1', RINGBACK_CLUSTER: '1', RINGBACK_ADMIN_EMAIL: 'a@b.example' }).map(
        (fault) => fault.split(':')[0],
      ),
    ).toEqual(['RINGBACK_ADMIN_PASSWORD', 'RINGBACK_CLUSTER', 'TWILIO_AUTH_TOKEN', 'PUBLIC_URL']);
  });
});
