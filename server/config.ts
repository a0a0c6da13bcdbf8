import * as z from 'zod';

const port = z.coerce.number('must be a number').int().min(0).max(65_535);
const flag = z.enum(['0', '1', 'true', 'false']).transform((value) => value === '1' || value === 'true');
const optionalText = z.string().trim().optional();

const databaseUrl = z.string().regex(/^postgres(ql)?:\/\//, 'must start with postgres:// or postgresql://');
const redisUrl = z.string().regex(/^rediss?:\/\//, 'must start with redis:// or rediss://');
const httpUrl = z.string().regex(/^https?:\/\/[^/]+\/?$/, 'must be an origin such as https://ringback.example (no path)');

/** Every variable the product reads, with its meaning. `.env.example` is tested against these keys. Nothing is required. */
export const variables = {
  PORT: { schema: port.default(3000), help: 'Port of the web server. 0 takes any free one.' },
  HOST: { schema: z.string().default('127.0.0.1'), help: 'Address to listen on. Put a TLS proxy in front before leaving 127.0.0.1.' },
  RINGBACK_DATA: { schema: z.string().default('./data'), help: 'Folder for the embedded database, stored files and secrets.' },
  DATABASE_URL: {
    schema: databaseUrl.optional(),
    help: 'PostgreSQL 15 or newer instead of the embedded one.',
  },
  PUBLIC_URL: {
    schema: httpUrl.optional(),
    help: 'Origin under which browsers and Twilio reach this server, e.g. https://ringback.example.',
  },
  TWILIO_ACCOUNT_SID: {
    schema: optionalText,
    help: 'Twilio account (AC…). Without it the carrier simulator is used, or what Settings → Telephony holds.',
  },
  TWILIO_AUTH_TOKEN: { schema: optionalText, help: 'Primary auth token; signs the webhooks. During rotation: both, separated by a comma.' },
  TWILIO_API_KEY: { schema: optionalText, help: 'API key (SK…) for REST and browser phones.' },
  TWILIO_API_SECRET: { schema: optionalText, help: 'Secret of the API key.' },
  TWILIO_EDGE: { schema: optionalText, help: 'Twilio edge, e.g. frankfurt.' },
  TWILIO_REGION: { schema: optionalText, help: 'Twilio region, e.g. ie1. Data stays there; credentials are per region.' },
  RINGBACK_MAIL_MB: {
    schema: z.coerce.number().int().min(1).max(1000).default(50),
    help: 'Megabytes of one mail at most, as it travels: attachments count by a third more.',
  },
  REDIS_URL: { schema: redisUrl.optional(), help: 'Redis, only to carry ephemera (typing, figures) between several servers.' },
  RINGBACK_CLUSTER: { schema: flag.default(false), help: '1 allows several servers on one DATABASE_URL. Off: a second server is refused.' },
  RINGBACK_ADMIN_EMAIL: { schema: optionalText, help: 'Makes the first administrator without a browser, together with the next one.' },
  RINGBACK_ADMIN_PASSWORD: { schema: optionalText, help: 'Password of that administrator, at least 10 characters.' },
  RINGBACK_DB_PORT: {
    schema: port.optional(),
    help: 'Fixed port of the embedded database. Default: a free one, remembered.',
  },
  RINGBACK_JOBS: { schema: z.coerce.number().int().min(1).max(64).default(8), help: 'Jobs at once on this server.' },
  RINGBACK_POOL: { schema: z.coerce.number().int().min(4).max(200).default(16), help: 'Database connections of this server.' },
  METRICS_TOKEN: { schema: optionalText, help: 'Bearer token for /metrics from beyond loopback.' },
  LOG_LEVEL: { schema: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'), help: 'How much is logged.' },
} as const;

type Variables = typeof variables;
/** The configuration after parsing; see `variables` for the meaning of each. */
export type Config = { [K in keyof Variables]: z.output<Variables[K]['schema']> };

/** Thrown with one line for every fault found. */
export class ConfigError extends Error {
  readonly faults: readonly string[];
  constructor(faults: readonly string[]) {
    super(
      `The configuration has ${faults.length} fault${faults.length === 1 ? '' : 's'}:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`,
    );
    this.faults = faults;
  }
}

/** Parses the environment. Throws ConfigError naming all faults at once. */
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  const faults: string[] = [];
  const entries = Object.entries(variables).map(([key, { schema, help }]) => {
    // An empty value, as compose files pass for what is unset, means unset.
    const given = env[key]?.trim() === '' ? undefined : env[key];
    const parsed = schema.safeParse(given);
    if (!parsed.success) faults.push(`${key}: ${parsed.error.issues[0]?.message ?? 'is invalid'}. ${help}`);
    return [key, parsed.success ? parsed.data : undefined];
  });
  const config = Object.fromEntries(entries) as Config;
  if (config.RINGBACK_ADMIN_EMAIL && (config.RINGBACK_ADMIN_PASSWORD?.length ?? 0) < 10)
    faults.push('RINGBACK_ADMIN_PASSWORD: at least 10 characters are needed together with RINGBACK_ADMIN_EMAIL.');
  if (config.RINGBACK_ADMIN_EMAIL && !/^[^\s@]+@[^\s@]+$/.test(config.RINGBACK_ADMIN_EMAIL))
    faults.push('RINGBACK_ADMIN_EMAIL: this is not an e-mail address.');
  if (config.RINGBACK_CLUSTER && !config.DATABASE_URL)
    faults.push('RINGBACK_CLUSTER: several servers need a PostgreSQL of their own; set DATABASE_URL on all of them.');
  if (config.TWILIO_ACCOUNT_SID && !config.TWILIO_AUTH_TOKEN)
    faults.push('TWILIO_AUTH_TOKEN: is needed with TWILIO_ACCOUNT_SID; it signs the webhooks.');
  if (config.TWILIO_ACCOUNT_SID && !config.PUBLIC_URL) faults.push('PUBLIC_URL: is needed with TWILIO_ACCOUNT_SID; Twilio calls us there.');
  if (faults.length > 0) throw new ConfigError(faults);
  return config;
}
